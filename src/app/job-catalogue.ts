/** Every job of the product, and when what comes round by itself is due. */
import { type Catalogue, makeCatalogue } from '../platform/queue/catalogue.ts'
import type { JobDefinition } from '../platform/queue/job.ts'
import type { TimetableLine } from '../platform/queue/timetable.ts'
import type { Adapters } from './adapters.ts'
import type { Product } from './product.ts'

export const timetable: readonly TimetableLine[] = []

export function makeJobCatalogue(_product: Product, _adapters: Adapters): Catalogue {
  const jobs: JobDefinition[] = []
  return makeCatalogue(
    jobs,
    timetable.map((line) => line.job),
  )
}
