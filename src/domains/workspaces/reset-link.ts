/** A new password for somebody who lost theirs: the link that the command line prints where no mail server is set. */
import { notFound } from '../../kernel/errors.ts'
import type { Auth } from '../../platform/auth/auth.ts'

/** Valid for an hour, once. Throws `member.not_found`: whoever may run commands may know who has an account. */
export async function makeResetLink(auth: Auth, email: string): Promise<string> {
  const person = await auth.findPerson(email.trim().toLowerCase())
  if (!person) throw notFound('member.not_found')
  return auth.makeLink(person.id)
}
