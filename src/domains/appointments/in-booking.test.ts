import { beforeEach, expect, test } from 'vitest'
import { agendaDeps as deps } from '../../../test/support/agenda.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { inBooking } from './in-booking.ts'

let scope: Scope

beforeEach(async () => {
  scope = await makeWorkspace(await testDatabase())
})

/** Fails as PostgreSQL does, `times` times, each time after writing something. */
function failing(code: string, times: number) {
  const tries: Tx[] = []
  const work = async (tx: Tx) => {
    tries.push(tx)
    const id = `00000000-0000-7000-8000-0000000000${String(tries.length).padStart(2, '0')}`
    await tx.insertInto('resources').values({ workspace_id: scope.workspaceId, id, kind: 'staff' }).execute()
    if (tries.length <= times) throw Object.assign(new Error('failed'), { code })
    return (await tx.selectFrom('resources').selectAll().execute()).length
  }
  return { tries, work }
}

test('a deadlock is tried again, and what the failed try wrote is gone', async () => {
  const { tries, work } = failing('40P01', 2)
  expect(await inBooking(scope, deps, work)).toBe(1)
  expect(tries).toHaveLength(3)
})

test('after five tries it is the caller’s: the database is busy', async () => {
  const { tries, work } = failing('40001', 99)
  const error = await inBooking(scope, deps, work).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ kind: 'unavailable' })
  expect(tries).toHaveLength(5)
})

test('anything else is not tried again', async () => {
  const { tries, work } = failing('23514', 99)
  await expect(inBooking(scope, deps, work)).rejects.toMatchObject({ code: '23514' })
  expect(tries).toHaveLength(1)
})
