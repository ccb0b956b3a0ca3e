/**
 * `npm test`: types, lint, walls, dead code and every test, ending in one line `N passed, N failed`.
 * `npm test -- --only vitest src/domains/leads` runs one part; what follows the name goes to its program.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '..')
const bin = (file: string) => path.join(ROOT, 'node_modules', file)

interface Check {
  name: string
  /** What is proved when it passes. */
  title: string
  /** A program of node_modules and its arguments. */
  command: string[]
}

const CHECKS: Check[] = [
  { name: 'types', title: 'types of the server', command: [bin('typescript/bin/tsc'), '--noEmit', '-p', '.'] },
  { name: 'web-types', title: 'types of the console', command: [bin('typescript/bin/tsc'), '--noEmit', '-p', 'web'] },
  {
    name: 'biome',
    title: 'format and lint',
    command: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
  },
  { name: 'walls', title: 'walls between the floors', command: ['scripts/walls.ts'] },
  { name: 'knip', title: 'nothing unused', command: [bin('knip/bin/knip.js'), '--no-progress'] },
]

interface Tally {
  passed: number
  failed: number
}

async function main(): Promise<Tally> {
  const [flag, only, ...rest] = process.argv.slice(2)
  const names = [...CHECKS.map((check) => check.name), 'vitest']
  if (flag !== undefined && (flag !== '--only' || !only || !names.includes(only))) {
    console.error(`npm test takes nothing, or -- --only and one of: ${names.join(', ')}.`)
    process.exit(2)
  }
  const chosen = CHECKS.filter((check) => !only || check.name === only)
  const total: Tally = { passed: 0, failed: 0 }
  for (const check of chosen) {
    if (await passes(check, rest)) total.passed++
    else total.failed++
  }
  if (!only || only === 'vitest') {
    const tests = await runTests(rest)
    total.passed += tests.passed
    total.failed += tests.failed
  }
  return total
}

async function passes(check: Check, more: string[]): Promise<boolean> {
  const began = Date.now()
  console.log(`▸ ${check.title}…`)
  const { code, output } = await run([...check.command, ...more], 'captured')
  const took = `${((Date.now() - began) / 1000).toFixed(1)} s`
  if (code !== 0) process.stdout.write(output)
  console.log(code === 0 ? `✓ ${check.title} (${took})` : `✗ ${check.title} (${took})`)
  return code === 0
}

interface TestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

/** A skipped test proves nothing, so in a whole run it counts as failed; so does a file that broke before its tests. */
async function runTests(filters: string[]): Promise<Tally> {
  console.log('▸ tests, against a real PostgreSQL…')
  const folder = await mkdtemp(path.join(os.tmpdir(), 'antesala-report-'))
  const file = path.join(folder, 'report.json')
  try {
    const { code } = await run(
      [
        bin('vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...filters,
      ],
      'shown',
    )
    if (!existsSync(file)) return { passed: 0, failed: 1 }
    const report = JSON.parse(await readFile(file, 'utf8')) as TestReport
    const brokenFiles = report.testResults.filter(
      (result) => result.status === 'failed' && !result.assertionResults.some(({ status }) => status === 'failed'),
    ).length
    const skipped =
      filters.length > 0
        ? []
        : report.testResults.flatMap((result) =>
            result.assertionResults.filter(({ status }) => !['passed', 'failed'].includes(status)),
          )
    for (const { fullName } of skipped) console.log(`✗ skipped: ${fullName}`)
    const failed = report.numFailedTests + brokenFiles + skipped.length
    // Something outside any test went wrong, such as an error nobody caught.
    return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(command: string[], output: 'shown' | 'captured'): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      stdio: output === 'shown' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
    })
    let text = ''
    child.stdout?.on('data', (chunk) => {
      text += chunk
    })
    child.stderr?.on('data', (chunk) => {
      text += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output: text }))
  })
}

const { passed, failed } = await main()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
