import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/support/database.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Database } from './database.ts'
import { databaseError } from './database-error.ts'

test.each([
  ['the server ended the connection', { code: '57P01', message: 'terminating connection' }],
  ['nobody listens', { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }],
  ['the socket closed', new Error('Connection terminated unexpectedly')],
  [
    'the pool lent out what had just broken',
    new Error('Client has encountered a connection error and is not queryable'),
  ],
  ['the pool had nothing left to lend', new Error('timeout exceeded when trying to connect')],
])('the database is away: %s', (_name, error) => {
  expect(databaseError(error)).toMatchObject({ kind: 'unavailable', code: 'database.unavailable', retryAfterS: 5 })
})

test.each([
  ['NUL in text', (db: Database) => db.pool.query('select $1::text', ['a\0b'])],
  ['NUL in JSON', (db: Database) => db.pool.query('select $1::jsonb', [JSON.stringify({ a: '\0' })])],
  [
    'half a Unicode pair in JSON',
    (db: Database) => db.pool.query('select $1::jsonb', [JSON.stringify({ a: '\ud800' })]),
  ],
])('%s is the caller’s to correct', async (_name, ask) => {
  const error = await ask(await testDatabase()).catch((thrown: unknown) => thrown)
  expect(databaseError(error)).toMatchObject({ kind: 'invalid', code: 'request.unstorable' })
})

test('a mistake of ours stays one', () => {
  const mistake = Object.assign(new Error('syntax error'), { code: '42601' })
  expect(databaseError(mistake)).toBe(mistake)
  const known = new AppError('conflict', 'test.taken')
  expect(databaseError(known)).toBe(known)
})
