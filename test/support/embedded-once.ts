/** Before all tests of a run: one PostgreSQL in a temporary folder, with a migrated template that each test file clones. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/platform/db/embedded-postgres.ts'
import { migrate } from '../../src/platform/db/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The migrated template; nobody connects to it but to clone it. */
    templateUrl: string
    /** A clone that all files of the run share: each test has its own workspace in it. */
    sharedUrl: string
    adminUrl: string
  }
}

/** Nothing here outlives the run, so nothing need survive a power cut. */
const UNSAFE_AND_FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '400',
  shared_buffers: '128MB',
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'antesala-test-'))
  const server = await startEmbedded({ dataDir, settings: UNSAFE_AND_FAST })
  const tearDown = async () => {
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await migrate(server.url)
    const admin = new pg.Client({ connectionString: server.adminUrl })
    await admin.connect()
    await admin.query('create database shared template antesala owner antesala strategy file_copy')
    await admin.end()
    project.provide('templateUrl', server.url)
    project.provide('sharedUrl', server.url.replace('/antesala?', '/shared?'))
    project.provide('adminUrl', server.adminUrl)
    return tearDown
  } catch (error) {
    await tearDown()
    throw error
  }
}
