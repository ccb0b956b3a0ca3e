/** Walks PostgreSQL's own catalogue and says where a table, a role or a function would let one workspace see another. */
import type pg from 'pg'

/** Schemas of the product itself: the restricted role may not even enter them. */
const CLOSED_SCHEMAS = ['auth', 'graphile_worker', 'migrations']

/** Tables in the open schema that belong to no workspace, each with what the restricted role may do there. */
const PRODUCT_TABLES: Record<string, { why: string; tenant: string[] }> = {
  workspaces: { why: 'its id is the workspace; guarded by a policy on that', tenant: ['SELECT', 'UPDATE'] },
  timetable_runs: { why: 'when each line of the timetable last ran, for all', tenant: [] },
  job_workers: { why: 'which processes are alive', tenant: [] },
  product_secrets: { why: 'the product’s own key, sealed', tenant: [] },
}

/** Every policy that is not the house rule: who may look across, and why. */
const CROSSINGS: Record<string, { role: string; command: string; why: string }> = {
  'workspaces.product': { role: 'antesala', command: 'ALL', why: 'the list of workspaces is the product’s own' },
  'members.own_memberships': {
    role: 'antesala',
    command: 'SELECT',
    why: 'which workspaces are mine? is asked before one is chosen, for the person in app.person',
  },
  'leads.search': { role: 'antesala_search', command: 'SELECT', why: 'trigrams need an index, policies forbid it' },
}
/** What `app.person` stands for, to the letter. */
const OWN_MEMBERSHIPS = '(user_id = app.person())'

/** Functions that run with their owner's rights, for the restricted role alone: they must look at `app.workspace` themselves. */
const DEFINERS: Record<string, { owner: string; why: string }> = {
  'app.enqueue': { owner: 'antesala', why: 'adds a job for the workspace of the transaction' },
  'app.enqueue_each': { owner: 'antesala', why: 'adds jobs for the workspace of the transaction' },
  'app.search_leads': { owner: 'antesala_search', why: 'searches within the workspace of the transaction' },
}

/** A key that leads to the product's people, who belong to no workspace. */
const FOREIGN_KEYS_OUT = ['members_user_id_fkey']

/** Rows that tell what happened: added and read, never changed. */
export const APPEND_ONLY = ['audit_log', 'timeline', 'touches', 'consents', 'objections']

const ALLOWED = ['DELETE', 'INSERT', 'SELECT', 'UPDATE']
/** The select makes it one question a statement, not one a row. */
const HOUSE_RULE = '(workspace_id = ( SELECT app.workspace() AS workspace))'

export async function tenantTables(db: pg.Pool): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`)
  return rows.map((row) => row.name).filter((name) => !Object.hasOwn(PRODUCT_TABLES, name))
}

/** Empty where every rule holds; else one line for each breach. */
export async function tenancyProblems(db: pg.Pool): Promise<string[]> {
  const tables = await tenantTables(db)
  return [
    ...(await strayRelations(db)),
    ...(await unguarded(db, tables)),
    ...(await keysWithoutWorkspace(db, tables)),
    ...(await foreignKeysWithoutWorkspace(db, tables)),
    ...(await policyProblems(db, tables)),
    ...(await privilegeProblems(db, tables)),
    ...(await roleProblems(db)),
    ...(await definerProblems(db)),
  ]
}

/** Views would show what their owner sees; tables elsewhere would escape this walk. */
async function strayRelations(db: pg.Pool): Promise<string[]> {
  const { rows } = await db.query<{ name: string; kind: string; schema: string }>(
    `select n.nspname as schema, c.relname as name, c.relkind as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
       and n.nspname not like 'pg_temp%' and n.nspname <> all ($1)`,
    [CLOSED_SCHEMAS],
  )
  const missing = Object.keys(PRODUCT_TABLES).filter((name) => !rows.some((row) => row.name === name))
  return [
    ...rows.filter((row) => row.schema !== 'public').map((row) => `${row.schema}.${row.name} lies in no known schema`),
    ...rows
      .filter((row) => 'vmf'.includes(row.kind))
      .map((row) => `${row.name} is a view or foreign: say who may see through it`),
    ...missing.map((name) => `${name} is named as an exception and does not exist`),
  ]
}

async function unguarded(db: pg.Pool, tables: string[]): Promise<string[]> {
  const { rows } = await db.query<{ name: string; enabled: boolean; forced: boolean; column: boolean }>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
       exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnotnull
         and a.atttypid = 'uuid'::regtype) as column
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)`,
    [[...tables, 'workspaces']],
  )
  return rows.flatMap((row) => [
    ...(row.enabled ? [] : [`${row.name}: row-level security is off`]),
    ...(row.forced ? [] : [`${row.name}: row-level security is not forced on the owner`]),
    ...(row.column || row.name === 'workspaces' ? [] : [`${row.name}: has no workspace_id uuid not null`]),
  ])
}

/** Primary keys, unique indexes and exclusion constraints: the first column says the workspace. */
async function keysWithoutWorkspace(db: pg.Pool, tables: string[]): Promise<string[]> {
  const { rows } = await db.query<{ relation: string; index: string; primary: boolean; first: string | null }>(
    `select c.relname as relation, i.relname as index, x.indisprimary as primary,
       (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0]) as first
     from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)
       and (x.indisunique or x.indisexclusion)`,
    [tables],
  )
  const keyed = new Set(rows.filter((row) => row.primary).map((row) => row.relation))
  return [
    ...rows
      .filter((row) => row.first !== 'workspace_id')
      .map((row) => `${row.relation}: ${row.index} does not begin with workspace_id`),
    ...tables.filter((name) => !keyed.has(name)).map((name) => `${name}: has no primary key`),
  ]
}

async function foreignKeysWithoutWorkspace(db: pg.Pool, tables: string[]): Promise<string[]> {
  const { rows } = await db.query<{ relation: string; name: string; from: string; to: string; target: string }>(
    `select c.relname as relation, k.conname as name, f.relname as target,
       (select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]) as from,
       (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.confkey[1]) as to
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
     where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.relname = any ($1)`,
    [tables],
  )
  return rows
    .filter((row) => !FOREIGN_KEYS_OUT.includes(row.name))
    .filter((row) => row.from !== 'workspace_id' || row.to !== (row.target === 'workspaces' ? 'id' : 'workspace_id'))
    .map((row) => `${row.relation}: ${row.name} could lead into another workspace`)
}

interface Policy {
  relation: string
  name: string
  roles: string[]
  command: string
  permissive: string
  using: string | null
  check: string | null
}

async function policyProblems(db: pg.Pool, tables: string[]): Promise<string[]> {
  const { rows } = await db.query<Policy>(
    `select tablename as relation, policyname as name, roles::text[], cmd as command, permissive, qual as using, with_check as check
     from pg_policies where schemaname = 'public'`,
  )
  const guards = rows.filter((row) => row.name === 'own_workspace')
  const crossings = rows.filter((row) => row.name !== 'own_workspace')
  const isHouseRule = (row: Policy) => {
    const rule = row.relation === 'workspaces' ? '(id = app.workspace())' : HOUSE_RULE
    return row.using === rule && row.check === rule && row.command === 'ALL' && String(row.roles) === 'public'
  }
  return [
    ...[...tables, 'workspaces']
      .filter((name) => !guards.some((row) => row.relation === name && isHouseRule(row)))
      .map((name) => `${name}: lacks the policy own_workspace as the house has it`),
    ...crossings.flatMap((row) => {
      const known = CROSSINGS[`${row.relation}.${row.name}`]
      const as = `${row.relation}: the policy ${row.name}`
      if (!known) return [`${as} is a crossing that nobody named`]
      const fits = String(row.roles) === known.role && row.command === known.command
      const narrow = row.name !== 'own_memberships' || row.using === OWN_MEMBERSHIPS
      return fits && narrow ? [] : [`${as} is wider than it was named`]
    }),
    ...Object.keys(CROSSINGS)
      .filter((name) => !crossings.some((row) => `${row.relation}.${row.name}` === name))
      .map((name) => `${name} is named as a crossing and does not exist`),
  ]
}

async function privilegeProblems(db: pg.Pool, tables: string[]): Promise<string[]> {
  const { rows } = await db.query<{ grantee: string; schema: string; relation: string; privilege: string }>(
    `select coalesce(r.rolname, 'public') as grantee, n.nspname as schema, c.relname as relation, a.privilege_type as privilege
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
       cross join lateral aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
     where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
       and coalesce(r.rolname, 'public') in ('public', 'antesala_tenant', 'antesala_search')
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`,
  )
  const { rows: open } = await db.query<{ schema: string; role: string }>(
    `select s.name as schema, r.name as role from unnest($1::text[]) as s (name), unnest(array['antesala_tenant', 'antesala_search']) as r (name)
     where has_schema_privilege(r.name, s.name, 'usage')`,
    [CLOSED_SCHEMAS],
  )
  const may = (relation: string) => {
    if (PRODUCT_TABLES[relation]) return PRODUCT_TABLES[relation].tenant
    return APPEND_ONLY.includes(relation) ? ['INSERT', 'SELECT'] : ALLOWED
  }
  const searched = Object.keys(CROSSINGS)
    .filter((name) => CROSSINGS[name]!.role === 'antesala_search')
    .map((name) => name.split('.')[0]!)
  return [
    ...open.map((row) => `${row.role} may enter the schema ${row.schema}`),
    ...rows
      .filter((row) => {
        if (row.grantee === 'antesala_search') return row.privilege !== 'SELECT' || !searched.includes(row.relation)
        if (row.grantee === 'antesala_tenant')
          return row.schema !== 'public' || !may(row.relation).includes(row.privilege)
        return true
      })
      .map((row) => `${row.relation}: ${row.grantee} has ${row.privilege}`),
    ...APPEND_ONLY.filter((name) => !tables.includes(name)).map(
      (name) => `${name} is named as append-only and does not exist`,
    ),
  ]
}

/** The login may become these roles, and has their rights only when it does. */
async function roleProblems(db: pg.Pool): Promise<string[]> {
  const { rows } = await db.query<{ name: string; wide: boolean; login: boolean }>(
    `select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as wide, rolcanlogin as login
     from pg_roles where rolname in ('antesala', 'antesala_tenant', 'antesala_search')`,
  )
  const { rows: inherited } = await db.query<{ login: string; role: string }>(
    `select l as login, r as role from unnest(array['antesala', 'antesala_tenant']) l, unnest(array['antesala_tenant', 'antesala_search']) r
     where l <> r and pg_has_role(l, r, 'usage')`,
  )
  return [
    ...rows.filter((row) => row.wide).map((row) => `${row.name} may step around row-level security or make roles`),
    ...rows.filter((row) => row.login && row.name !== 'antesala').map((row) => `${row.name} may log in`),
    ...inherited.map((row) => `${row.login} has the rights of ${row.role} without becoming it`),
  ]
}

async function definerProblems(db: pg.Pool): Promise<string[]> {
  const { rows } = await db.query<{
    name: string
    owner: string
    config: string[] | null
    source: string
    everybody: boolean
    tenant: boolean
  }>(
    `select n.nspname || '.' || p.proname as name, pg_get_userbyid(p.proowner) as owner, p.proconfig as config, p.prosrc as source,
       has_function_privilege('public', p.oid, 'execute') as everybody,
       has_function_privilege('antesala_tenant', p.oid, 'execute') as tenant
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
       and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  )
  return [
    ...rows.flatMap((row) => {
      const known = DEFINERS[row.name]
      if (!known) return [`${row.name} runs with its owner’s rights and nobody named it`]
      const path = row.config?.find((setting) => setting.startsWith('search_path='))
      return [
        ...(row.owner === known.owner ? [] : [`${row.name} belongs to ${row.owner}`]),
        ...(path?.trim().endsWith('pg_temp') ? [] : [`${row.name} does not fix its search_path`]),
        ...(row.everybody ? [`${row.name} may be called by everybody`] : []),
        ...(row.tenant ? [] : [`${row.name} may not be called by antesala_tenant, for whom it is`]),
        ...(/app\.workspace/.test(row.source) ? [] : [`${row.name} does not look at the workspace`]),
      ]
    }),
    ...Object.keys(DEFINERS)
      .filter((name) => !rows.some((row) => row.name === name))
      .map((name) => `${name} is named as a definer and does not exist`),
  ]
}
