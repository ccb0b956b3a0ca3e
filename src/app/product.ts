/** What every role and command stands on: the database, migrated, the clock, the secrets. Opened once, closed last. */
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { destination } from 'pino'
import { type Clock, shiftedClock, systemClock } from '../kernel/clock.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { startEmbedded } from '../platform/db/embedded-postgres.ts'
import { migrate } from '../platform/db/migrate.ts'
import { makeOutbound, type Outbound } from '../platform/outbound/outbound.ts'
import type { Actor, Scope } from '../platform/scope.ts'
import { loadProductKey } from '../platform/secrets/product-key.ts'
import { makeSecrets, type Secrets } from '../platform/secrets/secrets.ts'
import { type Logger, makeLog } from '../platform/telemetry/log.ts'
import { type Config, PROJECT_ROOT } from './config.ts'
import { encryptionKey } from './encryption-key.ts'

export interface Product {
  config: Config
  version: string
  db: Database
  clock: Clock
  log: Logger
  secrets: Secrets
  /** Signs offers, links and cookies, each by a key derived from it. */
  productKey: Buffer
  outbound: Outbound
  /** A scope for work that no request or job started: commands, the demo. */
  scopeOf(workspaceId: string, actor?: Actor): Scope
  close(): Promise<void>
}

export type Progress = (sentence: string) => void

/** Brings up our own PostgreSQL where none is given, and the database to this version's shape. */
export async function openProduct(config: Config, onProgress: Progress = () => {}): Promise<Product> {
  const secrets = makeSecrets(encryptionKey(config))
  const log = openLog(config)
  const server = config.databaseUrl
    ? null
    : await startEmbedded({
        dataDir: config.dataDir,
        onProgress: (step) =>
          step === 'starting'
            ? onProgress('Starting PostgreSQL')
            : log.warn('PostgreSQL went away and is started again'),
      })
  const undo: (() => Promise<void>)[] = server ? [() => server.close()] : []
  try {
    const url = config.databaseUrl ?? server!.url
    const ran = await migrate(url, { onProgress: (name) => onProgress(`Migrating: ${name}`) })
    if (ran.length) log.info({ migrations: ran }, 'the database has this version’s shape')
    const db = openDatabase(url, { onError: (error) => log.warn({ err: error }, 'a connection to the database broke') })
    undo.unshift(() => db.close())
    const clock = config.startAt ? shiftedClock(config.startAt) : systemClock
    const outbound = makeOutbound({ clock, log })
    undo.unshift(() => outbound.close())
    const productKey = await loadProductKey(db, secrets)
    return {
      config,
      version: readVersion(),
      db,
      clock,
      log,
      secrets,
      productKey,
      outbound,
      scopeOf: (workspaceId, actor = { kind: 'system', id: 'antesala', name: 'Antesala' }) => ({
        workspaceId,
        actor,
        db,
        clock,
        log: log.child({ workspaceId }),
        locale: 'es',
      }),
      close: () => undoAll(undo),
    }
  } catch (error) {
    await undoAll(undo)
    throw error
  }
}

/** The demo's terminal is for people: its log goes to a file beside the data. Elsewhere whoever runs us collects stderr. */
function openLog(config: Config): Logger {
  if (config.mode !== 'demo' || config.logLevel === 'silent') return makeLog(config.logLevel)
  mkdirSync(config.dataDir, { recursive: true })
  return makeLog(
    config.logLevel,
    destination({ fd: openSync(path.join(config.dataDir, 'antesala.log'), 'a', 0o600), sync: false }),
  )
}

export async function undoAll(steps: (() => Promise<void>)[]): Promise<void> {
  for (const step of steps.splice(0)) await step()
}

const readVersion = (): string =>
  (JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'package.json'), 'utf8')) as { version: string }).version
