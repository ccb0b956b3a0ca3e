/** What zod found wrong, field by field, in the reader's language (zod's own translations). */
import type { FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Locale } from '../scope.ts'

const tongues = { es: z.locales.es().localeError, en: z.locales.en().localeError, ca: z.locales.ca().localeError }

/** What a schema refused; carries zod's issues to the error handler. */
export class Unreadable extends Error {
  readonly issues: readonly unknown[]
  constructor(issues: readonly unknown[]) {
    super('the request does not have the expected form')
    this.name = 'Unreadable'
    this.issues = issues
  }
}

/** Checks bodies, queries and parameters with zod. */
export const readWithZod: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const read = schema.safeParse(data)
    return read.success ? { value: read.data } : { error: new Unreadable(read.error.issues) }
  }

interface Issue {
  code?: string
  path: PropertyKey[]
  message?: string
  keys?: string[]
  [more: string]: unknown
}

export function problemsOf(issues: readonly unknown[], locale: Locale): FieldProblem[] {
  return (issues as Issue[]).flatMap((issue) => {
    const path = issue.path.map(String).join('.')
    const message = say(issue, locale)
    const named =
      issue.code === 'unrecognized_keys'
        ? (issue.keys ?? []).map((key) => (path ? `${path}.${key}` : key))
        : [path || 'body']
    return named.map((field) => ({ field, code: issue.code ?? 'invalid', message }))
  })
}

function say(issue: Issue, locale: Locale): string {
  // A message that a schema gave itself is meant for the reader; zod's own English one is translated.
  const own = issue.code === 'custom' ? issue.message : undefined
  if (own) return own
  const said = tongues[locale](issue as never)
  return (typeof said === 'string' ? said : said?.message) ?? issue.message ?? ''
}
