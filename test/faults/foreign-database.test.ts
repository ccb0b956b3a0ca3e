/** DATABASE_URL against a server that is not ours: PostgreSQL 15 as Debian brings it where it is installed, and 18. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '../../src/platform/db/client.ts'
import { inWorkspace, openDatabase } from '../../src/platform/db/database.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { readRoleState, roleStatements } from '../../src/platform/db/roles.ts'
import { makeWorkspace } from '../support/database.ts'
import { antesala, noneLeft, startNode } from '../support/fixture-processes.ts'
import { type ForeignServer, makeLogin, serversHere, startForeignServer } from '../support/postgres-server.ts'

const KEY = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4='

describe.each(serversHere)('PostgreSQL %s of somebody else', { timeout: 120_000 }, (version) => {
  let server: ForeignServer
  let home: string
  beforeAll(async () => {
    server = await startForeignServer(version)
    home = mkdtempSync(path.join(os.tmpdir(), 'antesala foreign '))
  })
  afterAll(async () => {
    await server.stop()
    rmSync(home, { recursive: true })
  })

  async function expectWorkspacesApart(url: string): Promise<void> {
    const db = openDatabase(url)
    try {
      const mine = await makeWorkspace(db)
      const neighbour = await makeWorkspace(db)
      const seen = await inWorkspace(mine, (tx) => sql<{ id: string }>`select id from workspaces`.execute(tx))
      expect(seen.rows).toEqual([{ id: mine.workspaceId }])
      const stolen = inWorkspace(mine, (tx) =>
        sql`insert into rate_buckets (workspace_id, name, tokens, refilled_at) values (${neighbour.workspaceId}, 'x', 1, now())`.execute(
          tx,
        ),
      )
      await expect(stolen).rejects.toMatchObject({ code: '42501' })
    } finally {
      await db.close()
    }
  }

  test('a login that may make roles makes them, once, and no longer inherits what the search may see', async () => {
    const url = await makeLogin(server, 'maker', 'createrole')
    expect(await migrate(url)).not.toEqual([])
    expect(await migrate(url)).toEqual([])
    const state = await withClient(url, readRoleState)
    expect(state).toMatchObject({
      superuser: false,
      tenant: true,
      search: true,
      maySetTenant: true,
      maySetSearch: true,
      seesAsSearch: false,
    })
    expect(roleStatements(state)).toEqual([])
    await expectWorkspacesApart(url)
  })

  test('a login that may not is told which command prints the statements; run by an administrator, they suffice', async () => {
    await withClient(server.adminUrl('postgres'), async (client) => {
      await client.query('drop database maker with (force)')
      await client.query('drop owned by maker; drop role maker')
      await client.query('drop role antesala_tenant; drop role antesala_search')
    })
    const url = await makeLogin(server, 'plain', '')
    await expect(migrate(url)).rejects.toThrow(
      /^The login "plain" may not make the roles .* "npx antesala migrate --print-roles" prints/,
    )

    const env = { DATABASE_URL: url, ANTESALA_DATA_DIR: home }
    const refused = antesala(['migrate'], { env })
    expect(await refused.ended).toBe(1)
    expect(refused.said().trim().split('\n')).toHaveLength(1)
    const printing = antesala(['migrate', '--print-roles'], { env })
    expect(await printing.ended).toBe(0)
    await withClient(server.adminUrl('plain'), (client) => client.query(printing.said()))
    // Printed again and run again, they do no harm.
    await withClient(server.adminUrl('plain'), (client) => client.query(printing.said()))

    expect(await migrate(url)).not.toEqual([])
    await expectWorkspacesApart(url)
  })

  test('ten processes that migrate one database at once run each migration once', async () => {
    const url = await makeLogin(server, 'crowd', 'createrole superuser')
    const ran = await Promise.all(Array.from({ length: 10 }, () => migrate(url)))
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1)
    await expectWorkspacesApart(url)
  })

  test('the product starts on it, and leaves nothing running but the server', async () => {
    const env = {
      DATABASE_URL: server.urlFor('plain', 'plain'),
      ENCRYPTION_KEY: KEY,
      PORT: '0',
      ANTESALA_DATA_DIR: path.join(home, 'data'),
    }
    const process_ = startNode(['src/main.ts'], { env })
    const [, url] = await process_.until(/^antesala: ready at (\S+)/m, 60_000)
    expect((await fetch(`${url}/ready`)).status).toBe(200)
    process_.kill('SIGTERM')
    expect(await process_.ended).toBe(0)
    expect(await noneLeft(home)).toEqual([])
  })

  test('a wrong password, a wrong database and a wrong host are each told in one sentence', async () => {
    const { port } = new URL(server.adminUrl('x'))
    await expect(migrate(`postgres://plain:wrong@127.0.0.1:${port}/plain`)).rejects.toThrow(
      /refused the login .* correct DATABASE_URL\.$/,
    )
    await expect(migrate(server.urlFor('plain', 'nowhere'))).rejects.toThrow(
      /has no such database .* create it, or correct DATABASE_URL\.$/,
    )
    await expect(migrate('postgres://a:b@no-such-host.invalid/x')).rejects.toThrow(
      /is not known: correct DATABASE_URL\.$/,
    )
  })
})
