/** `npm run bench [name …]`: runs the measurements one after another, each in a process of its own, so that memory is its own. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'

const HELPERS = new Set(['run', 'soak'])
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.basename(file, '.ts'))
  .filter((name) => !HELPERS.has(name))

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !known.includes(name))
if (unknown.length) {
  console.error(`There is no bench called ${unknown.join(', ')}. There is: ${known.join(', ')}.`)
  process.exit(2)
}

let failed = 0
for (const name of wanted.length ? wanted : known) {
  console.log(`\n== ${name} ==`)
  const { status } = spawnSync(process.execPath, ['--expose-gc', path.join(import.meta.dirname, `${name}.ts`)], {
    stdio: 'inherit',
  })
  if (status !== 0) failed += 1
}
process.exit(failed ? 1 : 0)
