/** The database: whether it answers, may keep workspaces apart, and has this version's shape. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import type { Config } from '../../app/config.ts'
import { connectOrExplain } from '../../platform/db/connect-problem.ts'
import { pendingMigrations, readApplied, readMigrations } from '../../platform/db/migrate.ts'
import { readRoleState, roleStatements } from '../../platform/db/roles.ts'
import { withDatabase } from '../with-database.ts'
import { broken, type Finding, fine, warning } from './finding.ts'

/** `ready`: whether what lives in the database can be looked at. */
export async function checkDatabase(config: Config): Promise<{ findings: Finding[]; ready: boolean }> {
  if (!config.databaseUrl && !existsSync(path.join(config.dataDir, 'postgres')))
    return { findings: [fine('database', 'our own PostgreSQL will be made at the first start')], ready: false }
  try {
    return await withDatabase(config, async (url) => {
      const client = await connectOrExplain(url, 'antesala doctor')
      try {
        const findings = [await checkVersion(client, config), await checkRoles(client), await checkMigrations(client)]
        return {
          findings,
          ready: findings.every(({ state }) => state !== 'broken') && findings.at(-1)?.state === 'fine',
        }
      } finally {
        await client.end()
      }
    })
  } catch (error) {
    return { findings: [broken('database', 'does not answer', (error as Error).message)], ready: false }
  }
}

async function checkVersion(client: pg.ClientBase, { databaseUrl }: Config): Promise<Finding> {
  const { rows } = await client.query<{ version: string; size: string }>(
    `select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`,
  )
  return fine('database', `PostgreSQL ${rows[0]!.version}, ${databaseUrl ? 'yours' : 'our own'}, ${rows[0]!.size}`)
}

async function checkRoles(client: pg.ClientBase): Promise<Finding> {
  const state = await readRoleState(client)
  const missing = roleStatements(state)
  if (missing.length > 0)
    return warning(
      'roles',
      `${missing.length} statements are missing that keep workspaces apart`,
      'npx antesala migrate makes them; where it may not, --print-roles prints them for an administrator.',
    )
  if (state.superuser)
    return warning(
      'roles',
      `the login "${state.login}" is a superuser, for whom row-level security does not hold outside a workspace`,
      'give Antesala a login of its own: npx antesala migrate --print-roles',
    )
  return fine('roles', `the login "${state.login}" is held by row-level security`)
}

async function checkMigrations(client: pg.ClientBase): Promise<Finding> {
  try {
    const pending = pendingMigrations(await readMigrations(), await readApplied(client))
    if (pending.length === 0) return fine('migrations', 'the database is at this version')
    return warning(
      'migrations',
      `${pending.length} are still to run`,
      'npm start runs them, and so does: npx antesala migrate',
    )
  } catch (error) {
    return broken('migrations', 'do not fit this version', (error as Error).message)
  }
}
