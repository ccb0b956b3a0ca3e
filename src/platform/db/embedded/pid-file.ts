/** What `postmaster.pid` says, and whether it still tells the truth. */
import { readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

export interface RunningServer {
  pid: number
  port: number
  /** Empty where the server listens on loopback instead. */
  socketFolder: string
}

/** A number no process can have. PostgreSQL then still checks for its own shared memory, as it does after a crash. */
const NOBODYS_PID = 2_147_483_646

/** The server that works on `cluster` now; null when none does. A file that names somebody else's process is mended. */
export async function findRunningServer(cluster: string): Promise<RunningServer | null> {
  const file = path.join(cluster, 'postmaster.pid')
  const lines = readLines(file)
  if (!lines) return null
  const [pid, , , port, socketFolder] = lines
  if (!pid || !isAlive(Number(pid))) return null
  if (!worksOn(Number(pid), cluster)) {
    // The number now belongs to another process (a container starts counting anew): PostgreSQL would refuse to start.
    await writeFile(file, [String(NOBODYS_PID), ...lines.slice(1)].join('\n'))
    return null
  }
  // A server writes its port and socket a moment after its number.
  if (!port) return null
  return { pid: Number(pid), port: Number(port), socketFolder: socketFolder ?? '' }
}

/** Removes a socket that no server answers on, and the lock beside it, whose number may be anybody's by now. */
export async function clearSocket(socketFolder: string, port: number): Promise<void> {
  const socket = path.join(socketFolder, `.s.PGSQL.${port}`)
  await rm(socket, { force: true })
  await rm(`${socket}.lock`, { force: true })
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  // A zombie keeps its number until somebody fetches its end.
  return processState(pid) !== 'Z'
}

function processState(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
  } catch {
    return undefined
  }
}

/** Whether the process was started for this cluster. Where the system does not tell, the number is believed. */
function worksOn(pid: number, cluster: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster)
  } catch {
    return process.platform !== 'linux'
  }
}

function readLines(file: string): string[] | null {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
