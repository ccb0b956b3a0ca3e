/** Our own PostgreSQL in bad days: killed, orphaned, shared, started five times at once, mistaken for somebody else. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbedded } from '../../src/platform/db/embedded-postgres.ts'
import { noneLeft, processesNaming, type Started, startNode } from '../support/fixture-processes.ts'

let home: string
let dataDir: string
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'antesala faults '))
  // PostgreSQL's own account may pass through, as in most places people put a project.
  chmodSync(home, 0o755)
  dataDir = path.join(home, 'data')
})
afterEach(async () => {
  for (const { pid } of processesNaming(home)) process.kill(pid, 'SIGKILL')
  await noneLeft(home)
  rmSync(home, { recursive: true, force: true })
})

interface Up {
  url: string
  pid: number
  adopted: boolean
}

const launch = (): Started => startNode(['test/support/launcher.ts', dataDir])
const up = async (process: Started): Promise<Up> => JSON.parse((await process.until(/^up (.*)$/m))[1]!) as Up

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

const remember = (url: string) => query(url, 'create table if not exists memory (n int); insert into memory values (1)')
const remembered = async (url: string) =>
  (await query<{ n: number }>(url, 'select count(*)::int as n from memory'))[0]!.n

test('a second start finds what the first one wrote, and a stop leaves no process and no socket', async () => {
  const first = await startEmbedded({ dataDir })
  await remember(first.url)
  const socketFolder = new URL(first.url.replace('@/', '@x/')).searchParams.get('host')!
  await first.close()
  expect(await noneLeft(dataDir)).toEqual([])
  expect(statSync(socketFolder, { throwIfNoEntry: false })).toBeUndefined()

  const second = await startEmbedded({ dataDir })
  expect(second.adopted).toBe(false)
  expect(await remembered(second.url)).toBe(1)
  await second.close()
})

test('nobody else on the machine can read the password or reach the socket', async () => {
  const server = await startEmbedded({ dataDir })
  const socketFolder = new URL(server.url.replace('@/', '@x/')).searchParams.get('host')!
  expect(statSync(socketFolder).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(dataDir, 'postgres-secret')).mode & 0o777).toBe(0o600)
  expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  await expect(query(server.url.replace(/antesala:[0-9a-f]+@/, 'antesala:wrong@'), 'select 1')).rejects.toMatchObject({
    code: '28P01',
  })
  await server.close()
})

test('the product is no superuser, so that row-level security holds for it', async () => {
  const server = await startEmbedded({ dataDir })
  const roles = await query(
    server.url,
    'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit from pg_roles where rolname = current_user',
  )
  expect(roles).toEqual([
    { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolinherit: false },
  ])
  await server.close()
})

test('kill -9 of our process leaves PostgreSQL running, and the next start adopts it and stops it at its end', async () => {
  const killed = launch()
  const before = await up(killed)
  await remember(before.url)
  killed.kill('SIGKILL')
  await killed.ended
  expect(processesNaming(dataDir).length).toBeGreaterThan(0)

  const next = launch()
  const after = await up(next)
  expect(after).toMatchObject({ adopted: true, pid: before.pid })
  expect(await remembered(after.url)).toBe(1)
  next.kill('SIGTERM')
  expect(await next.ended).toBe(0)
  expect(await noneLeft(dataDir)).toEqual([])
})

test('kill -9 of everything at once: the next start recovers what was committed', async () => {
  for (let round = 1; round <= 3; round++) {
    const process_ = launch()
    const { url, pid } = await up(process_)
    await remember(url)
    process_.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')
    await process_.ended
    const server = await startEmbedded({ dataDir })
    expect(await remembered(server.url)).toBe(round)
    await server.close()
  }
})

test('PostgreSQL killed under us is started again, and the same address works', async () => {
  const steps: string[] = []
  const server = await startEmbedded({ dataDir, onProgress: (step) => steps.push(step) })
  await remember(server.url)
  process.kill(server.pid, 'SIGKILL')
  await expect.poll(() => remembered(server.url).catch(() => 'away'), { timeout: 15_000 }).toBe(1)
  expect(steps).toEqual(['starting', 'restarting'])
  await server.close()
  expect(await noneLeft(dataDir)).toEqual([])
})

test('a pid file whose number now belongs to another process does not stop the start', async () => {
  const first = await startEmbedded({ dataDir })
  await remember(first.url)
  const pidFile = path.join(dataDir, 'postgres/postmaster.pid')
  const lines = readFileSync(pidFile, 'utf8').split('\n')
  process.kill(first.pid, 'SIGKILL')
  // The first server would be started again by the process that lost it; this one is done with it.
  await first.close()
  await noneLeft(dataDir)

  // Under PostgreSQL's own account, which is what makes PostgreSQL believe the number.
  const { uid, gid } = statSync(path.join(dataDir, 'postgres'))
  const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {})
  writeFileSync(pidFile, [String(stranger.pid), ...lines.slice(1)].join('\n'))
  try {
    const second = await startEmbedded({ dataDir })
    expect(second.adopted).toBe(false)
    expect(await remembered(second.url)).toBe(1)
    await second.close()
    expect(stranger.exitCode).toBeNull()
  } finally {
    stranger.kill()
  }
})

test('five starts at once on an empty folder share one server, and the last to leave stops it', async () => {
  const starts = Array.from({ length: 5 }, launch)
  const servers = await Promise.all(starts.map(up))
  expect(new Set(servers.map((server) => server.pid)).size).toBe(1)
  expect(servers.filter((server) => !server.adopted)).toHaveLength(1)

  for (const [index, start] of starts.entries()) {
    expect(await query(servers[0]!.url, 'select 1 as it')).toEqual([{ it: 1 }])
    start.kill(index === 0 ? 'SIGKILL' : 'SIGTERM')
    await start.ended
  }
  expect(await noneLeft(dataDir)).toEqual([])
})

test('who starts while the last one stops gets a server of their own', async () => {
  for (let round = 0; round < 5; round++) {
    const leaving = await startEmbedded({ dataDir })
    const [, arriving] = await Promise.all([leaving.close(), startEmbedded({ dataDir })])
    expect(await query(arriving.url, 'select 1 as it')).toEqual([{ it: 1 }])
    await arriving.close()
  }
  expect(await noneLeft(dataDir)).toEqual([])
})

test("a folder that is closed to PostgreSQL's account still works: the data lies elsewhere and a link says where", async () => {
  chmodSync(home, 0o700)
  const first = await startEmbedded({ dataDir })
  const cluster = realpathSync(path.join(dataDir, 'postgres'))
  try {
    // Root lends the server another account, which cannot pass; anybody else is that account.
    expect(cluster.startsWith(home)).toBe(process.getuid?.() !== 0)
    await remember(first.url)
    await first.close()
    expect(await noneLeft(cluster)).toEqual([])
    const second = await startEmbedded({ dataDir })
    expect(await remembered(second.url)).toBe(1)
    await second.close()
    expect(await noneLeft(cluster)).toEqual([])
  } finally {
    rmSync(cluster, { recursive: true })
  }
})
