/** Work that ran out of tries: read, and promised again. */
import { z } from 'zod'
import { deadLetterList, type deadLetterWire } from '../../contract/system.ts'
import { getWorkspace } from '../domains/workspaces/index.ts'
import { toWire } from '../kernel/dates.ts'
import { inWorkspace } from '../platform/db/database.ts'
import type { Api, ApiRequest } from '../platform/http/api.ts'
import type { Translate } from '../platform/http/messages.ts'
import { type DeadLetter, listDeadLetters, replayDeadLetter } from '../platform/queue/dead-letters.ts'

export function deadLettersRoutes(api: Api, { translate }: { translate: Translate }): void {
  api.route({
    method: 'GET',
    url: '/api/v1/dead-letters',
    config: { access: 'admin' },
    schema: {
      tags: ['system'],
      summary: 'Work that ran out of tries, newest first',
      querystring: z.strictObject({
        open: z.enum(['true', 'false']).default('true').meta({ description: '`false` shows the replayed ones too' }),
        limit: z.coerce.number().int().min(1).max(500).default(50),
        cursor: z.uuid().optional(),
      }),
      response: { 200: deadLetterList },
    },
    handler: async (request) => {
      const { open, limit, cursor } = request.query
      const page = await listDeadLetters(request.scope, { open: open === 'true', limit, cursor })
      const { zone } = await inWorkspace(request.scope, (tx) => getWorkspace(tx, request.scope))
      return {
        items: page.items.map((letter) => onWire(letter, zone, request, translate)),
        nextCursor: page.nextCursor,
      }
    },
  })

  api.route({
    method: 'POST',
    url: '/api/v1/dead-letters/:id/replay',
    config: { access: 'admin' },
    schema: {
      tags: ['system'],
      summary: 'Tries the work again, as a new job',
      params: z.object({ id: z.uuid() }),
      response: { 202: z.object({ job: z.string() }) },
    },
    handler: async (request, reply) => reply.code(202).send(await replayDeadLetter(request.scope, request.params.id)),
  })
}

function onWire(
  letter: DeadLetter,
  zone: string,
  request: ApiRequest,
  translate: Translate,
): z.infer<typeof deadLetterWire> {
  return {
    id: letter.id,
    job: letter.job,
    payload: letter.payload,
    error: {
      code: letter.errorCode,
      kind: letter.errorKind,
      message: translate(letter.errorCode, request.locale, letter.errorParams),
    },
    attempts: letter.attempts,
    died_at: toWire(letter.diedAt, zone),
    replayed_at: letter.replayedAt ? toWire(letter.replayedAt, zone) : null,
  }
}
