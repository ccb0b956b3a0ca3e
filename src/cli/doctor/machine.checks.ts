/** What this machine offers: Node, the data folder, the built console, a server that is already running. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { type Config, PROJECT_ROOT } from '../../app/config.ts'
import { readRunningNote } from '../../app/running-note.ts'
import { broken, type Finding, fine, warning } from './finding.ts'

const ROOM_MB = 500
const ANSWER_WITHIN_MS = 3000

export async function checkMachine(config: Config): Promise<Finding[]> {
  return [
    fine('Node', `${process.versions.node} at ${process.execPath}`),
    checkConsole(),
    checkDataFolder(config),
    await checkServer(config),
  ]
}

const checkConsole = (): Finding =>
  existsSync(path.join(PROJECT_ROOT, 'web/dist/index.html'))
    ? fine('console', 'is built')
    : broken('console', 'is not built', 'run: node scripts/prepare.mjs (npm start does it too).')

function checkDataFolder({ dataDir }: Config): Finding {
  const about = 'data folder'
  if (!existsSync(dataDir)) return fine(about, `${dataDir} will be made at the first start`)
  const { uid } = statSync(dataDir)
  const self = process.getuid?.()
  if (self !== undefined && uid !== self && self !== 0)
    return broken(
      about,
      `${dataDir} belongs to another user (number ${uid})`,
      'start as that user, or choose another folder with ANTESALA_DATA_DIR.',
    )
  try {
    accessSync(dataDir, constants.W_OK)
  } catch {
    return broken(
      about,
      `${dataDir} cannot be written`,
      'give this user the right to, or choose another folder with ANTESALA_DATA_DIR.',
    )
  }
  const { bavail, bsize } = statfsSync(dataDir)
  const freeMb = Math.floor((bavail * bsize) / 1024 / 1024)
  if (freeMb < ROOM_MB) return warning(about, `${dataDir} has ${freeMb} MB of disk left`, 'free some space.')
  return fine(about, `${dataDir}, ${freeMb} MB of disk free`)
}

async function checkServer(config: Config): Promise<Finding> {
  const running = readRunningNote(config.dataDir)
  if (!running) return fine('server', 'is not running from this data folder')
  try {
    const reply = await fetch(`${running.listening}/health`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    if (reply.ok) return fine('server', `runs at ${running.url} (process ${running.pid})`)
    return broken('server', `runs (process ${running.pid}) but says ${reply.status} at /health`, 'look into its log.')
  } catch (error) {
    return broken(
      'server',
      `runs (process ${running.pid}) but does not answer at ${running.listening}: ${(error as Error).message}`,
      'stop it and start it again.',
    )
  }
}
