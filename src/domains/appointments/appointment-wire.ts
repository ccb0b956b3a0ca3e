/** Our nouns as the contract writes them, and back. */
import type {
  AppointmentWire,
  HoldWire,
  ServiceBody,
  ServicePatch,
  ServiceWire,
  SlotWire,
  StaffBody,
  StaffPatch,
  StaffWire,
} from '../../../contract/appointments.ts'
import { toWire, zoneOffset } from '../../kernel/dates.ts'
import type { ShownAppointment } from './appointment.ts'
import type { OfferedSlot } from './find-slots.ts'
import type { NewService, Service } from './service.ts'
import { type NewStaff, type Staff, toClock, toMinutes, WEEKDAYS, type WeeklyHours, type Window } from './staff.ts'

/** Many slots at once: the offset of each day is looked up once, not twice a slot. */
export function slotsToWire(slots: readonly OfferedSlot[], zone: string): SlotWire[] {
  const write = writerIn(zone)
  return slots.map((slot) => ({
    offer_id: slot.offerId,
    start: write(slot.start),
    end: write(slot.end),
    staff_id: slot.staffId,
  }))
}

const DAY_MS = 86_400_000

/** Writes instants as `toWire` does. A day (of UTC) that begins and ends with one offset has it throughout. */
function writerIn(zone: string): (instant: Date) => string {
  const offsets = new Map<number, number | null>()
  return (instant) => {
    const day = Math.floor(instant.getTime() / DAY_MS)
    let offset = offsets.get(day)
    if (offset === undefined) {
      const [first, last] = [zoneOffset(new Date(day * DAY_MS), zone), zoneOffset(new Date((day + 1) * DAY_MS), zone)]
      offset = first === last ? first : null
      offsets.set(day, offset)
    }
    return offset === null ? toWire(instant, zone) : toWireAt(instant, offset)
  }
}

function toWireAt(instant: Date, offset: number): string {
  const wall = new Date(instant.getTime() + offset).toISOString().slice(0, 19)
  const minutes = Math.abs(offset) / 60_000
  return `${wall}${offset < 0 ? '-' : '+'}${toClock(minutes)}`
}

export const appointmentToWire = ({ zone, ...one }: ShownAppointment): AppointmentWire => ({
  id: one.id,
  state: one.state,
  desk: one.desk,
  start: toWire(one.start, zone),
  end: one.end && toWire(one.end, zone),
  staff_id: one.staffId,
  service_id: one.serviceId,
  lead_id: one.leadId,
  contact: one.contactId === null ? null : { id: one.contactId, name: one.contactName },
  expires_at: one.expiresAt && toWire(one.expiresAt, zone),
  cancel_reason: one.cancelReason,
  created_at: toWire(one.createdAt, zone),
})

/** A hold has a professional, a service and both its ends. */
export const holdToWire = (hold: ShownAppointment): HoldWire => ({
  id: hold.id,
  expires_at: toWire(hold.expiresAt!, hold.zone),
  start: toWire(hold.start, hold.zone),
  end: toWire(hold.end!, hold.zone),
  staff_id: hold.staffId!,
  service_id: hold.serviceId!,
})

export const serviceToWire = (service: Service): ServiceWire => ({
  id: service.id,
  name: service.name,
  synonyms: service.synonyms,
  duration_min: service.durationMin,
  buffer_before_min: service.bufferBeforeMin,
  buffer_after_min: service.bufferAfterMin,
  slot_step_min: service.slotStepMin,
  price: service.price && { amount_minor: service.price.amountMinor, currency: service.price.currency },
  description: service.description,
  min_notice_min: service.minNoticeMin,
  horizon_days: service.horizonDays,
  staff_ids: service.staffIds,
})

export const serviceFromWire = (body: ServiceBody): NewService => ({
  name: body.name,
  synonyms: body.synonyms,
  durationMin: body.duration_min,
  bufferBeforeMin: body.buffer_before_min,
  bufferAfterMin: body.buffer_after_min,
  slotStepMin: body.slot_step_min,
  price: body.price && { amountMinor: body.price.amount_minor, currency: body.price.currency },
  description: body.description,
  minNoticeMin: body.min_notice_min,
  horizonDays: body.horizon_days,
  staffIds: body.staff_ids,
})

/** `patch` laid over what there is. */
export const servicePatched = (service: Service, patch: ServicePatch): NewService =>
  serviceFromWire({ ...withoutId(serviceToWire(service)), ...sent(patch) })

export const staffToWire = (staff: Staff): StaffWire => ({
  id: staff.id,
  name: staff.name,
  email: staff.email,
  zone: staff.zone,
  weekly_hours: Object.fromEntries(
    WEEKDAYS.flatMap((day) => (staff.weeklyHours[day] ? [[day, staff.weeklyHours[day].map(windowToWire)]] : [])),
  ),
  exceptions: staff.exceptions.map((one) => ({ date: one.date, hours: one.hours.map(windowToWire) })),
  service_ids: staff.serviceIds,
  weight: staff.weight,
})

/** `zone` where the body names none. */
export const staffFromWire = (body: StaffBody, zone: string): NewStaff => ({
  name: body.name,
  email: body.email,
  zone: body.zone ?? zone,
  weeklyHours: weekFromWire(body.weekly_hours),
  exceptions: body.exceptions.map((one) => ({ date: one.date, hours: one.hours.map(windowFromWire) })),
  serviceIds: body.service_ids,
  weight: body.weight,
})

/** `patch` laid over what there is; hours and exceptions are replaced whole. */
export const staffPatched = (staff: Staff, patch: StaffPatch): NewStaff =>
  staffFromWire({ ...withoutId(staffToWire(staff)), ...sent(patch) }, staff.zone)

function weekFromWire(week: StaffBody['weekly_hours']): WeeklyHours {
  const hours: WeeklyHours = {}
  for (const day of WEEKDAYS) {
    const windows = week[day]
    if (windows?.length) hours[day] = windows.map(windowFromWire)
  }
  return hours
}

const windowToWire = (window: Window): [string, string] => [toClock(window.opens), toClock(window.closes)]
const windowFromWire = ([opens, closes]: [string, string]): Window => ({
  opens: toMinutes(opens),
  closes: toMinutes(closes),
})

const withoutId = <T extends { id: string }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest

/** What a patch really says: keys that were left out are no `undefined`. */
const sent = <T extends object>(patch: T): { [K in keyof T]-?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never
