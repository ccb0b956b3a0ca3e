import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { agendaFaults, agendaDeps as deps, openSalon } from '../../../test/support/agenda.ts'
import { testClock } from '../../../test/support/clock.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { bookAppointment } from './book-appointment.ts'
import { changeAppointment } from './change-appointment.ts'
import { findSlots } from './find-slots.ts'
import { holdSlot } from './hold-slot.ts'
import type { Service } from './service.ts'
import type { Staff } from './staff.ts'

let db: Database

beforeAll(async () => {
  db = await testDatabase()
})

const person = (n: number) => ({ name: `Persona ${n}`, phone: `6123450${String(n % 100).padStart(2, '0')}` })

/** Each has some forty attempts; `SOAK_RACES=250` makes ten thousand. */
const RACES = Number(process.env['SOAK_RACES'] ?? 12)

const NONE = { sharedResources: 0, sharedStaff: 0, withoutPlace: 0, placeForNothing: 0 }

/** Refused by the rules is fine; anything else is not. */
const refusedOr = <T>(work: Promise<T>): Promise<T | 'refused'> =>
  work.catch((error: unknown) => {
    if (error instanceof AppError && /^(booking|appointment)\./.test(error.code)) return 'refused' as const
    throw error
  })

test('of ten who book one time at once one gets it, nine get three other times that they can book', async () => {
  const scope = await makeWorkspace(db)
  const { service } = await openSalon(scope)
  const { slots } = await findSlots(
    scope,
    { serviceId: service.id, staffId: null, from: '2026-11-25', to: '2026-11-25' },
    deps,
  )
  const offerId = slots[8]!.offerId
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) => bookAppointment(scope, { time: { offerId }, person: person(n) }, deps)),
  )
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as AppError] : []))
  expect(refused.map((error) => error.code)).toEqual(Array(9).fill('booking.slot_taken'))
  for (const error of refused) expect(error.details?.alternatives).toHaveLength(3)
  const [first] = refused[0]!.details!.alternatives as { offer_id: string }[]
  const again = await bookAppointment(scope, { time: { offerId: first!.offer_id }, person: person(11) }, deps)
  expect(again.state).toBe('booked')
  expect(await agendaFaults(scope)).toEqual(NONE)
})

test('ten who ask for anybody at one time get the three there are, and seven are refused', async () => {
  const scope = await makeWorkspace(db)
  const { service } = await openSalon(scope, { people: 3 })
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      refusedOr(
        bookAppointment(
          scope,
          { time: { serviceId: service.id, staffId: null, start: '2026-11-25 10:00' }, person: person(n) },
          deps,
        ),
      ),
    ),
  )
  const booked = outcomes.filter((one) => one !== 'refused')
  expect(new Set(booked.map((one) => one.staffId)).size).toBe(3)
  expect(booked).toHaveLength(3)
  expect(await agendaFaults(scope)).toEqual(NONE)
})

type Step = {
  kind: 'book' | 'hold' | 'hold_book' | 'move' | 'cancel' | 'wait'
  staff: number
  quarter: number
  pick: number
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('book', 'book', 'hold', 'hold_book', 'move', 'move', 'cancel', 'wait'),
  /** 3: anybody. */
  staff: fc.integer({ min: 0, max: 3 }),
  /** Of an hour and a half: tight enough that most wishes meet. */
  quarter: fc.integer({ min: 0, max: 17 }),
  pick: fc.nat(),
})

test(
  'whatever is booked, held, moved, let go and cancelled at once: nobody shares a time, and nothing else breaks',
  async () => {
    let attempts = 0
    let won = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        const clock = testClock()
        const scope = await makeWorkspace(db, { clock })
        const { service, staff } = await openSalon(scope, {
          people: 3,
          service: { bufferBeforeMin: 5, bufferAfterMin: 5 },
        })
        const known: string[] = []
        const walk = async ([index, one]: [number, Step]) => {
          attempts++
          const outcome = await refusedOr(run(scope, clock, one, { index, service, staff, known }))
          if (outcome !== 'refused') won++
        }
        const work = [...steps.entries()]
        // Eight at a time, as fast as they can.
        await Promise.all(
          Array.from({ length: 8 }, async () => {
            for (let next = work.shift(); next; next = work.shift()) await walk(next)
          }),
        )
        expect(await agendaFaults(scope)).toEqual(NONE)
      }),
      { numRuns: RACES, endOnFailure: true },
    )
    // A race that everybody loses, or that everybody wins, shows nothing.
    expect(won).toBeGreaterThan(attempts / 10)
    expect(won).toBeLessThan(attempts)
  },
  60_000 + RACES * 5_000,
)

interface World {
  index: number
  service: Service
  staff: readonly Staff[]
  /** Ids of appointments so far. */
  known: string[]
}

async function run(scope: Scope, clock: ReturnType<typeof testClock>, one: Step, world: World): Promise<void> {
  const start = new Date(Date.parse('2026-11-25T10:00:00+01:00') + one.quarter * 5 * 60_000)
  const staffId = world.staff[one.staff]?.id ?? null
  const time = { serviceId: world.service.id, staffId, start }
  const known = world.known.length > 0 ? world.known[one.pick % world.known.length]! : null
  switch (one.kind) {
    case 'wait':
      clock.advance(4 * 60_000)
      return
    case 'book':
      world.known.push((await bookAppointment(scope, { time, person: person(world.index) }, deps)).id)
      return
    case 'hold':
      world.known.push((await holdSlot(scope, time, deps)).id)
      return
    case 'hold_book': {
      const { id: holdId } = await holdSlot(scope, time, deps)
      world.known.push((await bookAppointment(scope, { time: { holdId }, person: person(world.index) }, deps)).id)
      return
    }
    case 'move':
      if (known) await changeAppointment(scope, known, { start, ...(staffId && { staffId }) }, deps)
      return
    case 'cancel':
      if (known) await changeAppointment(scope, known, { state: 'cancelled' }, deps)
      return
  }
}
