/** All jobs by name. Boot refuses a name that is used twice; a job that nobody handles becomes a dead letter. */
import type { JobDefinition } from './job.ts'

export type Catalogue = ReadonlyMap<string, JobDefinition>

/** Throws when two definitions share a name, or when one of `expected` (the timetable's, the announcements') has none. */
export function makeCatalogue(jobs: readonly JobDefinition[], expected: readonly string[] = []): Catalogue {
  const catalogue = new Map<string, JobDefinition>()
  for (const job of jobs) {
    if (catalogue.has(job.name)) throw new Error(`Two jobs are called ${job.name}: rename one`)
    if (typeof job.run !== 'function') throw new Error(`The job ${job.name} has no handler`)
    catalogue.set(job.name, job)
  }
  const missing = expected.filter((name) => !catalogue.has(name))
  if (missing.length) throw new Error(`Nobody handles these jobs: ${missing.join(', ')}`)
  return catalogue
}
