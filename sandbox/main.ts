/** The sandbox as a process of its own: serves until it is told to stop, or until the one it serves is gone for a while. */
import { renameSync, writeFileSync } from 'node:fs'
import { startSandbox } from './server.ts'

/** How long it waits for its owner to come back after a crash. */
const ORPHAN_MS = 120_000
const LOOK_EVERY_MS = 1000

/** The demo's clock may stand elsewhere in time; it runs at the same speed. */
const shift = Number(process.env['SANDBOX_SHIFT_MS'] ?? 0)
const { SANDBOX_PORT = '0', SANDBOX_NOTE, SANDBOX_OWNER } = process.env
let owner = Number(SANDBOX_OWNER) || null
const sandbox = await startSandbox({
  port: Number(SANDBOX_PORT),
  clock: { now: () => new Date(Date.now() + shift) },
  onOwner: (pid) => {
    owner = pid
  },
})

if (SANDBOX_NOTE) {
  // Renamed into place: whoever reads it reads it whole.
  writeFileSync(`${SANDBOX_NOTE}.new`, JSON.stringify({ url: sandbox.url, pid: process.pid }), { mode: 0o600 })
  renameSync(`${SANDBOX_NOTE}.new`, SANDBOX_NOTE)
}

let seenAt = Date.now()
const watch = setInterval(() => {
  if (owner === null || isAlive(owner)) seenAt = Date.now()
  else if (Date.now() - seenAt > ORPHAN_MS) void stop()
}, LOOK_EVERY_MS)

async function stop(): Promise<void> {
  clearInterval(watch)
  await sandbox.close()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
