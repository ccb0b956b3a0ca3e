/** The part of an address after `?`, as plain texts: `?search=612&city=Girona`, without quotes around numbers. */
export type TextSearch = Record<string, string | undefined>

export function readSearch(text: string): TextSearch {
  return Object.fromEntries(new URLSearchParams(text))
}

export function writeSearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}
