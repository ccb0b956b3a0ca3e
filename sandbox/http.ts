/** The little HTTP that simulators are written against: a table of routes, 405 on the wrong verb, JSON in and out. */

export interface Asked {
  method: string
  /** Below the simulator's own prefix, decoded segment by segment where a route names them. */
  path: string
  params: Record<string, string>
  query: URLSearchParams
  headers: Record<string, string | string[] | undefined>
  /** The body as it came. */
  text: string
}

export interface Answer {
  status: number
  /** Written as JSON, bare scalars too; absent: no body. */
  json?: unknown
  contentType?: string
  headers?: Record<string, string>
}

type Handler = (asked: Asked) => Answer | Promise<Answer>
/** `['POST', '/v1/Outbound/:id/Call', handler]` */
export type Route = readonly [method: string, pattern: string, handler: Handler]

export const ok = (json: unknown): Answer => ({ status: 200, json })

interface CompiledRoute {
  method: string
  pattern: RegExp
  names: string[]
  handler: Handler
}

/** Gives the answer of the route that fits, undefined where no path fits, 405 where only another verb does. */
export function makeRouter(routes: Route[]): (asked: Omit<Asked, 'params'>) => Promise<Answer | undefined> {
  const compiled = routes.map(([method, path, handler]): CompiledRoute => {
    const names: string[] = []
    const source = path.replace(/:(\w+)/g, (_whole, name: string) => {
      names.push(name)
      return '([^/]+)'
    })
    return { method, names, handler, pattern: new RegExp(`^${source}/?$`, 'i') }
  })
  return async (asked) => {
    const allowed = new Set<string>()
    for (const route of compiled) {
      const found = route.pattern.exec(asked.path)
      if (!found) continue
      if (route.method !== asked.method) {
        allowed.add(route.method)
        continue
      }
      const params = Object.fromEntries(route.names.map((name, at) => [name, decode(found[at + 1]!)]))
      return route.handler({ ...asked, params })
    }
    return allowed.size > 0 ? { status: 405, headers: { allow: [...allowed].join(', ') } } : undefined
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The body as JSON, else as the text it was, null when there was none: for journals. */
export function readable(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
