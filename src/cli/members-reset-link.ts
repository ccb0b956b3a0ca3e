/** `antesala members reset-link`: the link that a mail would carry, for whoever has no mail server. */
import { makeAdapters } from '../app/adapters.ts'
import { readRunningNote } from '../app/running-note.ts'
import { makeSignIn } from '../app/sign-in.ts'
import { makeResetLink } from '../domains/workspaces/index.ts'
import { defineCommand } from './command.ts'

export const membersResetLink = defineCommand<{ email: string; link: string }>({
  name: 'members reset-link',
  summary: 'Prints a link with which a member chooses a new password. It works for an hour, once.',
  takes: ['<e-mail>'],
  run: async ({ given, config, product }) => {
    const email = given[0]!
    const opened = await product()
    const address = config.publicUrl ?? readRunningNote(config.dataDir)?.url ?? `http://${config.host}:${config.port}`
    const signIn = makeSignIn(opened, makeAdapters(opened).mailer, () => address)
    try {
      return { email, link: await makeResetLink(signIn, email) }
    } finally {
      await signIn.close()
    }
  },
  show: ({ link }) => link,
})
