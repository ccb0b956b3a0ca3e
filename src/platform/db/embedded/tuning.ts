/** What our own PostgreSQL is told of the machine; its own defaults suit a small one with turning disks. */
import os from 'node:os'

const MB = 1024 * 1024
/** Lists and searches of a million leads hold about this much at hand; more is left to the system's own cache. */
const MOST_SHARED_MB = 512
/** PostgreSQL's own default. */
const LEAST_SHARED_MB = 128

/** `memory` in bytes: the machine's, or what its container may use. */
export function tuning(memory: number = usableMemory()): Record<string, string> {
  const eighth = Math.floor(memory / 8 / MB)
  return {
    shared_buffers: `${Math.min(MOST_SHARED_MB, Math.max(LEAST_SHARED_MB, eighth))}MB`,
    effective_cache_size: `${Math.max(2 * LEAST_SHARED_MB, eighth * 4)}MB`,
    // A page from elsewhere costs little more than the next one, on an SSD or from memory.
    random_page_cost: '1.1',
  }
}

function usableMemory(): number {
  // Unlimited, it is 0 or a number beyond any machine.
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(allowed, os.totalmem()) : os.totalmem()
}
