/** Any country that has no profile of its own yet: hours, objections, gaps and caps of the workspace, nothing national. */
import type { LawProfile } from './law-profile.ts'

export const general: LawProfile = {
  name: 'general',
  asOf: '2026-11-20',
  sources: [],
  note: 'Holds no national rule: have a lawyer say what your country adds before you rely on it.',
  hours: {},
  closedOnHolidays: [],
  consentNeeded: [],
  robinson: [],
}
