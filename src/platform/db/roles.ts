/** The roles that keep workspaces apart, made where the login may make them, else printed for whoever may. */
import type pg from 'pg'
import { StartProblem } from '../start-problem.ts'

/** All tenant work runs as this one; only rows of `app.workspace` are seen. */
export const TENANT_ROLE = 'antesala_tenant'
/** Owns the search functions, which filter by workspace themselves (decided in docs: row-level security and indexes). */
export const SEARCH_ROLE = 'antesala_search'

/** A parameter of `grant … with inherit` exists from PostgreSQL 16 on. */
const GRANT_OPTIONS_SINCE = 160_000

interface RoleState {
  login: string
  database: string
  version: number
  superuser: boolean
  tenant: boolean
  search: boolean
  maySetTenant: boolean
  maySetSearch: boolean
  /** Inherits what the search role sees: row-level security would no longer hold for this login. */
  seesAsSearch: boolean
  /** A login that inherits nothing has no right of the database's owner by itself. */
  mayCreate: boolean
}

export async function readRoleState(client: pg.ClientBase): Promise<RoleState> {
  const { rows } = await client.query<RoleState>(`
    with found as (
      select
        (select oid from pg_roles where rolname = '${TENANT_ROLE}') as tenant,
        (select oid from pg_roles where rolname = '${SEARCH_ROLE}') as search,
        current_setting('server_version_num')::int as version
    )
    select current_user::text as login, current_database()::text as database, version,
      (select rolsuper from pg_roles where rolname = current_user) as superuser,
      tenant is not null as tenant,
      search is not null as search,
      coalesce(pg_has_role(current_user, tenant, case when version >= ${GRANT_OPTIONS_SINCE} then 'SET' else 'MEMBER' end), false) as "maySetTenant",
      coalesce(pg_has_role(current_user, search, case when version >= ${GRANT_OPTIONS_SINCE} then 'SET' else 'MEMBER' end), false) as "maySetSearch",
      coalesce(pg_has_role(current_user, search, 'USAGE'), false) as "seesAsSearch",
      has_schema_privilege('public', 'CREATE') as "mayCreate"
    from found`)
  return rows[0]!
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** What is missing, as statements in their order; empty where all is well. */
export function roleStatements(state: RoleState): string[] {
  const login = quoted(state.login)
  const statements: string[] = []
  if (!state.tenant) statements.push(`create role ${TENANT_ROLE} nologin`)
  if (!state.search) statements.push(`create role ${SEARCH_ROLE} nologin`)
  if (state.superuser) return statements

  // Before 16 a login inherits from all its roles or from none.
  const modern = state.version >= GRANT_OPTIONS_SINCE
  const withOptions = modern ? ' with inherit false, set true' : ''
  const losesInheritance = !modern && (state.seesAsSearch || !state.maySetSearch)
  if (losesInheritance) statements.push(`alter role ${login} noinherit`)
  if (losesInheritance || !state.mayCreate)
    statements.push('set role pg_database_owner', `grant usage, create on schema public to ${login}`, 'reset role')
  if (!state.maySetTenant) statements.push(`grant ${TENANT_ROLE} to ${login}${withOptions}`)
  if (!state.maySetSearch || (modern && state.seesAsSearch))
    statements.push(`grant ${SEARCH_ROLE} to ${login}${withOptions}`)
  return statements
}

/** Everything a login needs, whatever is there already: what `antesala migrate --print-roles` shows. Harmless when repeated. */
export function printRoles(state: Pick<RoleState, 'login' | 'database' | 'version'>): string {
  const login = quoted(state.login)
  const database = quoted(state.database)
  const modern = state.version >= GRANT_OPTIONS_SINCE
  const make = (role: string) =>
    `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$;`
  const withOptions = modern ? ' with inherit false, set true' : ''
  return [
    `-- To be run once, connected to the database ${database}, by a role that may create roles and owns that database.`,
    make(TENANT_ROLE),
    make(SEARCH_ROLE),
    ...(modern ? [] : [`alter role ${login} noinherit;`]),
    `grant ${TENANT_ROLE} to ${login}${withOptions};`,
    `grant ${SEARCH_ROLE} to ${login}${withOptions};`,
    `grant create, temporary on database ${database} to ${login};`,
    `grant usage, create on schema public to ${login};`,
    '',
  ].join('\n')
}

/** SQLSTATEs of two processes that made the same role at the same time. */
const MADE_MEANWHILE = new Set(['42710', '23505', 'XX000'])
const NOT_ALLOWED = '42501'

/** Makes what is missing, or throws a StartProblem that names the command that prints the statements. */
export async function ensureRoles(client: pg.ClientBase): Promise<void> {
  for (let round = 0; round < 5; round++) {
    const missing = roleStatements(await readRoleState(client))
    if (missing.length === 0) return
    try {
      for (const statement of missing) await client.query(statement)
    } catch (error) {
      await client.query('reset role')
      const { code } = error as pg.DatabaseError
      if (code === NOT_ALLOWED) throw rolesMissing(await readRoleState(client), error)
      if (!code || !MADE_MEANWHILE.has(code)) throw error
    }
  }
  const state = await readRoleState(client)
  if (roleStatements(state).length > 0) throw rolesMissing(state)
}

function rolesMissing(state: RoleState, cause?: unknown): StartProblem {
  return new StartProblem(
    `The login "${state.login}" may not make the roles that keep workspaces apart: have an administrator of the database run what "npx antesala migrate --print-roles" prints, then start again.`,
    { cause },
  )
}
