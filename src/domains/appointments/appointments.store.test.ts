import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { APPOINTMENT_STATES as STATES_ON_THE_WIRE } from '../../../contract/appointments.ts'
import { agendaDeps as deps, openSalon } from '../../../test/support/agenda.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { newId } from '../../kernel/ids.ts'
import { type Database, inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { APPOINTMENT_STATES, DESKS } from './appointment.ts'
import { bookAppointment } from './book-appointment.ts'
import { occupy, selectBusy } from './occupied.store.ts'

let db: Database

beforeAll(async () => {
  db = await testDatabase()
})

/** The words that a check constraint of a text column allows. */
async function allowed(table: string, column: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ definition: string }>(
    `select pg_get_constraintdef(c.oid) as definition from pg_constraint c
     where c.conrelid = $1::regclass and c.contype = 'c' and pg_get_constraintdef(c.oid) like $2`,
    [table, `CHECK ((${column} = ANY%`],
  )
  return [...(rows[0]?.definition.matchAll(/'([^']+)'/g) ?? [])].map((match) => match[1]!)
}

describe('the database knows the words of the domain, and no others', () => {
  test('states', async () => {
    expect(await allowed('appointments', 'state')).toEqual([...APPOINTMENT_STATES])
    expect([...STATES_ON_THE_WIRE]).toEqual([...APPOINTMENT_STATES])
  })

  test('desks', async () => {
    expect(await allowed('appointments', 'desk')).toEqual([...DESKS])
  })
})

describe('the constraint has the last word', () => {
  const appointment = (scope: Scope, id: string, serviceId: string, staffId: string) => sql`
    insert into appointments (workspace_id, id, desk, state, service_id, staff_id, starts_at, ends_at, expires_at, created_at, updated_at)
    values (${scope.workspaceId}, ${id}, 'own', 'held', ${serviceId}, ${staffId},
      '2026-11-25T10:00Z', '2026-11-25T10:30Z', '2026-11-26T00:00Z', now(), now())`
  const span = { start: Date.parse('2026-11-25T10:00Z'), end: Date.parse('2026-11-25T10:30Z') }

  test('whoever comes without a lock waits for the other, and is told no', async () => {
    const scope = await makeWorkspace(db)
    const { service, staff } = await openSalon(scope)
    const [serviceId, staffId] = [service.id, staff[0]!.id]
    let takenFirst = () => {}
    const first = new Promise<void>((resolve) => {
      takenFirst = resolve
    })
    const take = (before: Promise<unknown>, after: () => void) =>
      inWorkspace(scope, async (tx) => {
        await before
        const id = newId()
        const taken = await occupy(tx, { sessionId: id, staffId, span, expiresAt: new Date('2026-11-26T00:00Z') })
        if (taken) await appointment(scope, id, serviceId, staffId).execute(tx)
        after()
        // Long enough for the second to be waiting; the outcome does not hang on it.
        if (taken) await sql`select pg_sleep(0.1)`.execute(tx)
        return taken
      })
    expect(await Promise.all([take(Promise.resolve(), takenFirst), take(first, () => {})])).toEqual([true, false])
  })

  test('two workspaces have the same hour each to themselves', async () => {
    for (const scope of [await makeWorkspace(db), await makeWorkspace(db)]) {
      const { service } = await openSalon(scope)
      const time = { serviceId: service.id, staffId: null, start: '2026-11-25 10:00' }
      const booked = await bookAppointment(scope, { time, person: { name: 'Inés', phone: '612345001' } }, deps)
      expect(booked.state).toBe('booked')
    }
  })

  test('an external time has no professional, one of ours has one: nothing between', async () => {
    const scope = await makeWorkspace(db)
    const insert = (desk: string) =>
      inWorkspace(scope, (tx) =>
        sql`insert into appointments (workspace_id, id, desk, state, starts_at, expires_at, created_at, updated_at)
          values (${scope.workspaceId}, ${newId()}, ${desk}, 'held', now(), now(), now(), now())`.execute(tx),
      )
    await expect(insert('own')).rejects.toMatchObject({ constraint: 'appointments_desk_knows' })
    await expect(insert('external')).resolves.toBeDefined()
  })
})

describe('reading what is occupied', () => {
  test('goes through an index, also under the policy', async () => {
    const scope = await makeWorkspace(db)
    const { staff } = await openSalon(scope, { people: 2 })
    const plan = await inWorkspace(scope, async (tx) => {
      // Tiny tables are read whole; what counts is that the comparison can use the index at all.
      await sql`set local enable_seqscan = off`.execute(tx)
      await sql`set local enable_bitmapscan = off`.execute(tx)
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
        explain select resource_id from occupied where resource_id = any(${staff.map((one) => one.id)})
          and starts_at < '2026-11-26' and starts_at > '2026-11-24' and ends_at > '2026-11-25'`.execute(tx)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(plan).toContain('occupied_by_time')
    expect(plan).toMatch(/Index Cond: .*starts_at/)
  })

  test('a neighbour sees nothing', async () => {
    const scope = await makeWorkspace(db)
    const { service, staff } = await openSalon(scope)
    const time = { serviceId: service.id, staffId: null, start: '2026-11-25 10:00' }
    await bookAppointment(scope, { time, person: { name: 'Inés', phone: '612345001' } }, deps)
    const neighbour = await makeWorkspace(db)
    const within = { start: Date.parse('2026-11-25T00:00Z'), end: Date.parse('2026-11-26T00:00Z') }
    const ids = [staff[0]!.id]
    const now = new Date('2026-11-24T00:00Z')
    expect(await inWorkspace(scope, (tx) => selectBusy(tx, ids, within, now))).toHaveLength(1)
    expect(await inWorkspace(neighbour, (tx) => selectBusy(tx, ids, within, now))).toEqual([])
    for (const table of ['services', 'staff', 'staff_hours', 'service_staff', 'resources', 'appointments', 'occupied'])
      expect(await inWorkspace(neighbour, (tx) => tx.selectFrom(table).selectAll().execute())).toEqual([])
  })
})
