/** What NLPearl says when it says no, told apart by what the caller must do. */
import type { AppError } from '../../kernel/errors.ts'
import { refused, type VendorReply } from '../../platform/outbound/outbound.ts'
import { maskPersonal } from '../../platform/telemetry/log.ts'
import { problemView } from './wire.ts'

/** The wording of refusals is not documented: only these few are recognised, anything else stays `pearl.refused`. */
const BY_WORDS: [RegExp, string][] = [
  [/wrong\s*call\s*id/i, 'pearl.wrong_call_id'],
  [/inactive|not active|not running|paused|suspended/i, 'pearl.campaign_inactive'],
  [/credit|balance|debt/i, 'pearl.no_credits'],
  [/black\s*list/i, 'pearl.blacklisted'],
]

/** An AppError `vendor_refused`; its `details.errors` are the vendor's own words, phones masked. */
export function pearlRefusal(reply: VendorReply): AppError {
  const words = wordsOf(reply.text).map(maskPersonal)
  const said = words.join(' · ')
  return refused({ vendor: 'Pearl AI' }, reply, {
    code: codeFor(reply.status, said),
    note: said,
    details: { errors: words },
  })
}

function codeFor(status: number, said: string): string {
  if (status === 401 || status === 403) return 'pearl.unauthorized'
  if (status === 404) return 'pearl.not_found'
  return BY_WORDS.find(([words]) => words.test(said))?.[1] ?? 'pearl.refused'
}

function wordsOf(text: string): string[] {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return text.trim() === '' || text.trimStart().startsWith('<') ? [] : [text.trim().slice(0, 300)]
  }
  if (typeof body === 'string') return [body.slice(0, 300)]
  const problem = problemView.safeParse(body)
  if (!problem.success) return []
  const { errors, detail, title } = problem.data
  const fields = Object.entries(errors ?? {}).flatMap(([field, messages]) =>
    [messages].flat().map((message) => (field === 'validation' || field === '' ? message : `${field}: ${message}`)),
  )
  return (fields.length > 0 ? fields : [detail ?? title ?? '']).filter(Boolean).map((line) => line.slice(0, 300))
}
