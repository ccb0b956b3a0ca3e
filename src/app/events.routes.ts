/** Live events for whoever may read what they tell. */
import { z } from 'zod'
import { streamEvents } from '../platform/events/stream.ts'
import type { AccessScope, Api } from '../platform/http/api.ts'

export function eventsRoutes(api: Api): void {
  api.route({
    method: 'GET',
    url: '/api/v1/events',
    config: { access: 'any' },
    schema: {
      tags: ['system'],
      summary: 'Everything that changes in the workspace, as server-sent events',
      produces: ['text/event-stream'],
      description:
        '`event:` is the topic, `data:` `{topic, type, data}`; `event: lost` asks to fetch again. A caller hears the topics that its scopes let it read.',
      querystring: z.strictObject({
        topics: z
          .string()
          .max(200)
          .optional()
          .meta({ description: `Comma-separated, of ${Object.keys(SCOPE_OF_TOPIC).join(', ')}; all when absent` }),
      }),
    },
    handler: (request, reply) => {
      const asked = request.query.topics?.split(',')
      const mine = topicsFor(request.grants)
      return streamEvents(request, reply, asked ? mine.filter((topic) => asked.includes(topic)) : mine)
    },
  })
}

/** What a caller must be allowed to read to hear of it. A topic that is not here is heard by nobody. */
export const SCOPE_OF_TOPIC: Record<string, AccessScope | 'any'> = {
  appointments: 'appointments:read',
  calls: 'calls:read',
  contacts: 'contacts:read',
  'dead-letters': 'admin',
  imports: 'leads:read',
  leads: 'leads:read',
  workspace: 'any',
}

function topicsFor(grants: ReadonlySet<AccessScope>): string[] {
  return Object.entries(SCOPE_OF_TOPIC).flatMap(([topic, scope]) =>
    scope === 'any' || grants.has(scope) ? [topic] : [],
  )
}
