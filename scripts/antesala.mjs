#!/usr/bin/env node
/** `npx antesala`: the command, on the project's own Node, whichever Node found this file. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The first whose type stripping and standard library the product is written for. */
const OLDEST_MAJOR = 24

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const command = path.join(root, 'src', 'cli', 'antesala.ts')
const ownNode = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node')

if (Number(process.versions.node.split('.')[0]) >= OLDEST_MAJOR) {
  await import(pathToFileURL(command).href)
} else if (existsSync(ownNode)) {
  const child = spawn(ownNode, [command, ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl-C reaches the child by itself as well: hearing it twice at once does no harm there.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
} else {
  console.error(
    `antesala: Antesala needs Node ${OLDEST_MAJOR} here, and node_modules brings none for this machine: run "npm start" once, or install Node ${OLDEST_MAJOR}.`,
  )
  process.exit(1)
}
