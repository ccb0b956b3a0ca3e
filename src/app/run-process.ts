/** One process of Antesala from start to end: progress, the ready line, signals, exit codes. */
import { setTimeout as wait } from 'node:timers/promises'
import { fileProblem, StartProblem } from '../platform/start-problem.ts'
import { type Config, loadConfig } from './config.ts'
import { removeRunningNote, writeRunningNote } from './running-note.ts'
import type { Antesala, Role } from './start.ts'

/** How long work under way may take to end before the process ends without it; what is lost is found again at the next start. */
const STOP_WITHIN_MS = 20_000
const LOOK_AT_PARENT_MS = 500

export interface RunOptions {
  roles?: readonly Role[]
}

/** Starts and serves until told to stop; the process then ends with the right code. */
export async function runProcess(options: RunOptions = {}): Promise<void> {
  const asked = stopRequest()
  let running: Antesala | undefined
  let config: Config | undefined
  try {
    config = loadConfig()
    // Loaded now, so that a wrong setting is told before half a second of modules.
    const { startAntesala } = await import('./start.ts')
    running = await startAntesala(config, {
      ...options,
      onProgress: (sentence) => console.log(`antesala: ${sentence}…`),
    })
    const { url } = running
    if (url) writeRunningNote(config.dataDir, { pid: process.pid, url, listening: listeningAt(config, url) })
    if (!asked.aborted) console.log(readyLine(running))
    if (url && !running.demo) await printSetup(running, url)
    await stopped(asked)
    if (url) removeRunningNote(config.dataDir)
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    await running.close()
    // Not 0 where an error that nobody caught was the reason to stop.
    process.exit(process.exitCode ?? 0)
  } catch (error) {
    await running?.close().catch(() => {})
    process.exit(report((config && fileProblem(error, config.dataDir)) ?? error))
  }
}

/** Says what went wrong; a StartProblem is a sentence, anything else is ours and comes with its stack. Returns the exit code. */
export function report(error: unknown): number {
  if (error instanceof StartProblem) {
    for (const sentence of error.message.split('\n')) console.error(`antesala: ${sentence}`)
    return error.exitCode
  }
  console.error('antesala: something unexpected happened. This is our mistake; please report it with what follows.')
  console.error(error)
  return 1
}

/** Where this machine reaches the server: not through the public address, which may not lead here. */
function listeningAt({ host, port, publicUrl }: Config, url: string): string {
  if (!publicUrl || port === 0) return url
  const local = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${local.includes(':') ? `[${local}]` : local}:${port}`
}

function readyLine({ url, demo }: Antesala): string {
  if (demo) return `antesala: ready at ${demo.url} (user ${demo.user}, password ${demo.password})`
  return url ? `antesala: ready at ${url}` : 'antesala: ready, working'
}

/** In production, until somebody can sign in: the token that makes its bearer the first owner. */
async function printSetup({ product }: Antesala, url: string): Promise<void> {
  const { prepareSetup } = await import('../domains/workspaces/index.ts')
  const token = await prepareSetup(product.db, product.clock)
  if (token)
    console.log(`antesala: nobody can sign in yet; open ${url}/setup and give this token, which works once: ${token}`)
}

/** Aborted by Ctrl-C, SIGTERM, a closed terminal, an error nobody caught, or the end of the npm that started us. */
function stopRequest(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      report(error)
      process.exitCode = 1
      stop.abort()
    })
  if (process.env['npm_lifecycle_event'] === 'start') watchParent(() => stop.abort())
  return stop.signal
}

/** npm may be killed without a word to us, and Windows tells nobody: then nothing of ours should go on unseen. */
function watchParent(onGone: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent && isAlive(parent)) return
    clearInterval(watch)
    onGone()
  }, LOOK_AT_PARENT_MS)
  watch.unref()
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function stopped(asked: AbortSignal): Promise<void> {
  // A timer of a day keeps the process alive even where nothing else would.
  while (!asked.aborted) await wait(86_400_000, undefined, { signal: asked }).catch(() => {})
}
