/** `npm run soak [name …]`: the same tests as `npm test`, with the big numbers. What came out goes into docs/evidence.md. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** Name → the test file and the sizes that make it a soak. */
const SOAKS: Record<string, { file: string; env: Record<string, string> }> = {
  kills: { file: 'test/faults/kill-in-mid-run.test.ts', env: { SOAK_KILLS: '50', SOAK_PEOPLE: '200' } },
  bookings: { file: 'src/domains/appointments/booking-race.test.ts', env: { SOAK_RACES: '250' } },
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in SOAKS))
if (unknown.length) {
  console.error(`There is no soak called ${unknown.join(', ')}. There is: ${Object.keys(SOAKS).join(', ')}.`)
  process.exit(2)
}

const vitest = path.join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
let failed = 0
for (const name of wanted.length ? wanted : Object.keys(SOAKS)) {
  const { file, env } = SOAKS[name]!
  console.log(`\n== ${name}: ${file} with ${JSON.stringify(env)} ==`)
  const args = [vitest, 'run', file, '--test-timeout', '3600000']
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) failed += 1
}
process.exit(failed ? 1 : 0)
