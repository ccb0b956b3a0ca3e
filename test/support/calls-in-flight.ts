/** Reads the sandbox's journal: how many calls were in flight at the busiest moment. */

interface JournalLine {
  at: string
  vendor: string
  direction: 'in' | 'out'
  method: string
  path: string
  status: number
  request?: any
  response?: any
}

/**
 * A call is in flight from the moment Make Call was answered until its end was sent to the webhook (an ended call's
 * telephony status is 4 to 8).
 */
export function mostInFlight(journal: JournalLine[]): number {
  const open = new Set<string>()
  let most = 0
  for (const line of journal) {
    if (line.method === 'POST' && /\/Call$/.test(line.path) && line.status === 200)
      open.add(line.response.to ?? line.request.to)
    const body = line.request
    if (line.direction === 'out' && body?.to && body.status >= 4) open.delete(body.to)
    most = Math.max(most, open.size)
  }
  return most
}
