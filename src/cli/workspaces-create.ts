/** `antesala workspaces create`: a new business, with a key to begin with. */

import { SCOPES } from '../../contract/access.ts'
import { createWorkspace, issueApiKey } from '../domains/workspaces/index.ts'
import type { Locale } from '../platform/scope.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { scopeAt } from './choose-workspace.ts'
import { defineCommand } from './command.ts'

interface Answer {
  workspaceId: string
  apiKey: string
}

export const workspacesCreate = defineCommand<Answer>({
  name: 'workspaces create',
  summary: 'Opens a workspace and issues an API key that may do everything in it. The key is shown this once.',
  takes: ['<name>'],
  options: {
    zone: { type: 'string', placeholder: 'zone', description: 'its time zone (default: Europe/Madrid)' },
    region: {
      type: 'string',
      placeholder: 'country',
      description: 'the country that phones without prefix are read in (default: ES)',
    },
    locale: { type: 'string', placeholder: 'es|en|ca', description: 'its language (default: es)' },
  },
  run: async ({ given, options, product }) => {
    const { zone, region, locale } = options as Record<string, string | undefined>
    if (locale !== undefined && !['es', 'en', 'ca'].includes(locale))
      throw new StartProblem('--locale must be es, en or ca.', { exitCode: 2 })
    if (region !== undefined && !/^[A-Z]{2}$/.test(region))
      throw new StartProblem('--region must be a country in two capitals, such as ES.', { exitCode: 2 })
    const opened = await product()
    const { workspaceId } = await createWorkspace(opened.db, opened.clock, {
      name: given[0]!,
      ...(zone && { zone }),
      ...(region && { region }),
      ...(locale && { locale: locale as Locale }),
    })
    const { key } = await issueApiKey(scopeAt(opened, workspaceId, 'workspaces.create'), {
      name: 'First key',
      scopes: SCOPES,
    })
    return { workspaceId, apiKey: key }
  },
  show: ({ workspaceId, apiKey }) =>
    `Workspace ${workspaceId}\nAPI key   ${apiKey}\nKeep the key now: it is not shown again.`,
})
