/**
 * Finds a Chromium that really starts here: CHROMIUM_PATH, the system's, the one that npm brought, or, for root on Debian
 * and Ubuntu, the distribution's package. Run by itself it says which one it is.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const ROOT = path.join(import.meta.dirname, '..')

/** Without these Chromium looks up its maker's hosts at every start, which a closed network answers with noise. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

interface Candidate {
  name: string
  /** Null where this machine has none. */
  find(): Promise<LaunchOptions | null>
}

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const CANDIDATES: Candidate[] = [
  ...SYSTEM_PATHS.map((executablePath) => ({
    name: executablePath,
    find: async () => (existsSync(executablePath) ? { executablePath } : null),
  })),
  { name: "npm's @sparticuz/chromium", find: fromNpm },
  { name: "the distribution's package", find: fromDistribution },
]

export interface FoundBrowser {
  name: string
  browser: Browser
}

/** A running browser. Throws, with what was tried and why it failed, where none can be had: browser tests are never skipped. */
export async function launchChromium(): Promise<FoundBrowser> {
  const wished = process.env['CHROMIUM_PATH']
  const candidates = wished
    ? [{ name: `CHROMIUM_PATH (${wished})`, find: async () => ({ executablePath: wished }) }]
    : CANDIDATES
  const failures: string[] = []
  for (const { name, find } of candidates) {
    try {
      const options = await find()
      if (options) return { name, browser: await launch(options) }
    } catch (error) {
      failures.push(`${name}: ${(error as Error).message.split('\n').slice(0, 12).join('\n    ')}`)
    }
  }
  const tried = failures.length > 0 ? `\n  ${failures.join('\n  ')}` : ''
  throw new Error(
    `No Chromium starts on this machine, so the browser tests cannot run: install Chromium, or set CHROMIUM_PATH.${tried}`,
  )
}

/** Root has no sandbox to go into; a machine that forbids user namespaces has none for anybody. */
async function launch(options: LaunchOptions): Promise<Browser> {
  const common = { ...options, headless: true, args: [...QUIET, ...(options.args ?? [])] }
  const asRoot = process.getuid?.() === 0
  if (asRoot) return chromium.launch({ ...common, chromiumSandbox: false })
  return chromium.launch({ ...common, chromiumSandbox: true }).catch((error: Error) => {
    if (!/sandbox|namespace|zygote/i.test(error.message)) throw error
    return chromium.launch({ ...common, chromiumSandbox: false })
  })
}

/** Unpacks the build once into node_modules/.cache, with the libraries that a bare machine lacks. Linux on x64 only. */
async function fromNpm(): Promise<LaunchOptions | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const { version } = createRequire(import.meta.url)(
    path.join(ROOT, 'node_modules/@sparticuz/chromium/package.json'),
  ) as { version: string }
  const folder = path.join(ROOT, 'node_modules/.cache', `chromium-${version}`)
  if (!existsSync(folder)) await unpack(folder)
  const executablePath = path.join(folder, 'chromium')
  const env = {
    ...process.env,
    FONTCONFIG_PATH: path.join(folder, 'fonts'),
    ...(await missingLibraries(executablePath, path.join(folder, 'al2023/lib'))),
  }
  return { executablePath, env: env as Record<string, string>, args: ['--no-zygote'] }
}

/** The package unpacks into the temporary folder, and its libraries only where it believes itself at Amazon's. */
async function unpack(folder: string): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true })
  const half = await mkdtemp(`${folder}.half-`)
  const script = "import('@sparticuz/chromium').then((it) => it.default.executablePath())"
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    encoding: 'utf8',
  })
  if (status !== 0) {
    await rm(half, { recursive: true, force: true })
    throw new Error(`it could not be unpacked: ${stderr.trim()}`)
  }
  await rename(half, folder).catch(async (error: NodeJS.ErrnoException) => {
    // Another process was faster.
    await rm(half, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  })
}

/** The system's libraries where it has them all; else the ones that came along, all together, since they fit each other. */
async function missingLibraries(executable: string, folder: string): Promise<Record<string, string>> {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  if (stdout && !/not found/.test(stdout)) return {}
  if (!existsSync(folder) || readdirSync(folder).length === 0) return {}
  return { LD_LIBRARY_PATH: [folder, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':') }
}

async function fromDistribution(): Promise<LaunchOptions | null> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  console.log('installing Chromium with apt-get…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { env })
  const { status, stderr } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`apt-get could not install it: ${stderr.trim().split('\n').at(-1)}`)
  return { executablePath: '/usr/bin/chromium' }
}

if (import.meta.main) {
  try {
    const { name, browser } = await launchChromium()
    console.log(`${name}, version ${browser.version()}`)
    await browser.close()
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
