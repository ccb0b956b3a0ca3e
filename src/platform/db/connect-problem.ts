/** Why a database of DATABASE_URL cannot be used, in one sentence. */
import type pg from 'pg'
import { StartProblem } from '../start-problem.ts'
import { makeClient } from './client.ts'

/** The oldest server that Antesala's SQL is tried on. */
const OLDEST_VERSION = 150_000

/** Connects, or throws a StartProblem; any error it does not know is thrown as it came. */
export async function connectOrExplain(url: string, applicationName: string): Promise<pg.Client> {
  const client = makeClient({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
  })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; name: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name`,
    )
    const { version, name } = rows[0]!
    if (version < OLDEST_VERSION)
      throw new StartProblem(
        `The database server is PostgreSQL ${name}, and Antesala needs 15 or later: bring the server up to date.`,
      )
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw connectProblem(error, url) ?? error
  }
}

function connectProblem(error: unknown, url: string): StartProblem | null {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string }
  const say = (sentence: string) => new StartProblem(sentence, { cause: error })
  const where = addressOf(url)
  if (
    code === 'ECONNREFUSED' ||
    code === 'ENOENT' ||
    code === 'ECONNRESET' ||
    (error instanceof AggregateError && code === 'ECONNREFUSED')
  )
    return say(`No database answers at ${where}: start it, or correct DATABASE_URL.`)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return say(`The host of the database (${where}) is not known: correct DATABASE_URL.`)
  if (code === 'ETIMEDOUT' || /timeout expired|timeout exceeded/i.test(message))
    return say(
      `The database at ${where} did not answer within ten seconds: look whether it runs and whether a firewall lies between.`,
    )
  if (code === '28P01' || code === '28000')
    return say(`The database at ${where} refused the login (${message}): correct DATABASE_URL.`)
  if (code === '3D000')
    return say(`The server at ${where} has no such database (${message}): create it, or correct DATABASE_URL.`)
  if (code === '57P03') return say(`The database at ${where} is still starting (${message}): start again in a moment.`)
  if (code === '53300')
    return say(`The database at ${where} has no connection free (${message}): raise its max_connections.`)
  return null
}

/** Host, port and database; never the password. */
function addressOf(url: string): string {
  const { host, port, pathname, searchParams } = URL.parse(url.replace('@/', '@localhost/')) ?? {}
  const socket = searchParams?.get('host')
  return socket
    ? `${socket}${pathname}`
    : `${host ?? 'its address'}${port || !host || host.includes(':') ? '' : ':5432'}${pathname ?? ''}`
}
