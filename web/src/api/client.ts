/** One way to ask the server: cookie session, chosen workspace, chosen language, errors as ApiError. */
import { ApiError, readError } from './api-error.ts'

export type Query = Record<string, string | number | boolean | null | undefined>

export interface Ask {
  query?: Query | undefined
  signal?: AbortSignal | undefined
  /** JSON, or a FormData as it is. */
  body?: unknown
  /** Makes a repeated POST one act. */
  idempotencyKey?: string
}

/** Set once by the app, so that this file knows neither the router nor the language switch. */
const context = {
  workspaceId: null as string | null,
  language: 'es',
  onSignedOut: () => {},
}
export const setApiContext = (change: Partial<typeof context>) => Object.assign(context, change)

const GET = <Answer>(path: string, ask: Ask = {}) => send<Answer>('GET', path, ask)
const POST = <Answer>(path: string, ask: Ask = {}) => send<Answer>('POST', path, ask)
const PUT = <Answer>(path: string, ask: Ask = {}) => send<Answer>('PUT', path, ask)
const PATCH = <Answer>(path: string, ask: Ask = {}) => send<Answer>('PATCH', path, ask)
const DELETE = <Answer>(path: string, ask: Ask = {}) => send<Answer>('DELETE', path, ask)

/** Paths are whole: `api.get<Lead>('/api/v1/leads/1')`. */
export const api = { get: GET, post: POST, put: PUT, patch: PATCH, delete: DELETE }

/** The headers every request carries, also the event stream. */
export function requestHeaders(): Record<string, string> {
  return {
    accept: 'application/json',
    ...(context.workspaceId ? { 'x-workspace-id': context.workspaceId } : {}),
  }
}

/** A whole address, the language in it; also for links that the browser itself opens. Empty values are left out. */
export function urlOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  search.set('lang', context.language)
  return `${path}?${search.toString()}`
}

async function send<Answer>(method: string, path: string, ask: Ask): Promise<Answer> {
  const headers = requestHeaders()
  let body: BodyInit | null = null
  if (ask.body instanceof FormData) body = ask.body
  else if (ask.body !== undefined) {
    headers['content-type'] = 'application/json'
    body = JSON.stringify(ask.body)
  }
  if (ask.idempotencyKey) headers['idempotency-key'] = ask.idempotencyKey

  const response = await fetch(urlOf(path, ask.query), {
    method,
    headers,
    body,
    credentials: 'same-origin',
    ...(ask.signal ? { signal: ask.signal } : {}),
  }).catch((cause: unknown) => {
    if (ask.signal?.aborted) throw cause
    throw new ApiError(0, { code: 'network.unreachable', message: '', retryable: true })
  })

  if (!response.ok) {
    const error = await readError(response)
    // A wrong password is the sign-in page's own business.
    if (error.status === 401 && !path.startsWith('/api/auth/')) context.onSignedOut()
    throw error
  }
  if (response.status === 204) return undefined as Answer
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as Answer
}
