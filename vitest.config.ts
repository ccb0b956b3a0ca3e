/** How tests run: one real PostgreSQL for all of them, files side by side. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'contract/**/*.test.ts',
      'sandbox/**/*.test.ts',
      'test/**/*.test.ts',
      'web/src/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    globalSetup: ['test/support/embedded-once.ts'],
    environment: 'node',
    pool: 'forks',
    // Room for the machine's other work: a test that waits on a real server or browser says so with its own limit.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Setting a workspace's zone must not depend on the machine's.
    env: { TZ: 'UTC' },
  },
})
