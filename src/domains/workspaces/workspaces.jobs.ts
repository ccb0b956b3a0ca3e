/** What this domain leaves to the queue. */
import { z } from 'zod'
import { conflict } from '../../kernel/errors.ts'
import { defineJob, type JobDefinition, patiently } from '../../platform/queue/job.ts'
import { MAIL_INVITATION } from './invite-member.ts'
import { type MailInvitationDeps, sendInvitation } from './mail-invitation.ts'

export interface WorkspacesJobDeps extends Omit<MailInvitationDeps, 'mailer'> {
  /** Null where no mail server is set: an invitation queued before that changed ends as a dead letter, to be replayed. */
  mailer: MailInvitationDeps['mailer'] | null
}

export const workspacesJobs = ({ mailer, ...deps }: WorkspacesJobDeps): JobDefinition[] => [
  defineJob({
    name: MAIL_INVITATION,
    schema: z.object({ memberId: z.uuid() }),
    retry: patiently,
    run: async (scope, { memberId }) => {
      if (!mailer) throw conflict('mail.not_set')
      await sendInvitation(scope, { ...deps, mailer }, memberId)
    },
  }),
]
