/** Row types of this domain, as migration 0008 made them. */
import type { ColumnType } from 'kysely'
import type { AppointmentState, Desk } from './appointment.ts'

type WrittenOnce<T> = ColumnType<T, T, never>
/** pg hands bigint over as text. */
type BigInteger = ColumnType<string | null, number | null, number | null>

interface ServicesTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  name: string
  name_folded: string
  synonyms: string[]
  description: string
  duration_min: number
  buffer_before_min: number
  buffer_after_min: number
  slot_step_min: number
  min_notice_min: number
  horizon_days: number
  price_minor: BigInteger
  currency: string | null
  created_at: WrittenOnce<Date>
  updated_at: Date
  archived_at: ColumnType<Date | null, never, Date>
}

interface ResourcesTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  kind: WrittenOnce<'staff'>
}

interface StaffTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  name: string
  email: string | null
  zone: string
  weight: number
  created_at: WrittenOnce<Date>
  updated_at: Date
  archived_at: ColumnType<Date | null, never, Date>
}

interface StaffHoursTable {
  workspace_id: WrittenOnce<string>
  staff_id: WrittenOnce<string>
  weekday: number
  opens_min: number
  closes_min: number
}

interface StaffExceptionsTable {
  workspace_id: WrittenOnce<string>
  staff_id: WrittenOnce<string>
  /** Read as text with `::text`: a day has no zone. */
  day: ColumnType<never, string, string>
  hours: ColumnType<[number, number][], string, string>
}

interface ServiceStaffTable {
  workspace_id: WrittenOnce<string>
  service_id: WrittenOnce<string>
  staff_id: WrittenOnce<string>
}

interface AppointmentsTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  desk: WrittenOnce<Desk>
  state: AppointmentState
  contact_id: string | null
  lead_id: string | null
  service_id: string | null
  staff_id: string | null
  starts_at: Date
  ends_at: Date | null
  expires_at: Date | null
  cancel_reason: ColumnType<string | null, string | null | undefined, string | null>
  created_at: WrittenOnce<Date>
  updated_at: Date
}

interface OccupiedTable {
  workspace_id: WrittenOnce<string>
  session_id: WrittenOnce<string>
  resource_id: WrittenOnce<string>
  starts_at: Date
  ends_at: Date
  expires_at: Date | null
}

export interface AppointmentTables {
  services: ServicesTable
  resources: ResourcesTable
  staff: StaffTable
  staff_hours: StaffHoursTable
  staff_exceptions: StaffExceptionsTable
  service_staff: ServiceStaffTable
  appointments: AppointmentsTable
  occupied: OccupiedTable
}
