import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { agendaDeps as deps, openSalon } from '../../../test/support/agenda.ts'
import { type TestClock, testClock } from '../../../test/support/clock.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { AppError } from '../../kernel/errors.ts'
import { type Database, inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { APPOINTMENT_STATES, type AppointmentState, mayFollow } from './appointment.ts'
import { bookAppointment } from './book-appointment.ts'
import { type AppointmentChange, changeAppointment } from './change-appointment.ts'
import { holdSlot } from './hold-slot.ts'
import { changeService, removeService } from './manage-services.ts'
import { removeStaff } from './manage-staff.ts'
import type { Service } from './service.ts'
import { readAppointment } from './show-appointment.ts'
import type { Staff } from './staff.ts'

let db: Database
let scope: Scope
let clock: TestClock
let service: Service
let marta: Staff
let lucia: Staff

const at = (time: string) => `2026-11-25 ${time}`
const instant = (time: string) => new Date(`2026-11-25T${time}:00+01:00`)

beforeAll(async () => {
  db = await testDatabase()
})

beforeEach(async () => {
  clock = testClock()
  scope = await makeWorkspace(db, { clock })
  const salon = await openSalon(scope, { people: 2 })
  service = salon.service
  marta = salon.staff[0]!
  lucia = salon.staff[1]!
})

const book = (time: string, staff = marta) =>
  bookAppointment(
    scope,
    {
      time: { serviceId: service.id, staffId: staff.id, start: at(time) },
      person: { name: 'Inés Prado', phone: '612345001' },
    },
    deps,
  )
const change = (id: string, what: AppointmentChange) => changeAppointment(scope, id, what, deps)

async function refusal(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw error ?? new Error('nothing was refused')
  return error
}

const rows = (table: 'timeline' | 'occupied' | 'audit_log') =>
  inWorkspace(scope, (tx) => tx.selectFrom(table).selectAll().execute())
const kinds = async () => (await rows('timeline')).map((row) => row['kind'])

describe('moving', () => {
  test('frees the old time and takes the new one', async () => {
    const booked = await book('10:00')
    const moved = await change(booked.id, { start: at('12:00') })
    expect(moved).toMatchObject({ id: booked.id, state: 'booked', start: instant('12:00'), end: instant('12:30') })
    expect((await book('10:00')).start).toEqual(instant('10:00'))
    expect((await refusal(book('12:15'))).code).toBe('booking.slot_taken')
  })

  test('to a time that overlaps its own is no conflict', async () => {
    const booked = await book('10:00')
    expect((await change(booked.id, { start: at('10:15') })).start).toEqual(instant('10:15'))
  })

  test('to a taken time is refused with alternatives, and it stays where it was', async () => {
    const booked = await book('10:00')
    await book('12:00')
    const occupiedBefore = await rows('occupied')
    const error = await refusal(change(booked.id, { start: at('12:15') }))
    expect(error.code).toBe('booking.slot_taken')
    expect(error.details?.alternatives).toHaveLength(3)
    expect((await readAppointment(scope, booked.id)).start).toEqual(instant('10:00'))
    expect(await rows('occupied')).toEqual(occupiedBefore)
    expect(await kinds()).toEqual(['appointment.booked', 'appointment.booked'])
  })

  test('to another professional, who must give the service and be free', async () => {
    const booked = await book('10:00')
    await book('11:00', lucia)
    expect((await change(booked.id, { staffId: lucia.id })).staffId).toBe(lucia.id)
    expect((await refusal(change(booked.id, { start: at('11:00') }))).code).toBe('booking.slot_taken')
    const stranger = await openSalon(scope, { service: { name: 'Otro' } })
    expect((await refusal(change(booked.id, { staffId: stranger.staff[0]!.id }))).code).toBe(
      'booking.staff_not_for_service',
    )
  })

  test('minds the hours, and the notice only where the start is new', async () => {
    await changeService(scope, service.id, (one) => ({ ...one, minNoticeMin: 120 }))
    const booked = await book('12:00')
    clock.set('2026-11-25T11:00:00+01:00')
    expect((await refusal(change(booked.id, { start: at('12:30') }))).code).toBe('booking.too_soon')
    expect((await change(booked.id, { staffId: lucia.id })).staffId).toBe(lucia.id)
    expect((await refusal(change(booked.id, { start: at('21:00') }))).code).toBe('booking.outside_hours')
  })

  test('to where it is already is no change and leaves no trace', async () => {
    const booked = await book('10:00')
    const [story, audit] = [await rows('timeline'), await rows('audit_log')]
    await change(booked.id, { start: at('10:00'), staffId: marta.id, state: 'booked' })
    expect(await rows('timeline')).toEqual(story)
    expect(await rows('audit_log')).toEqual(audit)
  })

  test('tells from where to where', async () => {
    const booked = await book('10:00')
    await change(booked.id, { start: at('12:00'), staffId: lucia.id })
    const moved = (await rows('timeline')).find((row) => row['kind'] === 'appointment.moved')
    expect(moved!['data']).toEqual({
      start: '2026-11-25T12:00:00+01:00',
      from: '2026-11-25T10:00:00+01:00',
      desk: 'own',
      service: 'Corte',
      staff: 'Marta 2',
      from_staff: 'Marta 1',
    })
  })

  test('still works where the service takes no new bookings', async () => {
    const booked = await book('10:00')
    await removeService(scope, service.id)
    expect((await change(booked.id, { start: at('12:00') })).start).toEqual(instant('12:00'))
  })

  test('two who change places with each other do not wait for ever', async () => {
    const [a, b] = [await book('10:00', marta), await book('10:00', lucia)]
    const both = await Promise.allSettled([change(a.id, { staffId: lucia.id }), change(b.id, { staffId: marta.id })])
    for (const one of both)
      if (one.status === 'rejected') expect((one.reason as AppError).code).toBe('booking.slot_taken')
    const [x, y] = [await readAppointment(scope, a.id), await readAppointment(scope, b.id)]
    expect(x.staffId).not.toBe(y.staffId)
  })
})

describe('states', () => {
  test('follow one another as told, and only so', async () => {
    const settable = ['booked', 'confirmed', 'kept', 'no_show', 'cancelled'] as const
    /** A way to each state. */
    const paths: Record<(typeof settable)[number], (typeof settable)[number][]> = {
      booked: [],
      confirmed: ['confirmed'],
      kept: ['kept'],
      no_show: ['no_show'],
      cancelled: ['cancelled'],
    }
    let hour = 9
    for (const from of settable)
      for (const to of settable) {
        if (from === to) continue
        if (hour === 19) {
          hour = 9
          service = (await openSalon(scope, { service: { name: `Corte ${from} ${to}` }, people: 1 })).service
        }
        const id = (
          await bookAppointment(
            scope,
            {
              time: { serviceId: service.id, staffId: null, start: at(`${String(hour++).padStart(2, '0')}:00`) },
              person: { name: 'Inés', phone: '612345001' },
            },
            deps,
          )
        ).id
        for (const step of paths[from]) await change(id, { state: step })
        if (mayFollow(from, to)) expect((await change(id, { state: to })).state).toBe(to)
        else {
          expect(await refusal(change(id, { state: to }))).toMatchObject({
            kind: 'conflict',
            code: 'appointment.state_follows_not',
          })
          expect((await readAppointment(scope, id)).state).toBe(from)
        }
      }
  })

  test('told in prose: what is cancelled stays so, what is kept may turn out a no-show', () => {
    const followers = (from: AppointmentState) => APPOINTMENT_STATES.filter((to) => mayFollow(from, to))
    expect(followers('cancelled')).toEqual([])
    expect(followers('kept')).toEqual(['booked', 'no_show'])
    expect(followers('booked')).toEqual(['confirmed', 'kept', 'no_show', 'cancelled'])
    expect(followers('pending')).toEqual(['booked', 'cancelled'])
    expect(APPOINTMENT_STATES.some((from) => mayFollow(from, 'held'))).toBe(false)
  })

  test('cancelled frees the time, is told with its reason, and a second time is the same', async () => {
    const booked = await book('10:00')
    const cancelled = await change(booked.id, { state: 'cancelled', reason: 'Se ha ido de viaje' })
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: 'Se ha ido de viaje' })
    expect((await change(booked.id, { state: 'cancelled' })).cancelReason).toBe('Se ha ido de viaje')
    expect(await kinds()).toEqual(['appointment.booked', 'appointment.cancelled'])
    expect((await book('10:00')).state).toBe('booked')
    expect((await refusal(change(booked.id, { start: at('11:00') }))).code).toBe('appointment.not_movable')
  })

  test('kept and missed are told, and a slip can be undone', async () => {
    const booked = await book('10:00')
    await change(booked.id, { state: 'kept' })
    await change(booked.id, { state: 'no_show' })
    await change(booked.id, { state: 'booked' })
    expect(await kinds()).toEqual([
      'appointment.booked',
      'appointment.kept',
      'appointment.no_show',
      'appointment.reopened',
    ])
    expect((await refusal(book('10:00'))).code).toBe('booking.slot_taken')
  })

  test('a hold has nobody to be kept for', async () => {
    const hold = await holdSlot(scope, { serviceId: service.id, staffId: marta.id, start: at('10:00') }, deps)
    expect((await refusal(change(hold.id, { state: 'booked' }))).code).toBe('appointment.state_follows_not')
    expect((await refusal(change(hold.id, { start: at('11:00') }))).code).toBe('appointment.not_movable')
  })

  test('a professional with somebody coming cannot be removed; without, bookings no longer find them', async () => {
    const booked = await book('10:00')
    expect(await refusal(removeStaff(scope, marta.id))).toMatchObject({
      code: 'staff.has_appointments',
      params: { count: 1 },
    })
    await change(booked.id, { state: 'cancelled' })
    await removeStaff(scope, marta.id)
    expect((await refusal(book('10:00'))).code).toBe('staff.not_found')
    expect((await readAppointment(scope, booked.id)).staffId).toBe(marta.id)
  })
})
