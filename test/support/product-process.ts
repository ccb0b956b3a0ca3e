/** The product as a process of its own, as `npm start` runs it, so that it can be killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { PROJECT_ROOT } from '../../src/app/config.ts'
import type { DemoFile } from '../../src/app/demo/demo.ts'
import { type ProductClient, type Send, sender, untilSeen } from './product.ts'

export interface ProductProcess extends ProductClient {
  demo: DemoFile
  sandbox: Send
  /** As the kernel does it when memory runs out: no word, no clean-up. */
  kill(): Promise<void>
  stop(): Promise<number | null>
}

const cleanUps: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

/** A data folder that is removed when the file is done; the processes on it are stopped by their tests. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'antesala data '))
  // PostgreSQL's own account must be able to pass through it.
  await chmod(folder, 0o755)
  cleanUps.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the demo on `dataDir` and resolves when it says that it is ready. */
export async function startProcess(dataDir: string, env: Record<string, string> = {}): Promise<ProductProcess> {
  const { DATABASE_URL: _one, NODE_ENV: _other, VITEST: _third, ...inherited } = process.env
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: PROJECT_ROOT,
    env: { ...inherited, PORT: '0', ANTESALA_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = await ready(child)
  cleanUps.unshift(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
  const demo = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')) as DemoFile
  if (!said.includes(demo.url)) throw new Error(`demo.json names ${demo.url}, the process said: ${said}`)
  return {
    demo,
    send: sender(demo.url, demo.apiKey),
    sandbox: sender(demo.sandboxUrl, null),
    until: (what, read) => untilSeen(demo.url, demo.apiKey, what, read),
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    async stop() {
      child.kill('SIGTERM')
      const [code] = (await once(child, 'exit')) as [number | null]
      return code
    },
  }
}

function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (/antesala: ready at \S+/.test(said)) resolve(said)
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the product ended with ${code} before it was ready:\n${said}`)))
  })
}
