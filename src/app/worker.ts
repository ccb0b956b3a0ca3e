/** Consumes the queue and runs the timetable. */

import { startTimetable } from '../platform/queue/timetable.ts'
import { type RunningWorker, startWorker } from '../platform/queue/worker.ts'
import type { Metrics } from '../platform/telemetry/metrics.ts'
import { type JobParts, makeJobCatalogue, timetable } from './job-catalogue.ts'
import type { Product } from './product.ts'

export async function startWork(product: Product, parts: JobParts & { metrics: Metrics }): Promise<RunningWorker> {
  const { db, clock, log } = product
  const worker = await startWorker({
    db,
    clock,
    log,
    catalogue: makeJobCatalogue(parts),
    onTry: (job, outcome) => parts.metrics.jobs.inc({ job, outcome }),
  })
  const comingRound = startTimetable({ db, clock, log, lines: timetable })
  return {
    async stop() {
      await comingRound.stop()
      await worker.stop()
    },
  }
}
