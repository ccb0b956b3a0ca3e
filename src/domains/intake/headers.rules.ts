/** Which headers of a webhook are worth keeping. A list of what passes, so that no credential can slip through. */

const KEPT = new Set(['content-type', 'content-length', 'user-agent', 'date', 'x-request-id', 'traceparent'])
const LONGEST = 500

export function keptHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase()
    if (value !== undefined && KEPT.has(lower)) kept[lower] = String(value).slice(0, LONGEST)
  }
  return kept
}
