import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { agendaDeps as deps, openSalon, salonService } from '../../../test/support/agenda.ts'
import { type TestClock, testClock } from '../../../test/support/clock.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { AppError } from '../../kernel/errors.ts'
import { type Database, inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { findContacts, getContact } from '../contacts/index.ts'
import { bookAppointment } from './book-appointment.ts'
import type { BookingPerson } from './booking-person.ts'
import { changeAppointment } from './change-appointment.ts'
import { findSlots } from './find-slots.ts'
import { holdSlot } from './hold-slot.ts'
import { listAppointments } from './list-appointments.ts'
import { addService, removeService } from './manage-services.ts'
import { changeStaff } from './manage-staff.ts'
import type { Service } from './service.ts'
import { readAppointment } from './show-appointment.ts'
import type { Staff } from './staff.ts'

let db: Database
let scope: Scope
let clock: TestClock
let service: Service
let marta: Staff

const ines: BookingPerson = { name: 'Inés Prado', phone: '612 34 50 01', email: 'ines@ejemplo.es' }
const DAY = '2026-11-25'
const at = (time: string) => `${DAY} ${time}`

beforeAll(async () => {
  db = await testDatabase()
})

beforeEach(async () => {
  clock = testClock()
  scope = await makeWorkspace(db, { clock })
  const salon = await openSalon(scope)
  service = salon.service
  marta = salon.staff[0]!
})

const named = (time: string, staffId: string | null = null) => ({ serviceId: service.id, staffId, start: at(time) })
const book = (time: string, person: BookingPerson = ines) => bookAppointment(scope, { time: named(time), person }, deps)
const slotsOn = async (staffId: string | null = null, day = DAY) =>
  (await findSlots(scope, { serviceId: service.id, staffId, from: day, to: day }, deps)).slots
const startsOn = async (staffId: string | null = null) =>
  (await slotsOn(staffId)).map((slot) => slot.start.toISOString().slice(11, 16))

async function refusal(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw error ?? new Error('nothing was refused')
  return error
}

/** What the workspace's own eyes see of a table. */
const rows = (table: 'appointments' | 'occupied' | 'contacts' | 'timeline' | 'audit_log') =>
  inWorkspace(scope, (tx) => tx.selectFrom(table).selectAll().execute())

describe('booking', () => {
  test('an offer, and its time is offered no more', async () => {
    const [first] = await slotsOn()
    expect(first!.start).toEqual(new Date('2026-11-25T09:00:00+01:00'))
    const booked = await bookAppointment(scope, { time: { offerId: first!.offerId }, person: ines }, deps)
    expect(booked).toMatchObject({
      state: 'booked',
      desk: 'own',
      staffId: marta.id,
      start: new Date('2026-11-25T09:00:00+01:00'),
      end: new Date('2026-11-25T09:30:00+01:00'),
      contactName: 'Inés Prado',
    })
    expect((await startsOn()).slice(0, 2)).toEqual(['08:30', '08:45'])
  })

  test('a time already taken is refused with the three nearest free ones, and leaves no trace', async () => {
    await book('10:00')
    const contactsBefore = await rows('contacts')
    const storyBefore = await rows('timeline')
    const error = await refusal(book('10:15', { name: 'Otra Persona', phone: '612345002' }))
    expect(error).toMatchObject({ kind: 'conflict', code: 'booking.slot_taken' })
    expect(error.details?.alternatives).toEqual([
      expect.objectContaining({ start: '2026-11-25T10:30:00+01:00', staff_id: marta.id }),
      expect.objectContaining({ start: '2026-11-25T10:45:00+01:00' }),
      expect.objectContaining({ start: '2026-11-25T11:00:00+01:00' }),
    ])
    expect(await rows('appointments')).toHaveLength(1)
    expect(await rows('contacts')).toEqual(contactsBefore)
    expect(await rows('timeline')).toEqual(storyBefore)
  })

  test('an alternative can be booked by its offer', async () => {
    await book('10:00')
    const error = await refusal(book('10:00'))
    const [alternative] = error.details!.alternatives as { offer_id: string }[]
    const booked = await bookAppointment(scope, { time: { offerId: alternative!.offer_id }, person: ines }, deps)
    expect(booked.start).toEqual(new Date('2026-11-25T09:30:00+01:00'))
  })

  test('outside the hours, too soon and too far each say so', async () => {
    expect(await refusal(book('20:00'))).toMatchObject({ code: 'booking.outside_hours' })
    const past = { ...named('10:00'), start: '2026-11-24 09:30' }
    expect(await refusal(bookAppointment(scope, { time: past, person: ines }, deps))).toMatchObject({
      code: 'booking.too_soon',
    })
    const far = { ...named('10:00'), start: '2027-06-01 10:00' }
    expect(await refusal(bookAppointment(scope, { time: far, person: ines }, deps))).toMatchObject({
      code: 'booking.too_far',
    })
    expect(await rows('appointments')).toEqual([])
  })

  test('buffers keep others away', async () => {
    service = await addService(
      scope,
      salonService({ name: 'Color', bufferBeforeMin: 10, bufferAfterMin: 20, staffIds: [marta.id] }),
    )
    await book('10:00')
    expect((await refusal(book('10:45'))).code).toBe('booking.slot_taken')
    expect((await book('11:00')).start).toEqual(new Date('2026-11-25T11:00:00+01:00'))
  })

  test('an offer of another workspace, and one of yesterday, book nothing', async () => {
    const [slot] = await slotsOn(null, '2026-11-28')
    const neighbour = await makeWorkspace(db, { clock })
    await openSalon(neighbour)
    const time = { offerId: slot!.offerId }
    expect(await refusal(bookAppointment(neighbour, { time, person: ines }, deps))).toMatchObject({
      kind: 'not_found',
      code: 'booking.offer_not_found',
    })
    clock.advance(24 * 3_600_000)
    const late = await refusal(bookAppointment(scope, { time, person: ines }, deps))
    expect(late.code).toBe('booking.offer_expired')
    expect(late.details?.alternatives).toHaveLength(3)
  })

  test('a service nobody gives, one that is archived, a stranger for staff: each is told', async () => {
    const lonely = await addService(scope, salonService({ name: 'Masaje' }))
    const time = { serviceId: lonely.id, staffId: null, start: at('10:00') }
    expect((await refusal(bookAppointment(scope, { time, person: ines }, deps))).code).toBe('service.no_staff')
    const withMarta = { ...time, staffId: marta.id }
    expect((await refusal(bookAppointment(scope, { time: withMarta, person: ines }, deps))).code).toBe(
      'booking.staff_not_for_service',
    )
    const withNobody = { ...time, staffId: lonely.id }
    expect((await refusal(bookAppointment(scope, { time: withNobody, person: ines }, deps))).code).toBe(
      'staff.not_found',
    )
    await removeService(scope, service.id)
    expect((await refusal(book('10:00'))).code).toBe('service.not_found')
  })

  test('the story, the audit log and the agenda tell it', async () => {
    const booked = await book('10:00')
    expect(await rows('timeline')).toEqual([
      expect.objectContaining({
        kind: 'appointment.booked',
        contact_id: booked.contactId,
        refs: { appointmentId: booked.id },
        data: { start: '2026-11-25T10:00:00+01:00', desk: 'own', service: 'Corte', staff: 'Marta 1' },
      }),
    ])
    const audit = await rows('audit_log')
    expect(audit.map((row) => row['action'])).toContain('appointment.booked')
    const agenda = await listAppointments(scope, { from: DAY, to: DAY, limit: 50 })
    expect(agenda.items).toEqual([expect.objectContaining({ id: booked.id, contactName: 'Inés Prado' })])
  })
})

describe('the console', () => {
  test('hears of it when, and only when, it is so', async () => {
    const heard: Record<string, unknown>[] = []
    const listener = await db.pool.connect()
    try {
      listener.on('notification', ({ payload }) => {
        const { workspaceId, event } = JSON.parse(payload!)
        if (workspaceId === scope.workspaceId) heard.push(event)
      })
      await listener.query('listen antesala_events')
      const booked = await book('10:00')
      await refusal(book('10:00'))
      // A round trip on the listener's own connection: what was sent before has arrived.
      await listener.query('select 1')
      expect(heard).toEqual([
        {
          topic: 'appointments',
          type: 'appointment.booked',
          data: { id: booked.id, state: 'booked', start: '2026-11-25T10:00:00+01:00', staff_id: marta.id },
        },
      ])
    } finally {
      await listener.query('unlisten *')
      listener.removeAllListeners('notification')
      listener.release()
    }
  })
})

describe('who books', () => {
  test('is found again by phone or e-mail when the name fits, and what we did not have is added', async () => {
    const first = await book('10:00', { name: 'Inés Prado', phone: '612345001' })
    const second = await book('11:00', { name: 'INES PRADO SOLER', phone: '+34 612 345 001', email: 'Ines@Ejemplo.es' })
    expect(second.contactId).toBe(first.contactId)
    const third = await book('12:00', { name: 'Inés', email: 'ines@ejemplo.es' })
    expect(third.contactId).toBe(first.contactId)
  })

  test('is somebody new where a relative has the phone', async () => {
    const first = await book('10:00', { name: 'Inés Prado', phone: '612345001' })
    const second = await book('11:00', { name: 'Marcos Prado', phone: '612345001' })
    expect(second.contactId).not.toBe(first.contactId)
    const sharing = await inWorkspace(scope, (tx) => findContacts(tx, 'phone', '+34612345001'))
    expect(sharing.map((one) => one.name)).toEqual(['Inés Prado', 'Marcos Prado'])
  })

  test('needs a valid phone and address where they give one, else nothing is written', async () => {
    for (const [person, code] of [
      [{ name: 'Inés', phone: '61234' }, 'booking.phone_invalid'],
      [{ name: 'Inés', phone: '+521234567891' }, 'booking.phone_invalid'],
      [{ name: 'Inés', email: 'ines@' }, 'booking.email_invalid'],
    ] as const) {
      const error = await refusal(book('10:00', person))
      expect(error).toMatchObject({ kind: 'invalid', code })
      expect(error.details?.fields?.[0]?.message).toMatch(/\w/)
    }
    expect(await rows('occupied')).toEqual([])
  })

  test('may be known by id; a stranger’s id books nothing', async () => {
    const { contactId } = await book('10:00')
    expect((await book('11:00', { contactId: contactId! })).contactId).toBe(contactId)
    expect((await refusal(book('12:00', { contactId: service.id }))).code).toBe('contact.not_found')
    expect(await rows('occupied')).toHaveLength(2)
  })

  test('ten first bookings at once make one person', async () => {
    const times = Array.from({ length: 10 }, (_, i) => `${9 + i}:00`.padStart(5, '0'))
    const booked = await Promise.all(times.map((time) => book(time)))
    expect(new Set(booked.map((one) => one.contactId)).size).toBe(1)
    const contact = await inWorkspace(scope, (tx) => getContact(tx, booked[0]!.contactId!))
    expect(contact.name).toBe('Inés Prado')
  })
})

describe('any professional', () => {
  test('is whoever has had fewest, and availability names the same one', async () => {
    const salon = await openSalon(scope, { people: 3, service: { name: 'Peinado' } })
    service = salon.service
    const seen: string[] = []
    for (let i = 0; i < 6; i++) {
      const [slot] = await slotsOn()
      const booked = await book(`${10 + i}:00`)
      expect(booked.staffId).toBe(slot!.staffId)
      clock.advance(60_000)
      seen.push(booked.staffId!)
    }
    const order = salon.staff.map((one) => one.id).sort()
    expect(seen).toEqual([...order, ...order])
  })

  test('the next one takes it when the first is busy; only when all are it is refused', async () => {
    const salon = await openSalon(scope, { people: 3, service: { name: 'Peinado' } })
    service = salon.service
    const booked = [await book('10:00'), await book('10:00'), await book('10:00')]
    expect(new Set(booked.map((one) => one.staffId)).size).toBe(3)
    expect((await refusal(book('10:00'))).code).toBe('booking.slot_taken')
  })

  test('each start comes once', async () => {
    const salon = await openSalon(scope, { people: 3, service: { name: 'Peinado' } })
    service = salon.service
    const starts = await startsOn()
    expect(new Set(starts).size).toBe(starts.length)
    expect(starts).toHaveLength(43)
  })
})

describe('holds', () => {
  test('keep a time for ten minutes, and become the booking without letting go', async () => {
    const hold = await holdSlot(scope, named('10:00'), deps)
    expect(hold.expiresAt).toEqual(new Date('2026-11-24T10:10:00+01:00'))
    expect((await refusal(book('10:00'))).code).toBe('booking.slot_taken')
    const booked = await bookAppointment(scope, { time: { holdId: hold.id }, person: ines }, deps)
    expect(booked).toMatchObject({ id: hold.id, state: 'booked', expiresAt: null })
    clock.advance(11 * 60_000)
    expect((await refusal(book('10:00'))).code).toBe('booking.slot_taken')
    expect((await refusal(bookAppointment(scope, { time: { holdId: hold.id }, person: ines }, deps))).code).toBe(
      'booking.hold_not_found',
    )
  })

  test('that ran out block nobody, are shown to nobody, and the next booking clears them away', async () => {
    const hold = await holdSlot(scope, named('10:00'), deps)
    expect(await startsOn()).not.toContain('09:00')
    clock.advance(10 * 60_000)
    expect(await startsOn()).toContain('09:00')
    expect((await refusal(readAppointment(scope, hold.id))).code).toBe('appointment.not_found')
    expect((await listAppointments(scope, { limit: 50 })).items).toEqual([])
    const late = await refusal(bookAppointment(scope, { time: { holdId: hold.id }, person: ines }, deps))
    expect(late.code).toBe('booking.hold_expired')
    expect(late.details?.alternatives).toHaveLength(3)
    const booked = await book('10:00')
    expect((await rows('appointments')).map((row) => row['id'])).toEqual([booked.id])
  })

  test('can be let go', async () => {
    const hold = await holdSlot(scope, named('10:00'), deps)
    await changeAppointment(scope, hold.id, { state: 'cancelled' }, deps)
    expect((await book('10:00')).state).toBe('booked')
  })
})

describe('the agenda', () => {
  test('is listed by start, page by page, by day, by professional and by state', async () => {
    const other = await openSalon(scope, { service: { name: 'Peinado' } })
    const made = [await book('12:00'), await book('09:00'), await book('10:00')]
    await bookAppointment(
      scope,
      { time: { serviceId: other.service.id, staffId: null, start: '2026-11-26 09:00' }, person: ines },
      deps,
    )
    const first = await listAppointments(scope, { from: DAY, to: DAY, limit: 2 })
    expect(first.items.map((one) => one.id)).toEqual([made[1]!.id, made[2]!.id])
    const second = await listAppointments(scope, { from: DAY, to: DAY, limit: 2, cursor: first.nextCursor! })
    expect(second.items.map((one) => one.id)).toEqual([made[0]!.id])
    expect(second.nextCursor).toBeNull()
    const theirs = await listAppointments(scope, { staffId: other.staff[0]!.id, limit: 50 })
    expect(theirs.items).toHaveLength(1)
    expect((await listAppointments(scope, { state: 'kept', limit: 50 })).items).toEqual([])
    const moment = await listAppointments(scope, { from: at('10:15'), to: at('12:00'), limit: 50 })
    expect(moment.items.map((one) => one.id)).toEqual([made[2]!.id])
  })

  test('asked with what is no day and no cursor says so', async () => {
    expect((await refusal(listAppointments(scope, { from: '2026-13-40', limit: 5 }))).code).toBe(
      'booking.moment_unreadable',
    )
    expect((await refusal(listAppointments(scope, { from: 'mañana', limit: 5 }))).code).toBe(
      'booking.moment_unreadable',
    )
    expect((await refusal(listAppointments(scope, { cursor: 'x', limit: 5 }))).code).toBe('appointments.bad_cursor')
  })

  test('a change of hours binds new bookings at once, those booked stay', async () => {
    const booked = await book('10:00')
    await changeStaff(scope, marta.id, (staff) => ({ ...staff, exceptions: [{ date: DAY, hours: [] }] }))
    expect(await startsOn()).toEqual([])
    expect((await refusal(book('11:00'))).code).toBe('booking.outside_hours')
    expect((await readAppointment(scope, booked.id)).state).toBe('booked')
  })
})
