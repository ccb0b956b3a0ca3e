/** `<data dir>/server.json`: where the running server is, for commands that look for it. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureDataFolder } from '../platform/data-folder.ts'

export interface RunningNote {
  pid: number
  /** What people type. */
  url: string
  /** Where it listens on this machine. */
  listening: string
}

const fileIn = (dataDir: string): string => path.join(dataDir, 'server.json')

/**
 * Renamed into place, so that whoever reads it reads it whole. With a database elsewhere there may be no folder to write
 * to, and none is needed: then commands do not find the server, and nothing else is lost.
 */
export function writeRunningNote(dataDir: string, note: RunningNote): void {
  try {
    ensureDataFolder(dataDir)
    writeFileSync(`${fileIn(dataDir)}.new`, JSON.stringify(note), { mode: 0o600 })
    renameSync(`${fileIn(dataDir)}.new`, fileIn(dataDir))
  } catch {
    removeRunningNote(dataDir)
  }
}

export function removeRunningNote(dataDir: string): void {
  try {
    rmSync(fileIn(dataDir), { force: true })
  } catch {
    // A folder that cannot be written holds no note of ours.
  }
}

/** Null when none runs; a note left by a killed process counts for nothing. */
export function readRunningNote(dataDir: string): RunningNote | null {
  try {
    const note = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as RunningNote
    process.kill(note.pid, 0)
    return note
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
      ? (JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as RunningNote)
      : null
  }
}
