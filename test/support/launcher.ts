/** Uses our own PostgreSQL of the folder in its first argument until SIGTERM; says `up {…}` as JSON when it is there. */
import { startEmbedded } from '../../src/platform/db/embedded-postgres.ts'
import { StartProblem } from '../../src/platform/start-problem.ts'

try {
  const began = performance.now()
  const server = await startEmbedded({
    dataDir: process.argv[2]!,
    onProgress: (step) => console.log(step),
  })
  console.log(`up ${JSON.stringify({ ...server, ms: Math.round(performance.now() - began) })}`)
  process.on('SIGTERM', () => void server.close().then(() => process.exit(0)))
} catch (error) {
  if (!(error instanceof StartProblem)) throw error
  console.error(error.message)
  process.exitCode = error.exitCode
}
