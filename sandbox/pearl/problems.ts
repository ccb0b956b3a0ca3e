/** The vendor's refusals: ASP.NET's problem details, 400 for what is wrong and for what it does not know. */
import type { z } from 'zod'
import type { Answer, Asked } from '../http.ts'

/** Thrown by handlers; answered as it is. */
export class Refusal extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`)
    this.answer = answer
  }
}

export function problem(errors: Record<string, string[]>, status = 400): Refusal {
  const json = {
    type: 'about:blank',
    title: status === 400 ? 'One or more validation errors occurred.' : 'Not Found',
    status,
    errors,
  }
  return new Refusal({ status, json, contentType: 'application/problem+json; charset=utf-8' })
}

/** How the vendor says that an id is none of its. */
export const wrong = (what: string): Refusal => problem({ validation: [`wrong ${what}`] })

/**
 * The body by its schema. Unknown fields pass, as the framework lets them; what is missing or of another type does not.
 */
export function readBody<Schema extends z.ZodType>(asked: Asked, schema: Schema): z.output<Schema> {
  if (!/[/+]json\b/i.test(String(asked.headers['content-type'] ?? ''))) throw new Refusal({ status: 415 })
  let body: unknown
  try {
    body = JSON.parse(asked.text)
  } catch {
    throw problem({
      $: [asked.text === '' ? 'A non-empty request body is required.' : 'The JSON value could not be converted.'],
    })
  }
  const read = schema.safeParse(body)
  if (read.success) return read.data
  const errors: Record<string, string[]> = {}
  for (const issue of read.error.issues) {
    const field = issue.path.join('.') || '$'
    errors[field] = [...(errors[field] ?? []), issue.message]
  }
  throw problem(errors)
}
