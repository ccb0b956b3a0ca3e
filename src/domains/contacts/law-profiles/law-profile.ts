/** What a country's law says about contacting people, as data: a profile can only narrow what a workspace allows itself. */
import type { WeeklyWindows } from '../../../../contract/workspace.ts'
import type { Caller, Purpose } from '../contact.ts'

export interface LawProfile {
  name: string
  /** ISO date on which the sources were last read. */
  asOf: string
  sources: { title: string; about: string }[]
  note: string
  /** Windows by purpose, in the person's own zone; a purpose that is not named has none of the law's. */
  hours: Partial<Record<Purpose, WeeklyWindows>>
  /** Purposes that holidays are closed for. */
  closedOnHolidays: Purpose[]
  /** Where contacting needs consent recorded beforehand. */
  consentNeeded: { purpose: Purpose; caller: Caller }[]
  /** Purposes for which the advertising exclusion list (Robinson) counts; recorded consent beats it. */
  robinson: Purpose[]
}
