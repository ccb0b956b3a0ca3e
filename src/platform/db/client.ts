/** One connection outside the pool, for work that comes before it: starting, migrating, doctoring. */
import pg from 'pg'

/** An error that comes while nothing is asked would end the process; here the next question meets it instead. */
export function makeClient(options: pg.ClientConfig): pg.Client {
  const client = new pg.Client(options)
  client.on('error', () => {})
  return client
}

/** Connects, works, disconnects whatever happened. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = makeClient({ connectionString: url })
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
