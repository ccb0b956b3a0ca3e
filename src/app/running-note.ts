/** `<data dir>/server.json`: where the running server is, for commands that look for it. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface RunningNote {
  pid: number
  /** What people type. */
  url: string
  /** Where it listens on this machine. */
  listening: string
}

const fileIn = (dataDir: string): string => path.join(dataDir, 'server.json')

/** Renamed into place, so that whoever reads it reads it whole. */
export function writeRunningNote(dataDir: string, note: RunningNote): void {
  writeFileSync(`${fileIn(dataDir)}.new`, JSON.stringify(note), { mode: 0o600 })
  renameSync(`${fileIn(dataDir)}.new`, fileIn(dataDir))
}

export function removeRunningNote(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true })
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
