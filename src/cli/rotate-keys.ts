/** `antesala rotate-keys`: seals every secret again under the first key of ENCRYPTION_KEY. */
import { rotateKeys } from '../domains/workspaces/index.ts'
import { defineCommand } from './command.ts'

export const rotateKeysCommand = defineCommand<Awaited<ReturnType<typeof rotateKeys>>>({
  name: 'rotate-keys',
  summary: 'Seals every secret again under the first key of ENCRYPTION_KEY.',
  help: `
1. Put the new key in front of the old one: ENCRYPTION_KEY=new,old
2. Restart every process of Antesala.
3. Run this. Cut short, it is simply run again.
4. Take the old key away and restart.`,
  run: async ({ product }) => {
    const { db, clock, secrets } = await product()
    return rotateKeys(db, clock, secrets)
  },
  show: ({ workspaces, resealed, current }) =>
    `${resealed} secrets of ${workspaces} workspaces sealed again, ${current} were sealed under the first key already. The other keys may go.`,
})
