/** Real full disks, made with what this user may do; where nothing may be done the test fails and says so. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'

/** A small disk of its own at `folder`; returns how to take it away. Throws, in words, where this user may not mount. */
export function mountSmallDisk(folder: string, megabytes: number): () => void {
  mkdirSync(folder, { recursive: true })
  const { status, stderr } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`this user may not mount a small disk (${stderr.trim()})`)
  chmodSync(folder, 0o755)
  return () => execFileSync('umount', [folder])
}

/** Whether root's own `mount` works here; elsewhere a user namespace may still do (`insideSmallDisk`). */
export const mayMount = (): boolean => process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0

/** The words that run `command` as somebody who sees a disk of that size at `folder`: for users who may not mount. */
export function insideSmallDisk(folder: string, megabytes: number, command: string[]): string[] {
  const script = 'mount -t tmpfs -o "size=$2m,mode=0755" tmpfs "$1" && shift 2 && exec "$@"'
  return ['unshare', '--map-root-user', '--mount', 'sh', '-c', script, 'sh', folder, String(megabytes), ...command]
}
