/** `antesala calls start`: START, for those who are selected for calling. */
import { makeAdapters } from '../app/adapters.ts'
import { type StartedRun, startRun } from '../domains/calls/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { scopeOfCommand, workspaceOption } from './choose-workspace.ts'
import { defineCommand } from './command.ts'

export const callsStart = defineCommand<StartedRun>({
  name: 'calls start',
  summary: 'Starts calling the leads that are selected for it. The calls are made by the running server (npm start).',
  options: {
    ...workspaceOption,
    outbound: {
      type: 'string',
      placeholder: 'id',
      description: "the vendor's campaign (default: the one of the settings)",
    },
    cap: { type: 'string', placeholder: 'n', description: 'how many calls at once (default: the one of the settings)' },
  },
  run: async (invocation) => {
    const { outbound, cap } = invocation.options as Record<string, string | undefined>
    const maxConcurrent = cap === undefined ? undefined : Number(cap)
    if (maxConcurrent !== undefined && (!Number.isInteger(maxConcurrent) || maxConcurrent < 1))
      throw new StartProblem('--cap must be a number from 1 on.', { exitCode: 2 })
    const scope = await scopeOfCommand(invocation, 'calls.start')
    const { dialerFor } = makeAdapters(await invocation.product())
    return startRun(
      scope,
      { ...(outbound && { outboundId: outbound }), ...(maxConcurrent && { maxConcurrent }) },
      dialerFor,
    )
  },
  show: ({ runId, selected, maxConcurrent, blocked }) =>
    [
      `Run ${runId}: ${selected} people, at most ${maxConcurrent} calls at once.`,
      ...blocked.map(({ reason, count }) => `  ${count} not now: ${reason}`),
    ].join('\n'),
})
