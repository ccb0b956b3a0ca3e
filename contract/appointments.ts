/** The agenda on the wire: services, staff, free times, holds, appointments (contract section 7). */
import { z } from 'zod'
import { weeklyWindows, zoneName } from './workspace.ts'

const id = z.uuid().toLowerCase()
const instant = z.string().meta({ example: '2026-12-01T15:00:00+01:00' })
const day = z.iso.date().meta({ example: '2026-12-01' })
const name = z.string().trim().min(1).max(200)

/** What may be sent as a moment: `YYYY-MM-DD HH:MM` on the workspace's wall, or ISO-8601. */
const wallTime = z.string().min(10).max(40).meta({ example: '2026-12-01 15:00' })

export const idParams = z.strictObject({ id })

/** Beside the header `Idempotency-Key`: the edge reads it from a body too. */
const idempotency_key = z.string().min(1).max(200).optional()

// Services

const price = z.strictObject({
  amount_minor: z.int().min(0).max(1_000_000_000_000).meta({ description: 'Minor units: ARS 5,000 is 500000' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .meta({ example: 'ARS' }),
})

const serviceFields = {
  name: name.meta({ example: 'Corte de Cabello' }),
  synonyms: z.array(name).max(50).meta({ description: 'Other words people use for it' }),
  duration_min: z.int().min(5).max(1440).meta({ example: 30 }),
  buffer_before_min: z.int().min(0).max(480),
  buffer_after_min: z.int().min(0).max(480),
  slot_step_min: z.int().min(5).max(480),
  price: price.nullable(),
  description: z.string().max(5000),
  min_notice_min: z.int().min(0).max(525_600),
  horizon_days: z.int().min(1).max(730),
  staff_ids: z.array(id).max(500),
}

export const serviceBody = z.strictObject({
  ...serviceFields,
  synonyms: serviceFields.synonyms.default([]),
  buffer_before_min: serviceFields.buffer_before_min.default(0),
  buffer_after_min: serviceFields.buffer_after_min.default(0),
  slot_step_min: serviceFields.slot_step_min.default(15),
  price: serviceFields.price.default(null),
  description: serviceFields.description.default(''),
  min_notice_min: serviceFields.min_notice_min.default(0),
  horizon_days: serviceFields.horizon_days.default(60),
  staff_ids: serviceFields.staff_ids.default([]),
  idempotency_key,
})
export type ServiceBody = z.infer<typeof serviceBody>

/** What is left out stays. */
export const servicePatch = z.strictObject(serviceFields).partial()
export type ServicePatch = z.infer<typeof servicePatch>

export const serviceWire = z.object({ id, ...serviceFields, price: z.object(price.shape).nullable() })
export type ServiceWire = z.infer<typeof serviceWire>

// Staff

const dayHours = weeklyWindows.shape.mon.unwrap()

const hoursException = z.strictObject({
  date: day,
  hours: dayHours.meta({ description: 'Empty: does not work that day' }),
})

const staffFields = {
  name: name.meta({ example: 'Carlos Ramirez' }),
  email: z.email().max(254).nullable(),
  zone: zoneName,
  weekly_hours: weeklyWindows.meta({
    example: {
      mon: [
        ['09:00', '14:00'],
        ['16:00', '20:00'],
      ],
    },
  }),
  exceptions: z.array(hoursException).max(1000),
  service_ids: z.array(id).max(500),
  weight: z.int().min(0).max(100).meta({ description: 'Share of bookings that name nobody; 0: only by name' }),
}

export const staffBody = z.strictObject({
  ...staffFields,
  email: staffFields.email.default(null),
  zone: zoneName.optional().meta({ description: "Default: the workspace's" }),
  weekly_hours: staffFields.weekly_hours.default({}),
  exceptions: staffFields.exceptions.default([]),
  service_ids: staffFields.service_ids.default([]),
  weight: staffFields.weight.default(1),
  idempotency_key,
})
export type StaffBody = z.infer<typeof staffBody>

export const staffPatch = z.strictObject(staffFields).partial()
export type StaffPatch = z.infer<typeof staffPatch>

export const staffWire = z.object({
  id,
  ...staffFields,
  email: z.string().nullable(),
  zone: z.string(),
  weekly_hours: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
  exceptions: z.array(z.object({ date: z.string(), hours: z.array(z.tuple([z.string(), z.string()])) })),
})
export type StaffWire = z.infer<typeof staffWire>

// Free times and holds

export const availabilityQuery = z.strictObject({
  service_id: id,
  staff_id: z.union([z.literal('any'), id]).default('any'),
  from: day,
  to: day.meta({ description: 'Included; at most 60 days from `from`' }),
})

const slotWire = z.object({
  offer_id: z.string().meta({ description: 'Books this time for 24 hours, as long as it is free' }),
  start: instant,
  end: instant,
  staff_id: id,
})
export type SlotWire = z.infer<typeof slotWire>

export const availabilityWire = z.object({ slots: z.array(slotWire) })

const wish = {
  offer_id: z.string().max(200).optional(),
  service_id: id.optional(),
  staff_id: id.optional().meta({ description: 'Left out: whoever fair share would take' }),
  start: wallTime.optional(),
}

export const holdBody = z.strictObject({ ...wish, idempotency_key })
export const holdWire = z.object({
  id,
  expires_at: instant,
  start: instant,
  end: instant,
  staff_id: id,
  service_id: id,
})

export type HoldWire = z.infer<typeof holdWire>

// Appointments

export const APPOINTMENT_STATES = ['held', 'pending', 'booked', 'confirmed', 'kept', 'no_show', 'cancelled'] as const

export const appointmentBody = z.strictObject({
  ...wish,
  hold_id: id.optional(),
  contact: z
    .strictObject({
      name,
      email: z.string().max(254).optional(),
      phone: z.string().max(40).optional(),
    })
    .optional(),
  contact_id: id.optional(),
  idempotency_key,
})
export type AppointmentBody = z.input<typeof appointmentBody>

export const appointmentPatch = z.strictObject({
  start: wallTime.optional(),
  staff_id: id.optional(),
  state: z.enum(['booked', 'confirmed', 'kept', 'no_show', 'cancelled']).optional(),
})
export type AppointmentPatch = z.infer<typeof appointmentPatch>

export const appointmentsQuery = z.strictObject({
  from: z.string().max(40).optional().meta({ description: 'A date (included) or a moment', example: '2026-12-01' }),
  to: z.string().max(40).optional().meta({ description: 'A date (included) or a moment', example: '2026-12-07' }),
  staff_id: id.optional(),
  contact_id: id.optional(),
  lead_id: id.optional(),
  state: z.enum(APPOINTMENT_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(200).optional(),
})

export const appointmentWire = z.object({
  id,
  state: z.enum(APPOINTMENT_STATES),
  desk: z
    .enum(['own', 'external'])
    .meta({ description: "`external`: in somebody else's agenda; only its start is known" }),
  start: instant,
  end: instant.nullable(),
  staff_id: id.nullable(),
  service_id: id.nullable(),
  lead_id: id.nullable(),
  contact: z.object({ id, name: z.string().nullable() }).nullable(),
  expires_at: instant.nullable().meta({ description: 'When a hold ends by itself' }),
  cancel_reason: z.string().nullable(),
  created_at: instant,
})
export type AppointmentWire = z.infer<typeof appointmentWire>

export const appointmentsWire = z.object({ items: z.array(appointmentWire), nextCursor: z.string().nullable() })
