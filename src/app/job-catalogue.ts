/** Every job of the product, and when what comes round by itself is due. */
import { callsJobs, callsTimetable } from '../domains/calls/calls.jobs.ts'
import { importsJobs } from '../domains/leads/imports.jobs.ts'
import { workspacesJobs } from '../domains/workspaces/workspaces.jobs.ts'
import type { Auth } from '../platform/auth/auth.ts'
import { type Catalogue, makeCatalogue } from '../platform/queue/catalogue.ts'
import type { JobDefinition } from '../platform/queue/job.ts'
import type { TimetableLine } from '../platform/queue/timetable.ts'
import type { Adapters } from './adapters.ts'

export const timetable: readonly TimetableLine[] = [...callsTimetable]

export interface JobParts {
  adapters: Adapters
  signIn: Auth
  /** Where people find the console. */
  consoleUrl(): string
}

export function makeJobCatalogue({ adapters, signIn, consoleUrl }: JobParts): Catalogue {
  const jobs: JobDefinition[] = [
    ...workspacesJobs({ mailer: adapters.mailer, auth: signIn, consoleUrl }),
    ...importsJobs(),
    ...callsJobs({ dialerFor: adapters.dialerFor, results: { appointments: adapters.externalAppointments } }),
  ]
  return makeCatalogue(
    jobs,
    timetable.map((line) => line.job),
  )
}
