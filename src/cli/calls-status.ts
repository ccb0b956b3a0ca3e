/** `antesala calls status`: how the calls are going, as the API tells it. */
import type { CallsStatusWire } from '../../contract/calls.ts'
import { productTranslate } from '../app/messages.ts'
import { runStatus, showStatus } from '../domains/calls/index.ts'
import { getWorkspace } from '../domains/workspaces/index.ts'
import { inWorkspace } from '../platform/db/database.ts'
import { scopeOfCommand, workspaceOption } from './choose-workspace.ts'
import { defineCommand } from './command.ts'

export const callsStatus = defineCommand<CallsStatusWire>({
  name: 'calls status',
  summary: 'Says how the calls are going: the run that is on, or the last one.',
  options: workspaceOption,
  run: async (invocation) => {
    const scope = await scopeOfCommand(invocation, 'calls.status')
    const { zone } = await inWorkspace(scope, (tx) => getWorkspace(tx, scope))
    const translate = productTranslate()
    return showStatus(await runStatus(scope), zone, (code, params) => translate(code, 'en', params))
  },
  show: (status) => {
    if (!status.run_id) return 'Nobody was called yet.'
    const counts = Object.entries(status.counts).map(([state, count]) => `${count} ${state}`)
    return [
      `Run ${status.run_id}: ${status.state}, ${Math.round(status.progress * 100)} % done.`,
      `  ${status.active} calls under way (at most ${status.max_concurrent_calls}), ${status.queued} people wait${counts.length > 0 ? `; ${counts.join(', ')}` : ''}.`,
      ...(status.held ? [`  Waits until ${status.held.until}: ${status.held.message}`] : []),
    ].join('\n')
  },
})
