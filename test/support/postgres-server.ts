/** A PostgreSQL that is not ours, as DATABASE_URL would name it: Debian's where it is installed, else our own programs run by hand. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { withClient } from '../../src/platform/db/client.ts'
import { serverAccount } from '../../src/platform/db/embedded/account.ts'
import { findBinaries } from '../../src/platform/db/embedded/binaries.ts'

export interface ForeignServer {
  version: string
  /** As superuser, for the database named. */
  adminUrl(database: string): string
  urlFor(user: string, database: string): string
  stop(): Promise<void>
}

export const PASSWORD = 'a password with ñ & @'
const DEBIAN_15 = '/usr/lib/postgresql/15/bin'

/** What this machine can be tried on; our own programs are always there. */
export const serversHere = [...(existsSync(path.join(DEBIAN_15, 'initdb')) ? ['15'] : []), '18']

export async function startForeignServer(version: string): Promise<ForeignServer> {
  const account = serverAccount()
  const own = await findBinaries(account)
  const programs = version === '15' ? { initdb: `${DEBIAN_15}/initdb`, postgres: `${DEBIAN_15}/postgres` } : own
  const folder = mkdtempSync(path.join(os.tmpdir(), 'antesala-foreign-'))
  chmodSync(folder, 0o755)
  const data = path.join(folder, 'data')
  const passwordFile = path.join(folder, 'password')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, PASSWORD)
  if (account) for (const entry of [data, folder]) chownSync(entry, account.uid, account.gid)
  execFileSync(
    programs.initdb,
    ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C.UTF-8'],
    {
      ...account,
      cwd: folder,
      stdio: 'pipe',
    },
  )
  const port = await freePort()
  const server = spawn(
    programs.postgres,
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'fsync=off',
    ],
    {
      ...account,
      cwd: folder,
      stdio: 'ignore',
    },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const urlFor = (user: string, database: string) =>
    `postgresql://${user}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`
  const adminUrl = (database: string) => urlFor('postgres', database)
  for (const deadline = Date.now() + 20_000; ; ) {
    try {
      await withClient(adminUrl('postgres'), (client) => client.query('select'))
      break
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return {
    version,
    adminUrl,
    urlFor,
    stop: async () => {
      server.kill('SIGQUIT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** Nobody of the name was there before. */
export async function makeLogin(server: ForeignServer, name: string, attributes: string): Promise<string> {
  await withClient(server.adminUrl('postgres'), async (client) => {
    await client.query(`create role ${name} login ${attributes} password ${client.escapeLiteral(PASSWORD)}`)
    await client.query(`create database ${name} owner ${name}`)
  })
  return server.urlFor(name, name)
}
