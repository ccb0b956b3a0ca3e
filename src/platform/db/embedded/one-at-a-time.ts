/** Lets one process of this machine at a time do a piece of work; the right ends with the process, however it dies. */
import { unlink } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

const LOOK_AGAIN_MS = 25

/** Waits until no other process works under `name` (letters, digits, dashes), then works. */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const right = await acquire(name)
  try {
    return await work()
  } finally {
    await new Promise((resolve) => right.close(resolve))
  }
}

/** A name to listen on that the system frees by itself. macOS has none: there a socket file nobody answers on is removed. */
function address(name: string): string {
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return path.join(os.tmpdir(), `${name}.lock`)
}

async function acquire(name: string): Promise<net.Server> {
  const where = address(name)
  for (;;) {
    const server = await listen(where)
    if (server) return server
    if (path.isAbsolute(where) && process.platform !== 'win32' && !(await answers(where)))
      await unlink(where).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

function listen(where: string): Promise<net.Server | null> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(where, () => resolve(server))
  })
}

function answers(where: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(where)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
