/** Processes for tests of starting and dying: started as people start them, watched, and never left behind. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach } from 'vitest'

export const ROOT = path.join(import.meta.dirname, '../..')

export interface Started {
  pid: number
  /** Everything said so far, both streams. */
  said(): string
  /** Resolves with what was said when `wanted` was; rejects when the process ends first. */
  until(wanted: RegExp, withinMs?: number): Promise<RegExpExecArray>
  kill(signal: NodeJS.Signals): void
  /** The exit code, or the name of the signal that ended it. */
  ended: Promise<number | string>
}

const running: ChildProcess[] = []

export interface StartOptions {
  env?: Record<string, string>
  /** Another account; only root may. */
  uid?: number
  cwd?: string
}

/** The environment of a person who has set nothing: no settings of this machine's or this run's leak in. */
const bareEnvironment = (): Record<string, string> => ({
  PATH: process.env['PATH']!,
  HOME: process.env['HOME'] ?? '/',
  TZ: 'UTC',
})

export function startNode(words: string[], options: StartOptions = {}): Started {
  const child = spawn(process.execPath, words, {
    cwd: options.cwd ?? ROOT,
    env: { ...bareEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  })
  running.push(child)
  let text = ''
  let over = false
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk) => {
      text += chunk
    })
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => {
      text += error.message
    })
    child.once('close', (code, signal) => {
      over = true
      resolve(code ?? signal!)
    })
  })
  return {
    pid: child.pid!,
    said: () => text,
    ended,
    kill: (signal) => child.kill(signal),
    until: async (wanted, withinMs = 30_000) => {
      for (const deadline = Date.now() + withinMs; Date.now() < deadline; await wait(20)) {
        const found = wanted.exec(text)
        if (found) return found
        if (over) throw new Error(`the process ended before it said ${wanted}:\n${text}`)
      }
      throw new Error(`the process did not say ${wanted} within ${withinMs} ms:\n${text}`)
    },
  }
}

/** `npx antesala …` without npx. */
export const antesala = (words: string[], options?: StartOptions): Started =>
  startNode(['src/cli/antesala.ts', ...words], options)

/** Living processes whose command line, environment or working folder names `text`, zombies left out. */
export function processesNaming(text: string): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        const about = [command, readFileSync(`/proc/${pid}/environ`, 'utf8'), readlinkSync(`/proc/${pid}/cwd`)]
        return command && Number(pid) !== process.pid && about.some((words) => words.includes(text))
          ? [{ pid: Number(pid), command }]
          : []
      } catch {
        return []
      }
    })
}

export async function noneLeft(text: string, withinMs = 10_000): Promise<{ pid: number; command: string }[]> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline && processesNaming(text).length > 0; )
    await wait(50)
  return processesNaming(text)
}

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
  }
})
