/** A small salon for tests of the agenda: services and staff who work every day, unless a test says otherwise. */
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

export const salonStaff = (change: Partial<NewStaff> = {}): NewStaff => ({
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
