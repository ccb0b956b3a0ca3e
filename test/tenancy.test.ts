/** Rule 1 of the house: no workspace sees another. Asked of PostgreSQL's catalogue, and tried on every table. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createWorkspace } from '../src/domains/workspaces/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { type Database, inWorkspace } from '../src/platform/db/database.ts'
import { testClock } from './support/clock.ts'
import { freshDatabase } from './support/database.ts'
import { APPEND_ONLY, tenancyProblems, tenantTables } from './support/tenancy.ts'

const asAdminOf = async (db: Database): Promise<pg.Pool> => {
  const { rows } = await db.pool.query<{ name: string }>('select current_database() as name')
  const url = inject('adminUrl').replace(/\/\w+\?/, `/${rows[0]!.name}?`)
  return new pg.Pool({ connectionString: url, max: 2 })
}

describe('the catalogue', () => {
  test('holds every table, key, policy, privilege, role and function to the rule', async () => {
    const db = await freshDatabase()
    expect(await tenancyProblems(db.pool)).toEqual([])
    expect((await tenantTables(db.pool)).length).toBeGreaterThan(25)
  })

  test.each([
    [
      'create table planted (workspace_id uuid not null references workspaces, id uuid, primary key (workspace_id, id))',
      [
        'planted: row-level security is off',
        'planted: row-level security is not forced on the owner',
        'planted: lacks the policy own_workspace as the house has it',
      ],
    ],
    ['alter table contacts no force row level security', ['contacts: row-level security is not forced on the owner']],
    ['drop policy own_workspace on leads', ['leads: lacks the policy own_workspace as the house has it']],
    [
      'create policy wide on contacts for select to antesala_tenant using (true)',
      ['contacts: the policy wide is a crossing that nobody named'],
    ],
    [
      'drop policy own_memberships on members; create policy own_memberships on members for select to antesala using (true)',
      ['members: the policy own_memberships is wider than it was named'],
    ],
    [
      'create unique index planted_email on members (email)',
      ['members: planted_email does not begin with workspace_id'],
    ],
    [
      'alter table calls add constraint planted exclude using gist (id with =)',
      ['calls: planted does not begin with workspace_id'],
    ],
    [
      'alter table contacts add constraint planted_once unique (id); alter table leads add constraint planted foreign key (contact_id) references contacts (id)',
      ['contacts: planted_once does not begin with workspace_id', 'leads: planted could lead into another workspace'],
    ],
    ['grant truncate on contacts to antesala_tenant', ['contacts: antesala_tenant has TRUNCATE']],
    ['grant delete on audit_log to antesala_tenant', ['audit_log: antesala_tenant has DELETE']],
    ['grant select on product_secrets to antesala_tenant', ['product_secrets: antesala_tenant has SELECT']],
    ['grant select on contacts to public', ['contacts: public has SELECT']],
    ['grant update on leads to antesala_search', ['leads: antesala_search has UPDATE']],
    ['grant usage on schema auth to antesala_tenant', ['antesala_tenant may enter the schema auth']],
    ['create view planted as select * from contacts', ['planted is a view or foreign: say who may see through it']],
    [
      'create function app.planted() returns bigint language sql security definer as $$ select count(*) from contacts $$',
      ['app.planted runs with its owner’s rights and nobody named it'],
    ],
    ['grant execute on function app.enqueue to public', ['app.enqueue may be called by everybody']],
    [
      'revoke execute on function app.enqueue from antesala_tenant',
      ['app.enqueue may not be called by antesala_tenant, for whom it is'],
    ],
  ])('says so when somebody plants: %s', async (statement, problems) => {
    const db = await freshDatabase()
    await db.pool.query(statement)
    expect(await tenancyProblems(db.pool)).toEqual(problems)
  })
})

describe('a neighbour', () => {
  let db: Database
  let admin: pg.Pool
  let tables: string[]
  let ours: string
  let theirs: string

  beforeAll(async () => {
    db = await freshDatabase()
    admin = await asAdminOf(db)
    tables = await tenantTables(db.pool)
    ours = (await createWorkspace(db, testClock(), { name: 'Nuestra' })).workspaceId
    theirs = (await createWorkspace(db, testClock(), { name: 'Suya' })).workspaceId
    // What a row must look like is each domain's business; here any row will do, one in every table.
    await dropChecks(admin)
    for (const table of tables) await fill(admin, table, ours)
  })
  afterAll(() => admin.end())

  const count = async (workspaceId: string, table: string): Promise<number> => {
    const { rows } = await inWorkspace({ db, workspaceId }, (tx) =>
      sql<{ n: number }>`select count(*)::int as n from ${sql.id(table)} where workspace_id = ${ours}`.execute(tx),
    )
    return rows[0]!.n
  }

  test('sees no row of any table, while its owner sees them', async () => {
    for (const table of tables) {
      expect(await count(ours, table), `${table}, its owner`).toBeGreaterThan(0)
      expect(await count(theirs, table), `${table}, a neighbour`).toBe(0)
    }
  })

  test('changes and deletes no row of any table', async () => {
    for (const table of tables) {
      const before = await whole(admin, table)
      for (const statement of [
        sql`update ${sql.id(table)} set workspace_id = workspace_id`,
        sql`update ${sql.id(table)} set workspace_id = ${theirs} where workspace_id = ${ours}`,
        sql`delete from ${sql.id(table)} where workspace_id = ${ours}`,
      ]) {
        const touched = await inWorkspace({ db, workspaceId: theirs }, (tx) =>
          statement.execute(tx).then(({ rows, numAffectedRows }) => rows.length + Number(numAffectedRows ?? 0)),
        ).catch((error: { code?: string }) => error.code)
        // Nothing found, or (append-only tables) not even allowed to look for it.
        expect([0, '42501'], `${table}: ${touched}`).toContain(touched)
        if (touched === '42501') expect([...APPEND_ONLY, 'api_keys', 'members']).toContain(table)
      }
      expect(await whole(admin, table), table).toEqual(before.map((row) => expect.objectContaining(row)))
    }
  })

  test('adds no row to a workspace that is not its own', async () => {
    for (const table of tables) {
      const row = await sample(admin, table, ours)
      const before = (await whole(admin, table)).length
      const names = Object.keys(row)
      const added = inWorkspace({ db, workspaceId: theirs }, (tx) =>
        sql`insert into ${sql.id(table)} (${sql.join(names.map((name) => sql.id(name)))})
          values (${sql.join(names.map((name) => sql`${row[name]}`))})`.execute(tx),
      )
      await expect(added, table).rejects.toMatchObject({ code: '42501', message: /row-level security/ })
      expect(await whole(admin, table), table).toHaveLength(before)
    }
  })

  test('whoever forgot to say the workspace sees nothing at all', async () => {
    const client = await db.pool.connect()
    try {
      for (const table of [...tables, 'workspaces']) {
        await client.query('begin')
        await client.query(`set local role antesala_tenant`)
        const { rows } = await client.query(`select count(*)::int as n from ${pg.escapeIdentifier(table)}`)
        await client.query('rollback')
        expect(rows, table).toEqual([{ n: 0 }])
      }
      // Nor does the login role, which owns the tables.
      for (const table of tables) {
        const { rows } = await client.query(`select count(*)::int as n from ${pg.escapeIdentifier(table)}`)
        expect(rows, table).toEqual([{ n: 0 }])
      }
    } finally {
      client.release()
    }
  })

  test('the restricted role reaches no people, sessions, jobs or keys of the product', async () => {
    for (const table of [
      'auth."user"',
      'auth.session',
      'auth.account',
      'product_secrets',
      'graphile_worker._private_jobs',
      'migrations.applied',
    ])
      await expect(
        inWorkspace({ db, workspaceId: ours }, (tx) => sql.raw(`select * from ${table}`).execute(tx)),
        table,
      ).rejects.toMatchObject({ code: '42501' })
  })
})

async function dropChecks(admin: pg.Pool): Promise<void> {
  const { rows } = await admin.query<{ drop: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop from pg_constraint
     where contype = 'c' and connamespace = 'public'::regnamespace`,
  )
  for (const row of rows) await admin.query(row.drop)
}

/** Past foreign keys and triggers: a row need not make sense to be private. */
async function fill(admin: pg.Pool, table: string, workspaceId: string): Promise<void> {
  const row = await sample(admin, table, workspaceId)
  const names = Object.keys(row)
  const client = await admin.connect()
  try {
    await client.query(`set session_replication_role = 'replica'`)
    await client.query(
      `insert into ${pg.escapeIdentifier(table)} (${names.map((name) => pg.escapeIdentifier(name)).join(', ')})
       values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      names.map((name) => row[name]),
    )
  } finally {
    client.release(true)
  }
}

/** A value for every column that must have one, by its type alone. */
async function sample(admin: pg.Pool, table: string, workspaceId: string): Promise<Record<string, unknown>> {
  const { rows } = await admin.query<{ name: string; type: string }>(
    `select attname as name, atttypid::regtype::text as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef
       and attgenerated = '' and attidentity = ''`,
    [`public.${table}`],
  )
  return Object.fromEntries(
    rows.map(({ name, type }) => [name, name === 'workspace_id' ? workspaceId : anyValue(type)]),
  )
}

function anyValue(type: string): unknown {
  switch (type) {
    case 'uuid':
      return newId()
    case 'text':
      return 'x'
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'double precision':
    case 'numeric':
      return 1
    case 'boolean':
      return true
    case 'jsonb':
      return '{}'
    case 'date':
      return '2026-11-24'
    case 'timestamp with time zone':
      return '2026-11-24T10:00:00Z'
    case 'time without time zone':
      return '10:00'
    case 'bytea':
      return Buffer.from('x')
    case 'tstzrange':
      return '[2026-11-24 10:00Z,2026-11-24 11:00Z)'
    default:
      if (type.endsWith('[]')) return '{}'
      throw new Error(`a table has a ${type}: say here what a value of it looks like`)
  }
}

const whole = async (admin: pg.Pool, table: string): Promise<Record<string, unknown>[]> =>
  (await admin.query(`select * from ${pg.escapeIdentifier(table)}`)).rows
