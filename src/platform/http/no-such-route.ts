/** What is answered where no route is: 405 with the methods there are, else 404. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../kernel/errors.ts'
import type { Api } from './api.ts'
import type { Translate } from './messages.ts'
import { errorReply, replyWithError } from './reply-error.ts'

/** Call before the routes are registered, so that it hears of them all. */
export function answerNoSuchRoute(
  api: Api,
  translate: Translate,
  elsewhere: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined = () => undefined,
): void {
  const known: { address: RegExp; methods: string[] }[] = []
  api.addHook('onRoute', ({ url, method }) => {
    known.push({ address: addressOf(url), methods: [method].flat() })
  })
  api.setNotFoundHandler((request, reply) => {
    const page = elsewhere(request, reply)
    if (page) return page
    const [address = '/'] = request.url.split('?')
    const methods = known.filter((route) => route.address.test(address)).flatMap((route) => route.methods)
    if (methods.length === 0)
      return replyWithError(new AppError('not_found', 'route.not_found'), request, reply, translate)
    return reply
      .code(405)
      .header('allow', [...new Set(methods)].sort().join(', '))
      .send(errorReply(new AppError('invalid', 'route.method_not_allowed'), request.locale, translate))
  })
}

/** `/leads/:id` as the router reads it, with and without the final slash. */
function addressOf(pattern: string): RegExp {
  const escaped = pattern.replace(/\/$/, '').replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+').replace(/\*/g, '.*')}/?$`)
}
