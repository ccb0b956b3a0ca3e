/** A command's way to the database before it is known to be migrated: the one that is configured, or our own, started. */
import type { Config } from '../app/config.ts'
import { startEmbedded } from '../platform/db/embedded-postgres.ts'

export async function withDatabase<T>(config: Config, work: (url: string) => Promise<T>): Promise<T> {
  if (config.databaseUrl) return work(config.databaseUrl)
  const server = await startEmbedded({ dataDir: config.dataDir })
  try {
    return await work(server.url)
  } finally {
    await server.close()
  }
}
