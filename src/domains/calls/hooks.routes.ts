/** HTTP: where the vendor's webhooks arrive. Answered as soon as they are stored. */
import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import type { Scope } from '../../platform/scope.ts'
import { MAX_BODY_BYTES } from '../intake/index.ts'
import { receiveEvent } from './receive-event.ts'

export interface CallHooksDeps {
  db: Scope['db']
  clock: Scope['clock']
}

const received = z.object({ success: z.literal(true), delivery_id: z.string(), duplicate: z.boolean() })

export function callHooksRoutes(api: Api, { db, clock }: CallHooksDeps): void {
  // A room of its own: here a body is kept as it came, whatever it says it is.
  api.register(async (room: Api) => {
    room.removeAllContentTypeParsers()
    room.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

    room.route({
      method: 'POST',
      url: '/hooks/pearl/:token',
      bodyLimit: MAX_BODY_BYTES,
      config: { access: 'hook' },
      schema: {
        tags: ['hooks'],
        summary: "The vendor's call and lead webhooks; the token in the path, or a bearer, says whose",
        params: z.object({ token: z.string().max(500) }),
        response: { 200: received },
      },
      handler: async (request) => {
        const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
        const { deliveryId, duplicate } = await receiveEvent(
          { db, clock, log: request.log as Scope['log'], locale: request.locale },
          {
            tokens: [request.params.token, ...(bearer ? [bearer] : [])],
            headers: request.headers,
            body: typeof request.body === 'string' ? request.body : '',
          },
        )
        return { success: true as const, delivery_id: deliveryId, duplicate }
      },
    })
  })
}
