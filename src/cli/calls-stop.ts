/** `antesala calls stop`: STOP; after its answer not one new call goes out. */
import { type StoppedRun, stopRun } from '../domains/calls/index.ts'
import { scopeOfCommand, workspaceOption } from './choose-workspace.ts'
import { defineCommand } from './command.ts'

export const callsStop = defineCommand<StoppedRun>({
  name: 'calls stop',
  summary: 'Stops calling. After its answer not one new call goes out; those under way end by themselves.',
  options: workspaceOption,
  run: async (invocation) => stopRun(await scopeOfCommand(invocation, 'calls.stop')),
  show: ({ runId, inFlight }) =>
    `${runId ? `Run ${runId} is stopped` : 'Nothing was running'}; ${inFlight} calls still end by themselves.`,
})
