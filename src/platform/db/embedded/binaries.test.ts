import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canReach } from './account.ts'
import { makeReachable } from './binaries.ts'

/** Nobody's number: no file here belongs to it. */
const STRANGER = { uid: 64_321, gid: 64_321 }

let home: string
let native: string
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'antesala-binaries-'))
  chmodSync(home, 0o755)
  native = path.join(home, 'project/native')
  mkdirSync(path.join(native, 'bin'), { recursive: true })
  writeFileSync(path.join(native, 'bin/postgres'), 'program', { mode: 0o755 })
  symlinkSync('postgres', path.join(native, 'bin/link'))
})
afterEach(() => rmSync(home, { recursive: true }))

const reachable = () => makeReachable(native, '1', STRANGER, path.join(home, 'shared'))

test('programs that the account can reach stay where they are', async () => {
  expect(await reachable()).toBe(native)
})

test('programs in a closed folder are copied once, links and all, to where the account can reach them', async () => {
  chmodSync(path.join(home, 'project'), 0o700)
  const [copy, again] = await Promise.all([reachable(), reachable()])
  expect(copy).toBe(path.join(home, 'shared/postgres-1'))
  expect(again).toBe(copy)
  expect(canReach(STRANGER, path.join(copy, 'bin'))).toBe(true)
  expect(readFileSync(path.join(copy, 'bin/link'), 'utf8')).toBe('program')
  expect(await reachable()).toBe(copy)
})
