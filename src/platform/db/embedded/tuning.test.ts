import { describe, expect, test } from 'vitest'
import { tuning } from './tuning.ts'

const GB = 1024 ** 3

describe('the settings of our own PostgreSQL', () => {
  test.each([
    ['512 MB', 0.5 * GB, '128MB', '256MB'],
    ['2 GB', 2 * GB, '256MB', '1024MB'],
    ['8 GB', 8 * GB, '512MB', '4096MB'],
    ['64 GB', 64 * GB, '512MB', '32768MB'],
  ])('on a machine of %s take an eighth of it, within bounds', (_, memory, shared, cached) => {
    expect(tuning(memory)).toMatchObject({ shared_buffers: shared, effective_cache_size: cached })
  })

  test('can be read from this machine', () => {
    expect(Number.parseInt(tuning()['shared_buffers']!, 10)).toBeGreaterThanOrEqual(128)
  })
})
