/** Brings the product up: database, API, worker, and in the demo the simulators and sample data. Takes it down in reverse. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openHub } from '../platform/events/hub.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { makeMetrics } from '../platform/telemetry/metrics.ts'
import { makeAdapters } from './adapters.ts'
import { makeApi } from './api.ts'
import type { Config } from './config.ts'
import { type DemoFile, seedDemo } from './demo/demo.ts'
import { startSandboxProcess } from './demo/sandbox-process.ts'
import { openProduct, type Product, type Progress, undoAll } from './product.ts'
import { makeSignIn } from './sign-in.ts'
import { startWork } from './worker.ts'

export type Role = 'api' | 'worker'

export interface StartOptions {
  roles?: readonly Role[]
  onProgress?: Progress
}

export interface Antesala {
  /** Where the API and the console are; null for a worker alone. */
  url: string | null
  product: Product
  /** What the demo wrote down for whoever tries it. */
  demo: DemoFile | null
  close(): Promise<void>
}

/** Throws StartProblem with a sentence for the person at the terminal. */
export async function startAntesala(config: Config, options: StartOptions = {}): Promise<Antesala> {
  const roles = options.roles ?? ['api', 'worker']
  const onProgress = options.onProgress ?? (() => {})
  const product = await openProduct(config, onProgress)
  const undo: (() => Promise<void>)[] = [() => product.close()]
  try {
    const hub = await openHub(product.db.url, product.log)
    undo.unshift(() => hub.close())
    const metrics = makeMetrics()
    const adapters = makeAdapters(product)

    let url: string | null = null
    let demo: DemoFile | null = null
    const consoleUrl = () => config.publicUrl ?? url ?? `http://127.0.0.1:${config.port}`
    const signIn = makeSignIn(product, adapters.mailer, consoleUrl)
    undo.unshift(() => signIn.close())
    if (roles.includes('api')) {
      const api = await makeApi(product, { hub, metrics, adapters, signIn })
      undo.unshift(() => api.close())
      url = addressFor(config, await listen(api, config))
      if (config.mode === 'demo') {
        onProgress('Starting the simulators')
        const sandbox = await startSandboxProcess({
          dataDir: config.dataDir,
          port: config.sandboxPort,
          clock: product.clock,
        })
        undo.unshift(() => sandbox.close())
        onProgress('Preparing the demo')
        demo = await seedDemo(product, { url, sandboxUrl: sandbox.url, signIn, offers: adapters.offers })
        await writeDemoFile(config.dataDir, demo)
      }
    }
    if (roles.includes('worker')) {
      const work = await startWork(product, { metrics, adapters, signIn, consoleUrl })
      undo.unshift(() => work.stop())
    }
    return { url, product, demo, close: () => undoAll(undo) }
  } catch (error) {
    await undoAll(undo)
    throw error
  }
}

async function listen(
  api: { listen(options: { host: string; port: number }): Promise<string> },
  config: Config,
): Promise<string> {
  try {
    return await api.listen({ host: config.host, port: config.port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new StartProblem(
        `Port ${config.port} is in use by another program: stop it, or choose another port with PORT.`,
        { cause: error },
      )
    if (code === 'EACCES')
      throw new StartProblem(`This user may not listen on port ${config.port}: choose one above 1023 with PORT.`, {
        cause: error,
      })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartProblem(`This machine does not have the address ${config.host}: correct HOST, or use 127.0.0.1.`, {
        exitCode: 2,
        cause: error,
      })
    throw error
  }
}

/** What people type: the public address where it is known, else where we listen. */
function addressFor(config: Config, listening: string): string {
  if (config.publicUrl) return config.publicUrl
  const { port } = new URL(listening)
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host
  return `http://${host}:${port}`
}

/** Renamed into place, so that whoever waits for it reads it whole; readable by its owner only. */
async function writeDemoFile(dataDir: string, demo: DemoFile): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const file = path.join(dataDir, 'demo.json')
  await writeFile(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
