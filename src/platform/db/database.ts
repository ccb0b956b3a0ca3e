/** The one way to PostgreSQL: a pool, Kysely over it, and `inWorkspace`, without which no tenant row is seen. */
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { databaseError } from './database-error.ts'

/** Tables are typed where they belong: a store sees a transaction through its own `*.tables.ts` with `over<T>(tx)`. */
// biome-ignore lint/suspicious/noExplicitAny: the union of all tables is known to no one file
type AnyTables = any

declare const workspaceBound: unique symbol
/** A transaction that acts for one workspace under the restricted role. Only `inWorkspace` makes one. */
export type Tx = Transaction<AnyTables> & { readonly [workspaceBound]: true }

export interface Database {
  /** Without a workspace: sign-in, migrations, the list of workspaces. Tenant tables show no row here. */
  kysely: Kysely<AnyTables>
  pool: pg.Pool
  url: string
  close(): Promise<void>
}

/** What a transaction for one workspace needs to know; every scope is one. */
export interface WorkspaceAccess {
  workspaceId: string
  db: Database
  /** Runs last in each transaction: a request with an idempotency key notes there that it took effect. */
  beforeCommit?: (tx: Tx) => Promise<void>
}

export interface DatabaseOptions {
  maxConnections?: number
  applicationName?: string
  onError?: (error: Error) => void
}

export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 20,
    application_name: options.applicationName ?? 'antesala',
    connectionTimeoutMillis: 10_000,
  })
  pool.on('error', (error) => options.onError?.(error))
  // A connection that breaks while it is lent out tells its borrower; this only keeps Node from ending the process.
  pool.on('connect', (client) => client.on('error', (error) => options.onError?.(error)))
  const kysely = new Kysely<AnyTables>({ dialect: new PostgresDialect({ pool }) })
  return { kysely, pool, url, close: () => kysely.destroy() }
}

/** The transaction as one domain's tables see it. */
export const over = <Tables>(tx: Tx | Kysely<AnyTables>): Transaction<Tables> => tx as unknown as Transaction<Tables>

/**
 * Runs `work` in one transaction as `scope.workspaceId` under the restricted role; rolls back when it throws.
 * Do not call a vendor in it. Throws AppError `unavailable` when the database is away.
 */
export async function inWorkspace<T>(scope: WorkspaceAccess, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await scope.db.kysely.transaction().execute(async (trx) => {
      await sql`select set_config('role', 'antesala_tenant', true), set_config('app.workspace', ${scope.workspaceId}, true)`.execute(
        trx,
      )
      const result = await work(trx as Tx)
      await scope.beforeCommit?.(trx as Tx)
      return result
    })
  } catch (error) {
    throw databaseError(error)
  }
}

/** The same for work that belongs to no workspace yet (sign-in, making a workspace), under the login role. */
export async function outsideWorkspaces<T>(
  db: Database,
  work: (trx: Transaction<AnyTables>) => Promise<T>,
): Promise<T> {
  try {
    return await db.kysely.transaction().execute(work)
  } catch (error) {
    throw databaseError(error)
  }
}
