/** Any thrown thing as the contract's error body; nothing of a stack or of SQL passes here. */
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorBody } from '../../../contract/errors.ts'
import { AppError, asAppError, httpStatusOf, invalid, isRetryable } from '../../kernel/errors.ts'
import { databaseError } from '../db/database-error.ts'
import type { Locale } from '../scope.ts'
import type { Translate } from './messages.ts'
import { problemsOf, Unreadable } from './zod-problems.ts'

export function errorReply(error: AppError, locale: Locale, translate: Translate): ErrorBody {
  const message = translate(error.code, locale, error.params)
  return {
    success: false,
    message,
    error: {
      code: error.code,
      message,
      retryable: isRetryable(error.kind),
      ...(error.details ? { details: error.details } : {}),
    },
  }
}

/** Answers what is no HTTP (or comes too slowly, or with too many headers), where no request exists yet, and hangs up. */
export function replyToUnreadable(problem: { code?: string }, socket: Socket, translate: Translate): void {
  if (problem.code === 'ECONNRESET' || socket.destroyed) return
  const status = UNREADABLE_STATUS[problem.code ?? ''] ?? '400 Bad Request'
  const body = JSON.stringify(errorReply(new AppError('invalid', 'request.unreadable'), 'es', translate))
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  socket.destroySoon()
}

const UNREADABLE_STATUS: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/** What Fastify and its plug-ins throw, in our words. */
function fromFastify(error: FastifyError, locale: Locale): AppError | undefined {
  if (error instanceof Unreadable) {
    const fields = problemsOf(error.issues, locale)
    return invalid('request.invalid', {
      details: { fields },
      params: { fields: fields.map((f) => f.field).join(', ') },
    })
  }
  const options = { cause: error, note: error.message }
  if (error.statusCode === 413) return new AppError('too_large', 'request.too_large', options)
  if (error.statusCode === 415) return new AppError('invalid', 'request.media_type', options)
  if (error.code === 'FST_UNDER_PRESSURE')
    return new AppError('unavailable', 'request.overloaded', { ...options, retryAfterS: 5 })
  if (
    error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    error instanceof SyntaxError
  )
    return invalid('request.bad_json', options)
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return invalid('request.unreadable', options)
  return undefined
}

export function replyWithError(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  translate: Translate,
): FastifyReply {
  const locale = request.locale ?? 'es'
  const error =
    thrown instanceof AppError
      ? thrown
      : (fromFastify(thrown as FastifyError, locale) ?? asAppError(databaseError(thrown)))
  const status = request.routeOptions.config.statusOf?.[error.kind] ?? httpStatusOf[error.kind]
  if (status >= 500) request.log.error({ err: error, cause: error.cause }, 'request failed')
  else request.log.debug({ code: error.code }, 'request refused')
  if (error.retryAfterS !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(error.retryAfterS))))
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(errorReply(error, locale, translate))
}
