/** `antesala migrate`: brings the database to this version, or prints the roles that an administrator has to make. */
import { connectOrExplain } from '../platform/db/connect-problem.ts'
import { migrate } from '../platform/db/migrate.ts'
import { printRoles, readRoleState } from '../platform/db/roles.ts'
import { defineCommand } from './command.ts'
import { withDatabase } from './with-database.ts'

type Answer = { applied: string[] } | { roles: string }

export const migrateCommand = defineCommand<Answer>({
  name: 'migrate',
  summary: 'Brings the database to this version: makes its roles, runs the migrations it has not run.',
  help: `
Any number of processes may do this at once; npm start does it too.
Where the login of DATABASE_URL may not make roles, --print-roles prints what an administrator runs once:
  npx antesala migrate --print-roles | psql -U postgres antesala`,
  options: {
    'print-roles': { type: 'boolean', description: 'prints the SQL that makes the roles, and changes nothing' },
  },
  run: ({ config, options, progress }) =>
    withDatabase<Answer>(config, async (url) => {
      if (!options['print-roles'])
        return { applied: await migrate(url, { onProgress: (name) => progress(`migrating: ${name}`) }) }
      const client = await connectOrExplain(url, 'antesala migrate')
      try {
        return { roles: printRoles(await readRoleState(client)) }
      } finally {
        await client.end()
      }
    }),
  show: (answer) => {
    if ('roles' in answer) return answer.roles.trimEnd()
    return answer.applied.length > 0
      ? `${answer.applied.length} migrations run: ${answer.applied.join(', ')}.`
      : 'Nothing to do: the database is at this version.'
  },
})
