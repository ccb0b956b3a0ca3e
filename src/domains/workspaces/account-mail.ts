/** The two mails that the product writes itself: an invitation, and the link for a new password. */
import type { Person } from '../../platform/auth/auth.ts'
import type { Database } from '../../platform/db/database.ts'
import { fill } from '../../platform/http/messages.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Locale } from '../../platform/scope.ts'
import { accountMailTexts } from './account-mail.messages.ts'
import { membershipsOf } from './members.store.ts'

/** In the person's own language, as their first workspace knows it. */
export async function mailResetLink(mailer: Mailer, db: Database, person: Person, link: string): Promise<void> {
  const [first] = await membershipsOf(db, person.id)
  const { subject, text } = accountMailTexts.reset[first?.locale ?? first?.workspaceLocale ?? 'es']
  await mailer.send({ to: person.email, subject, text: fill(text, { link }) })
}

export async function mailInvitation(
  mailer: Mailer,
  to: { email: string; workspace: string; link: string | null; consoleUrl: string },
  locale: Locale,
): Promise<void> {
  const { subject, text } = to.link ? accountMailTexts.invitation[locale] : accountMailTexts.joined[locale]
  const values = { workspace: to.workspace, link: to.link ?? to.consoleUrl }
  await mailer.send({ to: to.email, subject: fill(subject, values), text: fill(text, values) })
}
