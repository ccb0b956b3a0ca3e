/** Runs dependency-cruiser over a project laid out like this one and says which walls are breached. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const ROOT = path.join(import.meta.dirname, '..')
const CRUISER = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs')
const FLOORS = ['src', 'contract', 'web', 'sandbox']

export interface Breach {
  rule: string
  from: string
  to: string
}

interface CruiserReport {
  modules: { source: string }[]
  summary: { violations: { rule: { name: string }; from: string; to: string }[] }
}

/** Throws when no file was looked at: dependency-cruiser calls that a success (it met a TypeScript it cannot read). */
export async function findBreaches(root = ROOT): Promise<{ modules: number; breaches: Breach[] }> {
  const report = await cruise(root)
  const modules = report.modules.filter(({ source }) => FLOORS.includes(source.split('/')[0]!)).length
  if (modules === 0)
    throw new Error(
      'dependency-cruiser looked at 0 modules, so it proved nothing: check its version against that of TypeScript.',
    )
  const breaches = report.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
  return { modules, breaches }
}

async function cruise(root: string): Promise<CruiserReport> {
  const floors = FLOORS.filter((floor) => existsSync(path.join(root, floor)))
  const options = ['--config', CONFIG, '--output-type', 'json', ...floors]
  const finished = promisify(execFile)(process.execPath, [CRUISER, ...options], {
    cwd: root,
    maxBuffer: 256 * 1024 * 1024,
  })
  // It also ends with a code of failure when it found breaches: then its report is what counts.
  const { stdout } = await finished.catch((error: { stdout?: string }) => {
    if (error.stdout?.startsWith('{')) return { stdout: error.stdout }
    throw error
  })
  return JSON.parse(stdout) as CruiserReport
}

if (import.meta.main) {
  const { modules, breaches } = await findBreaches()
  for (const { rule, from, to } of breaches) console.log(`${rule}: ${from} → ${to}`)
  console.log(`${modules} modules, ${breaches.length} breaches`)
  process.exitCode = breaches.length > 0 ? 1 : 0
}
