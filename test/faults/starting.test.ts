/** Starting as people start it, in bad days: each ends in one sentence and a code, with nothing left running. */
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { antesala, noneLeft, processesNaming, ROOT, type Started, startNode } from '../support/fixture-processes.ts'
import { insideSmallDisk, mayMount, mountSmallDisk } from '../support/full-disk.ts'

const READY = /^antesala: ready at (\S+) \(user (\S+), password (\S+)\)$/m
const STRANGER = 4321

let home: string
let dataDir: string
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'antesala start '))
  chmodSync(home, 0o755)
  dataDir = path.join(home, 'data')
})
afterEach(async () => {
  for (const { pid } of processesNaming(home)) process.kill(pid, 'SIGKILL')
  await noneLeft(home)
  rmSync(home, { recursive: true, force: true })
})

const start = (env: Record<string, string> = {}): Started =>
  startNode(['src/main.ts'], { env: { ANTESALA_DATA_DIR: dataDir, PORT: '0', ...env } })

interface Demo {
  url: string
  workspaceId: string
  apiKey: string
  sandboxUrl: string
}
const demo = (): Demo => JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8')) as Demo

async function leadIds(): Promise<string[]> {
  const { url, apiKey } = demo()
  const reply = await fetch(`${url}/api/v1/leads?limit=500`, { headers: { 'x-api-key': apiKey } })
  expect(reply.status).toBe(200)
  return ((await reply.json()) as { items: { id: string }[] }).items.map(({ id }) => id).sort()
}

/** One sentence, nothing of a stack, the code, and nothing left. */
async function expectRefusal(process_: Started, code: number, sentence: RegExp): Promise<void> {
  expect(await process_.ended, process_.said()).toBe(code)
  const problems = process_
    .said()
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith('…'))
  expect(problems, process_.said()).toHaveLength(1)
  expect(problems[0]).toMatch(sentence)
  expect(await noneLeft(home)).toEqual([])
}

describe('a start', { timeout: 120_000 }, () => {
  test('says in one line where it is and who may come in, and Ctrl-C leaves nothing running', async () => {
    const process_ = start()
    const [, url, user, password] = await process_.until(READY)
    const written = JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8'))
    expect(written).toMatchObject({ url, user, password, workspaceId: '550e8400-e29b-41d4-a716-446655440000' })
    expect(statSync(path.join(dataDir, 'demo.json')).mode & 0o077).toBe(0)
    expect((await fetch(`${url}/health`)).status).toBe(200)
    expect((await fetch(`${written.sandboxUrl}/control/journal`)).status).toBe(200)

    process_.kill('SIGINT')
    expect(await process_.ended).toBe(0)
    expect(await noneLeft(home)).toEqual([])
  })

  test('again finds the data of before', async () => {
    const first = start()
    await first.until(READY)
    const before = await leadIds()
    expect(before.length).toBeGreaterThan(0)
    first.kill('SIGTERM')
    expect(await first.ended).toBe(0)

    const second = start()
    await second.until(READY)
    expect(await leadIds()).toEqual(before)
    expect(second.said()).not.toMatch(/Migrating/)
    second.kill('SIGTERM')
    await second.ended
  })

  test('after kill -9 of our process, and of everything, finds the data of before', async () => {
    const first = start()
    await first.until(READY)
    const before = await leadIds()
    first.kill('SIGKILL')
    await first.ended

    const second = start()
    await second.until(READY)
    expect(await leadIds()).toEqual(before)
    second.kill('SIGKILL')
    for (const { pid } of processesNaming(dataDir)) process.kill(pid, 'SIGKILL')
    await second.ended

    const third = start()
    await third.until(READY)
    expect(await leadIds()).toEqual(before)
    third.kill('SIGINT')
    expect(await third.ended).toBe(0)
    expect(await noneLeft(home)).toEqual([])
  })

  test('is told of a signal while it is still starting, and leaves nothing running', async () => {
    const process_ = start()
    await process_.until(/Migrating/)
    process_.kill('SIGINT')
    expect(await process_.ended).toBe(0)
    expect(await noneLeft(home)).toEqual([])
  })

  test('whose npm is killed without a word ends by itself', async () => {
    // `sh` stands for npm: it waits for the start and then dies without passing anything on.
    const npm = spawn('sh', ['-c', '"$0" src/main.ts > "$1" 2>&1; true', process.execPath, path.join(home, 'log')], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        PORT: '0',
        ANTESALA_DATA_DIR: dataDir,
        npm_lifecycle_event: 'start',
      },
    })
    await expect
      .poll(() => existsSync(path.join(home, 'log')) && READY.test(readFileSync(path.join(home, 'log'), 'utf8')), {
        timeout: 60_000,
      })
      .toBe(true)
    npm.kill('SIGKILL')
    expect(await noneLeft(home, 30_000)).toEqual([])
  })
})

describe('a start that cannot succeed', { timeout: 120_000 }, () => {
  test('a busy port', async () => {
    const other = net.createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as net.AddressInfo
    await expectRefusal(
      start({ PORT: String(port) }),
      1,
      new RegExp(`^antesala: Port ${port} is in use by another program: stop it, or choose another port with PORT\\.$`),
    )
    await new Promise((resolve) => other.close(resolve))
  })

  test('a wrong value in .env', async () => {
    // A project of its own, so that the .env is nobody else's.
    const copy = path.join(home, 'project')
    mkdirSync(copy)
    for (const name of ['src', 'contract', 'migrations', 'sandbox', 'node_modules', 'package.json'])
      spawn('ln', ['-s', path.join(ROOT, name), copy])
    writeFileSync(path.join(copy, '.env'), 'ENCRYPTION_KEY=\nPORT=eighty\n')
    const process_ = startNode(['--preserve-symlinks', '--preserve-symlinks-main', path.join(copy, 'src/main.ts')], {
      cwd: copy,
    })
    await expectRefusal(
      process_,
      2,
      /^antesala: PORT must be a port number from 0 \(any free one\) to 65535, not "eighty": correct it in \.env or in the environment\.$/,
    )
  })

  test('production without a key', async () => {
    await expectRefusal(
      start({ NODE_ENV: 'production' }),
      2,
      /^antesala: ENCRYPTION_KEY is missing, .* ENCRYPTION_KEY=[\w-]{43}=$/,
    )
  })

  test('a key that is none', async () => {
    await expectRefusal(
      start({ NODE_ENV: 'production', ENCRYPTION_KEY: 'secret' }),
      2,
      /^antesala: ENCRYPTION_KEY is not 32 bytes/,
    )
  })

  test('a disk of 2 MB', async () => {
    const sentence =
      /^antesala: The disk that holds .* is full \(\d MB free, 100 are needed\): free some space, or choose another folder with ANTESALA_DATA_DIR\.$/
    if (mayMount()) {
      const unmount = mountSmallDisk(dataDir, 2)
      try {
        await expectRefusal(start(), 1, sentence)
      } finally {
        unmount()
      }
      return
    }
    mkdirSync(dataDir)
    const [program, ...words] = insideSmallDisk(dataDir, 2, [process.execPath, 'src/main.ts'])
    const script = `require('node:child_process').spawn(${JSON.stringify(program)}, ${JSON.stringify(words)}, { stdio: 'inherit' }).on('close', (code) => process.exit(code))`
    await expectRefusal(startNode(['-e', script], { env: { ANTESALA_DATA_DIR: dataDir, PORT: '0' } }), 1, sentence)
  })

  test('a disk that filled up since the last start', async () => {
    // Without the right to mount, the kernel's own full device is put in the way of the first file that is written.
    if (!mayMount()) {
      mkdirSync(dataDir, { mode: 0o700 })
      for (const name of ['demo.json.new']) spawn('ln', ['-s', '/dev/full', path.join(dataDir, name)])
      await expectRefusal(start(), 1, /^antesala: The disk that holds .* is full: free some space/)
      return
    }
    const unmount = mountSmallDisk(home, 160)
    try {
      const first = start()
      await first.until(READY)
      first.kill('SIGINT')
      await first.ended
      await fill(path.join(home, 'everything else'))
      await expectRefusal(
        start(),
        1,
        /^antesala: The disk that holds .* is full: free some space, or choose another folder with ANTESALA_DATA_DIR\.$/,
      )
      rmSync(path.join(home, 'everything else'))
      const last = start()
      await last.until(READY)
      last.kill('SIGINT')
      expect(await last.ended).toBe(0)
    } finally {
      for (const { pid } of processesNaming(home)) process.kill(pid, 'SIGKILL')
      await noneLeft(home)
      unmount()
    }
  })

  test("another user's data folder", async () => {
    const sentence =
      /^antesala: The data folder .* belongs to another user \(number \d+\): start as that user, or choose another folder with ANTESALA_DATA_DIR\.$/
    if (process.getuid?.() !== 0) {
      // Root's, for anybody but root.
      await expectRefusal(start({ ANTESALA_DATA_DIR: '/usr' }), 1, sentence)
      return
    }
    mkdirSync(dataDir)
    chownSync(dataDir, STRANGER, STRANGER)
    await expectRefusal(start(), 1, sentence)
  })

  test("another user's database in our data folder", async () => {
    if (process.getuid?.() !== 0)
      return expectRefusal(start({ ANTESALA_DATA_DIR: '/etc' }), 1, /belongs to another user/)
    const first = start()
    await first.until(READY)
    first.kill('SIGINT')
    await first.ended
    chownSync(path.join(dataDir, 'postgres'), STRANGER, STRANGER)
    await expectRefusal(
      start(),
      1,
      /^antesala: The data in .* belongs to another user \(number 4321\): start as that user/,
    )
  })

  test('a data folder that is a file', async () => {
    writeFileSync(dataDir, '')
    await expectRefusal(start(), 1, /^antesala: .* is a file where a folder is needed/)
  })

  test('a database that does not answer', async () => {
    const env = {
      DATABASE_URL: 'postgres://somebody:hunter2@127.0.0.1:1/antesala',
      ENCRYPTION_KEY: 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=',
    }
    const process_ = start(env)
    await expectRefusal(
      process_,
      1,
      /^antesala: No database answers at 127\.0\.0\.1:1\/antesala: start it, or correct DATABASE_URL\.$/,
    )
    expect(process_.said()).not.toContain('hunter2')
  })

  test('a command that does not exist, and one that is given too much', async () => {
    await expectRefusal(antesala(['frobnicate']), 2, /^antesala: there is no command "frobnicate"/)
    await expectRefusal(antesala(['migrate', '--frobnicate']), 2, /^antesala: Unknown option '--frobnicate'/)
  })
})

/** Writes until the disk takes no more. */
async function fill(file: string): Promise<void> {
  const dd = spawn('dd', ['if=/dev/zero', `of=${file}`, 'bs=64k'], { stdio: 'ignore' })
  await new Promise((resolve) => dd.once('close', resolve))
  const crumbs = spawn('dd', ['if=/dev/zero', `of=${file}`, 'bs=1', 'oflag=append', 'conv=notrunc'], {
    stdio: 'ignore',
  })
  await new Promise((resolve) => crumbs.once('close', resolve))
}
