/** The queue's side of imports. */
import { z } from 'zod'
import { inWorkspace } from '../../platform/db/database.ts'
import { defineJob, enqueue, type JobDefinition, patiently } from '../../platform/queue/job.ts'
import { runImport } from './run-import.ts'
import { RUN_IMPORT } from './steer-import.ts'

export const importsJobs = (): JobDefinition[] => [
  defineJob({
    name: RUN_IMPORT,
    schema: z.strictObject({ importId: z.uuid() }),
    retry: patiently,
    async run(scope, { importId }, { signal }) {
      const end = await runImport(scope, importId, { signal })
      // The process is going down: another one, or the next start, goes on from the block that was reached.
      if (end === 'interrupted') {
        await inWorkspace(scope, (tx) => enqueue(tx, RUN_IMPORT, { importId }, { key: `import:${importId}` }))
      }
    },
  }),
]
