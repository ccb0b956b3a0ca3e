/** The demo's agenda: a hair salon and a dental clinic under one roof, who works there, and some who came or will come. */
import {
  addService,
  addStaff,
  bookAppointment,
  changeAppointment,
  findSlots,
  listAppointments,
  listServices,
  listStaff,
  type NewService,
  type OfferDeps,
} from '../../domains/appointments/index.ts'
import { addDays, instantToWall, wallToInstant } from '../../kernel/dates.ts'
import type { Scope } from '../../platform/scope.ts'

const ZONE = 'Europe/Madrid'

type Sample = Partial<NewService> & Pick<NewService, 'name' | 'durationMin'> & { price: NewService['price'] }

const ars = (major: number) => ({ amountMinor: major * 100, currency: 'ARS' })
const eur = (major: number) => ({ amountMinor: major * 100, currency: 'EUR' })

const salon: Sample[] = [
  {
    name: 'Corte de Cabello',
    durationMin: 30,
    price: ars(5_000),
    synonyms: ['corte', 'corte de pelo', 'cortarme el pelo', 'haircut', 'tallar els cabells'],
    description: 'Lavado, corte y peinado rápido.',
  },
  {
    name: 'Coloración',
    durationMin: 90,
    bufferAfterMin: 15,
    price: ars(18_000),
    synonyms: ['color', 'tinte', 'teñirme', 'mechas'],
    description: 'Color completo o mechas, con lavado y secado.',
  },
  {
    name: 'Arreglo de barba',
    durationMin: 20,
    slotStepMin: 10,
    price: ars(3_500),
    synonyms: ['barba', 'afeitado'],
    description: 'Recorte y perfilado con navaja.',
  },
  {
    name: 'Peinado de fiesta',
    durationMin: 60,
    minNoticeMin: 120,
    price: ars(9_000),
    synonyms: ['recogido', 'peinado'],
    description: 'Recogidos y ondas para una ocasión.',
  },
]

const clinic: Sample[] = [
  {
    name: 'Primera visita dental',
    durationMin: 30,
    price: eur(0),
    synonyms: ['revisión', 'primera visita', 'valoración', 'check-up'],
    description: 'Exploración, radiografía y presupuesto sin compromiso.',
  },
  {
    name: 'Limpieza dental',
    durationMin: 45,
    bufferAfterMin: 15,
    price: eur(45),
    synonyms: ['limpieza', 'higiene', 'higiene dental', 'cleaning', 'neteja'],
    description: 'Higiene completa con ultrasonidos y pulido.',
  },
  {
    name: 'Empaste',
    durationMin: 45,
    bufferAfterMin: 15,
    price: eur(60),
    synonyms: ['caries', 'obturación', 'filling'],
    description: 'Obturación de una pieza con resina.',
  },
  {
    name: 'Estudio de ortodoncia',
    durationMin: 60,
    minNoticeMin: 1_440,
    price: eur(30),
    synonyms: ['ortodoncia', 'brackets', 'alineadores'],
    description: 'Moldes, fotografías y plan de tratamiento.',
  },
]

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Day = (typeof DAYS)[number]

/** `hours(['mon'], [9, 14], [16, 20])`: from nine to two and from four to eight, on Mondays. */
const hours = (days: readonly Day[], ...windows: [from: number, until: number][]) =>
  Object.fromEntries(
    days.map((day) => [day, windows.map(([from, until]) => ({ opens: from * 60, closes: until * 60 }))]),
  )

const WORKDAYS = DAYS.slice(0, 5)

const team = [
  { name: 'Carlos Ramirez', weeklyHours: hours(DAYS, [9, 20]), gives: salon, weight: 2 },
  { name: 'Noa Vilaró', weeklyHours: hours(DAYS.slice(1, 6), [10, 14], [16, 20]), gives: salon, weight: 1 },
  { name: 'Bruno Arteta', weeklyHours: hours(DAYS.slice(3, 6), [12, 20]), gives: salon.slice(0, 3), weight: 1 },
  { name: 'Dra. Mencía Olalla', weeklyHours: hours(WORKDAYS, [9, 14]), gives: clinic, weight: 1 },
  { name: 'Dr. Teo Balsells', weeklyHours: hours(WORKDAYS, [15, 20]), gives: clinic, weight: 1 },
  {
    name: 'Aura Pedrosa',
    weeklyHours: { ...hours(WORKDAYS, [9, 14], [16, 19]), ...hours(['sat'], [10, 14]) },
    gives: clinic.slice(0, 2),
    weight: 1,
  },
]

/** Makes what is missing, by name; what somebody changed stays as they left it. */
export async function seedAgenda(scope: Scope): Promise<void> {
  const services = new Map((await listServices(scope)).map((one) => [one.name, one]))
  for (const sample of [...salon, ...clinic])
    if (!services.has(sample.name)) services.set(sample.name, await addService(scope, whole(sample)))
  const known = new Set((await listStaff(scope)).map((one) => one.name))
  for (const { name, weeklyHours, gives, weight } of team) {
    if (known.has(name)) continue
    const serviceIds = gives.map((sample) => services.get(sample.name)!.id)
    await addStaff(scope, () => ({ name, email: null, zone: ZONE, weeklyHours, exceptions: [], serviceIds, weight }))
  }
}

const whole = (sample: Sample): NewService => ({
  synonyms: [],
  description: '',
  bufferBeforeMin: 0,
  bufferAfterMin: 0,
  slotStepMin: 15,
  minNoticeMin: 0,
  horizonDays: 60,
  staffIds: [],
  ...sample,
})

type Outcome = 'confirmed' | 'kept' | 'no_show' | 'cancelled'
/** Days from today, the hour from which on, and what became of it. */
type Visit = [day: number, service: string, staff: string, time: string, ...became: Outcome[]]

const CARLOS = 'Carlos Ramirez'

/** All with Carlos, who works every day: whatever today is, these days were open. */
const past: Visit[] = [
  [-6, 'Corte de Cabello', CARLOS, '10:00', 'kept'],
  [-6, 'Coloración', CARLOS, '12:00', 'confirmed', 'kept'],
  [-5, 'Corte de Cabello', CARLOS, '09:30', 'no_show'],
  [-4, 'Arreglo de barba', CARLOS, '18:00', 'kept'],
  [-3, 'Corte de Cabello', CARLOS, '11:00', 'kept'],
  [-3, 'Coloración', CARLOS, '16:00', 'cancelled'],
  [-2, 'Peinado de fiesta', CARLOS, '17:00', 'confirmed', 'kept'],
  [-1, 'Corte de Cabello', CARLOS, '09:00', 'kept'],
  [-1, 'Arreglo de barba', CARLOS, '13:00', 'no_show'],
]

/** Today's, booked days ago; what has not begun yet still waits for its outcome. */
const todays: Visit[] = [
  [0, 'Corte de Cabello', CARLOS, '09:30', 'confirmed', 'kept'],
  [0, 'Arreglo de barba', CARLOS, '11:00', 'no_show'],
  [0, 'Coloración', CARLOS, '12:30', 'kept'],
  [0, 'Corte de Cabello', CARLOS, '16:30', 'confirmed', 'kept'],
  [0, 'Corte de Cabello', CARLOS, '19:00'],
]

/** At the first free time from then on: on a day off it is the next day they work. */
const coming: Visit[] = [
  [1, 'Corte de Cabello', CARLOS, '10:00', 'confirmed'],
  [1, 'Limpieza dental', 'Dra. Mencía Olalla', '09:30'],
  [1, 'Primera visita dental', 'Dr. Teo Balsells', '16:00', 'confirmed'],
  [1, 'Corte de Cabello', 'Noa Vilaró', '17:00'],
  [2, 'Coloración', 'Noa Vilaró', '10:30'],
  [2, 'Corte de Cabello', CARLOS, '13:00'],
  [2, 'Primera visita dental', 'Aura Pedrosa', '12:00', 'confirmed'],
  [2, 'Empaste', 'Dr. Teo Balsells', '17:30'],
  [3, 'Arreglo de barba', 'Bruno Arteta', '12:30'],
  [3, 'Limpieza dental', 'Aura Pedrosa', '10:00'],
  [3, 'Peinado de fiesta', CARLOS, '18:00', 'cancelled'],
  [4, 'Corte de Cabello', 'Bruno Arteta', '13:00'],
  [4, 'Estudio de ortodoncia', 'Dra. Mencía Olalla', '11:00'],
  [5, 'Corte de Cabello', CARLOS, '19:00'],
  [6, 'Empaste', 'Dra. Mencía Olalla', '12:00'],
  [6, 'Coloración', CARLOS, '10:00'],
]

/**
 * Some of `contactIds` came or will come. What is past was booked by a clock that stood two days before it: the same use
 * cases, the same rules. Does nothing where the agenda has an appointment already.
 */
export async function seedAppointments(scope: Scope, contactIds: readonly string[], deps: OfferDeps): Promise<void> {
  if (contactIds.length === 0 || (await listAppointments(scope, { limit: 1 })).items.length > 0) return
  const idsOf = (list: readonly { id: string; name: string }[]) => new Map(list.map((one) => [one.name, one.id]))
  const [services, staff] = [idsOf(await listServices(scope)), idsOf(await listStaff(scope))]
  for (const [index, visit] of [...past, ...todays, ...coming].entries()) {
    const [serviceId, staffId] = [services.get(visit[1]), staff.get(visit[2])]
    // Somebody renamed or removed them: then this visit has no place.
    if (!serviceId || !staffId) continue
    await seedVisit(scope, visit, { serviceId, staffId, contactId: contactIds[index % contactIds.length]! }, deps)
  }
}

async function seedVisit(
  scope: Scope,
  [day, , , time, ...became]: Visit,
  who: { serviceId: string; staffId: string; contactId: string },
  deps: OfferDeps,
): Promise<void> {
  const today = instantToWall(scope.clock.now(), ZONE).date
  const from = addDays(today, day)
  const wished = wallToInstant({ date: from, time }, ZONE)
  const standing = (instant: Date): Scope => ({ ...scope, clock: { ...scope.clock, now: () => instant } })
  const booking = day <= 0 ? standing(new Date(wished.getTime() - 2 * DAY_MS)) : scope

  const search = { serviceId: who.serviceId, staffId: who.staffId, from, to: addDays(from, 7) }
  const { slots } = await findSlots(booking, search, deps)
  const slot = slots.find((one) => one.start >= wished)
  if (!slot) return
  const wish = { time: { offerId: slot.offerId }, person: { contactId: who.contactId } }
  const { id } = await bookAppointment(booking, wish, deps)
  for (const state of became) {
    const seen = state === 'kept' || state === 'no_show' ? slot.end : new Date(slot.start.getTime() - DAY_MS)
    if (day === 0 && seen > scope.clock.now()) continue
    await changeAppointment(day <= 0 ? standing(seen) : scope, id, { state }, deps)
  }
}

const DAY_MS = 86_400_000
