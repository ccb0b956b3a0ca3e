/**
 * The simulators, in a process of their own: vendors do not die with us. When Antesala is killed, calls go on over there,
 * and the next start finds the same simulator, journal and all. A simulator that nobody asks for ends by itself.
 */
import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../kernel/clock.ts'
import { StartProblem } from '../../platform/start-problem.ts'
import { PROJECT_ROOT } from '../config.ts'

export interface SandboxProcess {
  url: string
  /** True when it was left by an earlier start. */
  adopted: boolean
  close(): Promise<void>
}

interface Note {
  url: string
  pid: number
}

export interface SandboxOptions {
  dataDir: string
  port: number
  /** The product's clock: the vendors' shows the same time. */
  clock: Clock
}

const PATIENCE_MS = 15_000
const LOOK_EVERY_MS = 20

export async function startSandboxProcess(options: SandboxOptions): Promise<SandboxProcess> {
  const noteFile = path.join(options.dataDir, 'sandbox.json')
  const left = await readNote(noteFile)
  if (left && (await claim(left.url))) return running(left, noteFile, true)

  await mkdir(options.dataDir, { recursive: true })
  await rm(noteFile, { force: true })
  const log = openSync(path.join(options.dataDir, 'sandbox.log'), 'a', 0o600)
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'sandbox/main.ts')], {
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      PATH: process.env['PATH'],
      SANDBOX_PORT: String(options.port),
      SANDBOX_NOTE: noteFile,
      SANDBOX_OWNER: String(process.pid),
      SANDBOX_SHIFT_MS: String(options.clock.now().getTime() - Date.now()),
    },
  })
  child.unref()
  let ended: number | null | undefined
  child.once('exit', (code) => {
    ended = code
  })
  for (
    const deadline = Date.now() + PATIENCE_MS;
    Date.now() < deadline && ended === undefined;
    await wait(LOOK_EVERY_MS)
  ) {
    const note = await readNote(noteFile)
    if (note) return running(note, noteFile, false)
  }
  throw new StartProblem(`The sandbox did not start: the reason is in ${path.join(options.dataDir, 'sandbox.log')}.`)
}

function running(note: Note, noteFile: string, adopted: boolean): SandboxProcess {
  return {
    url: note.url,
    adopted,
    async close() {
      try {
        process.kill(note.pid, 'SIGTERM')
      } catch {
        // It ended before us.
      }
      for (const deadline = Date.now() + 5000; Date.now() < deadline && isAlive(note.pid); ) await wait(LOOK_EVERY_MS)
      await rm(noteFile, { force: true })
    },
  }
}

/** Tells a simulator that was left running whom it serves now; false when nobody is there. */
async function claim(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/control/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ owner_pid: process.pid }),
      signal: AbortSignal.timeout(1000),
    })
    return reply.ok
  } catch {
    return false
  }
}

async function readNote(file: string): Promise<Note | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Note
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
