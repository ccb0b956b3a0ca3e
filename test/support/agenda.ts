/** A small salon for tests of the agenda: services and staff who work every day, unless a test says otherwise. */
import { sql } from 'kysely'
import {
  addService,
  addStaff,
  makeOffers,
  type NewService,
  type NewStaff,
  type OfferDeps,
  type Service,
  type Staff,
} from '../../src/domains/appointments/index.ts'
import { inWorkspace } from '../../src/platform/db/database.ts'
import type { Scope } from '../../src/platform/scope.ts'

export const agendaDeps: OfferDeps = { offers: makeOffers('the secret of a test') }

const NINE_TO_EIGHT = [{ opens: 540, closes: 1200 }]

export const salonService = (change: Partial<NewService> = {}): NewService => ({
  name: 'Corte',
  synonyms: [],
  description: '',
  durationMin: 30,
  bufferBeforeMin: 0,
  bufferAfterMin: 0,
  slotStepMin: 15,
  minNoticeMin: 0,
  horizonDays: 60,
  price: null,
  staffIds: [],
  ...change,
})

const salonStaff = (change: Partial<NewStaff> = {}): NewStaff => ({
  name: 'Marta',
  email: null,
  zone: 'Europe/Madrid',
  weeklyHours: {
    mon: NINE_TO_EIGHT,
    tue: NINE_TO_EIGHT,
    wed: NINE_TO_EIGHT,
    thu: NINE_TO_EIGHT,
    fri: NINE_TO_EIGHT,
    sat: NINE_TO_EIGHT,
    sun: NINE_TO_EIGHT,
  },
  exceptions: [],
  serviceIds: [],
  weight: 1,
  ...change,
})

/** One service given by `people` professionals, in the order of their ids. */
export async function openSalon(
  scope: Scope,
  {
    people = 1,
    service = {},
    staff = {},
  }: { people?: number; service?: Partial<NewService>; staff?: Partial<NewStaff> } = {},
): Promise<{ service: Service; staff: Staff[] }> {
  const made = await addService(scope, salonService(service))
  const team: Staff[] = []
  for (let i = 0; i < people; i++)
    team.push(await addStaff(scope, () => salonStaff({ name: `Marta ${i + 1}`, ...staff, serviceIds: [made.id] })))
  return { service: { ...made, staffIds: team.map((one) => one.id) }, staff: team }
}

/** What must never be, told in SQL by plain comparison of what is stored: all of it 0. */
export async function agendaFaults(scope: Scope): Promise<Record<string, number>> {
  return inWorkspace(scope, async (tx) => {
    const { rows } = await sql<Record<string, number>>`
      with standing as (
        select * from appointments where desk = 'own' and state <> 'cancelled'
      )
      select
        (select count(*)::int from occupied a join occupied b
          on b.resource_id = a.resource_id and b.session_id > a.session_id
          where a.starts_at < b.ends_at and b.starts_at < a.ends_at) as "sharedResources",
        (select count(*)::int from standing a join standing b on b.staff_id = a.staff_id and b.id > a.id
          where a.starts_at < b.ends_at and b.starts_at < a.ends_at) as "sharedStaff",
        (select count(*)::int from standing a where not exists (select from occupied o
          where o.session_id = a.id and o.resource_id = a.staff_id
            and o.starts_at <= a.starts_at and o.ends_at >= a.ends_at
            and o.expires_at is not distinct from a.expires_at)) as "withoutPlace",
        (select count(*)::int from occupied o where not exists (select from standing a where a.id = o.session_id))
          as "placeForNothing"`.execute(tx)
    return rows[0]!
  })
}
