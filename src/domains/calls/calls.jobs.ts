/** The queue's doors to calls. */
import { z } from 'zod'
import { briefly, defineJob, type JobDefinition, patiently } from '../../platform/queue/job.ts'
import type { ResultPorts } from '../leads/index.ts'
import { APPLY_RESULT_JOB } from './apply-facts.ts'
import { applyResult } from './apply-result.ts'
import { dialTick } from './dial-tick.ts'
import type { DialerFor } from './dialers/connected-dialer.ts'
import { hearEvent } from './hear-event.ts'
import { PLACE_JOB, placeCall } from './place-call.ts'
import { HEAR_JOB } from './receive-event.ts'
import { reconcileCalls } from './reconcile-calls.ts'
import { TICK_JOB } from './wake-dialer.ts'

export interface CallsJobDeps {
  dialerFor: DialerFor
  results: ResultPorts
}

const RECONCILE_JOB = 'calls.reconcile'

const attempt = z.object({ attemptId: z.uuid() })
const nothing = z.object({})

export const callsJobs = ({ dialerFor, results }: CallsJobDeps): JobDefinition[] => [
  defineJob({
    name: TICK_JOB,
    schema: nothing,
    retry: briefly,
    run: async (scope) => {
      await dialTick(scope)
    },
  }),
  defineJob({
    name: PLACE_JOB,
    schema: attempt,
    retry: briefly,
    run: async (scope, { attemptId }) => {
      await placeCall(scope, attemptId, dialerFor)
    },
  }),
  defineJob({
    name: HEAR_JOB,
    schema: z.object({ deliveryId: z.uuid() }),
    retry: patiently,
    run: (scope, { deliveryId }) => hearEvent(scope, deliveryId, dialerFor),
  }),
  defineJob({
    name: APPLY_RESULT_JOB,
    schema: attempt,
    retry: patiently,
    run: (scope, { attemptId }) => applyResult(scope, attemptId, results),
  }),
  defineJob({
    name: RECONCILE_JOB,
    schema: nothing,
    retry: briefly,
    run: async (scope, _payload, { signal }) => {
      await reconcileCalls(scope, dialerFor, signal)
    },
  }),
]

/** What comes round by itself: the dialer's safety net, and the look after calls that went quiet. */
export const callsTimetable = [
  { job: TICK_JOB, everyS: 15 },
  { job: RECONCILE_JOB, everyS: 5 },
] as const
