import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StartProblem } from '../platform/start-problem.ts'
import { loadConfig, PROJECT_ROOT, VARIABLES } from './config.ts'
import { encryptionKey } from './encryption-key.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'antesala config '))
})
afterEach(() => rmSync(root, { recursive: true }))

const read = (env: Record<string, string>) => loadConfig({ env, root })
const problemOf = (env: Record<string, string>): StartProblem => {
  try {
    read(env)
  } catch (error) {
    if (error instanceof StartProblem) return error
    throw error
  }
  throw new Error('the configuration was accepted')
}

describe('which mode', () => {
  test('nothing set is the demo on 127.0.0.1:5000 with its data in .antesala', () => {
    expect(read({})).toMatchObject({
      mode: 'demo',
      host: '127.0.0.1',
      port: 5000,
      dataDir: path.join(root, '.antesala'),
      databaseUrl: null,
    })
  })

  test('a .env, a DATABASE_URL or NODE_ENV=production is production', () => {
    expect(read({ NODE_ENV: 'production' }).mode).toBe('production')
    expect(read({ DATABASE_URL: 'postgres://a:b@db/antesala' }).mode).toBe('production')
    writeFileSync(path.join(root, '.env'), '')
    expect(read({}).mode).toBe('production')
  })

  test('a port, a data folder or a clock of its own leaves it a demo', () => {
    expect(
      read({
        PORT: '6001',
        ANTESALA_DATA_DIR: 'here',
        ANTESALA_NOW: '2026-12-01T08:30:00+01:00',
        NODE_ENV: 'development',
      }),
    ).toMatchObject({
      mode: 'demo',
      port: 6001,
      dataDir: path.join(root, 'here'),
      startAt: new Date('2026-12-01T07:30:00Z'),
    })
  })
})

test('the environment beats .env, and an empty value is none', () => {
  writeFileSync(path.join(root, '.env'), 'PORT=6001\nHOST=0.0.0.0\nLOG_LEVEL=\n')
  expect(read({ PORT: '6002', HOST: '' })).toMatchObject({ port: 6002, host: '0.0.0.0', logLevel: 'info' })
})

test.each([
  ['PORT', 'eighty', /^PORT must be a port number .*, not "eighty"/],
  ['PORT', '65536', /^PORT must be/],
  ['PORT', '-1', /^PORT must be/],
  ['HOST', 'http://x', /^HOST must be an address to listen on/],
  ['PUBLIC_URL', 'citas.example.com', /^PUBLIC_URL must be the address/],
  ['TRUST_PROXY', 'maybe', /^TRUST_PROXY must be true, false/],
  ['DATABASE_URL', 'mysql://root@localhost/x', /^DATABASE_URL must be the address of a PostgreSQL database/],
  ['ANTESALA_NOW', 'tomorrow', /^ANTESALA_NOW must be an instant/],
  ['SMTP_URL', 'mail.example.com', /^SMTP_URL must be/],
  ['METRICS_TOKEN', 'short', /^METRICS_TOKEN must be at least 16 characters/],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of fatal/],
  ['NODE_ENV', 'prod', /^NODE_ENV must be production/],
  ['PEARL_API_URL', 'pearl', /^PEARL_API_URL must be/],
  ['EXCEL_URL', 'ftp://x/y.xlsx', /^EXCEL_URL must be/],
])('%s=%s is refused in one sentence that names it and says what is accepted', (name, value, sentence) => {
  const problem = problemOf({ [name]: value })
  expect(problem.message).toMatch(sentence)
  expect(problem.message).not.toContain('\n')
  expect(problem.exitCode).toBe(2)
})

test('a wrong secret is never repeated', () => {
  expect(problemOf({ DATABASE_URL: 'mysql://root:hunter2@localhost/x' }).message).not.toContain('hunter2')
  expect(problemOf({ METRICS_TOKEN: 'hunter2' }).message).not.toContain('hunter2')
})

test('each wrong value has its sentence', () => {
  expect(problemOf({ PORT: 'x', LOG_LEVEL: 'y' }).message.split('\n')).toHaveLength(2)
})

test('the clock of production cannot be moved', () => {
  expect(problemOf({ NODE_ENV: 'production', ANTESALA_NOW: '2026-12-01T08:30:00+01:00' }).message).toMatch(
    /^ANTESALA_NOW moves the clock of the demo only/,
  )
})

test('TRUST_PROXY takes a number of hops or addresses', () => {
  expect(read({ TRUST_PROXY: '2' }).trustProxy).toBe(2)
  expect(read({ TRUST_PROXY: 'true' }).trustProxy).toBe(true)
  expect(read({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual(['10.0.0.0/8', '::1'])
})

describe('the key that seals secrets', () => {
  test('production without one is refused, with a new one to take', () => {
    expect(() => encryptionKey(read({ NODE_ENV: 'production' }))).toThrow(
      /^ENCRYPTION_KEY is missing.*ENCRYPTION_KEY=[\w-]{43}=$/,
    )
  })

  test('the demo makes one and keeps it', () => {
    const config = read({})
    expect(encryptionKey(config)).toBe(encryptionKey(config))
  })
})

test('.env.example names every variable and no other, and is accepted as it stands', () => {
  const text = readFileSync(path.join(PROJECT_ROOT, '.env.example'), 'utf8')
  const named = [...text.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]!)
  expect(new Set(named)).toEqual(new Set(VARIABLES))
  const uncommented = text.replaceAll(/^# ?([A-Z][A-Z_]+=)/gm, '$1')
  expect(() => read(parseEnv(uncommented.replace(/^ANTESALA_NOW=.*$/m, '')) as Record<string, string>)).not.toThrow()
})
