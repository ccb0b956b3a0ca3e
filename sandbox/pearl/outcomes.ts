/** How a call to a number ends: as scripted, else by the last digits of the phone, else a talk that ends completed. */
import { z } from 'zod'
import { CALL_STATUS, CONVERSATION_STATUS } from '../../src/integrations/pearl/wire.ts'
import { digitsOf, type PearlWorld } from './world.ts'

const collectedInfoSchema = z.union([
  z.array(z.strictObject({ id: z.string(), name: z.string().optional(), value: z.unknown() })),
  // `{horaRellamada: '2026-12-01 10:00'}` is the same in short.
  z.record(z.string(), z.unknown()).transform((info) => Object.entries(info).map(([id, value]) => ({ id, value }))),
])

const outcomeSchema = z.strictObject({
  status: z.number().int(),
  conversationStatus: z.number().int(),
  collectedInfo: collectedInfoSchema.optional(),
  summary: z.string().optional(),
  tags: z.array(z.string()).optional(),
  /** Seconds of talk as reported; by default what the call took. */
  duration: z.number().int().nonnegative().optional(),
  sentiment: z.number().int().optional(),
  /** How long this call takes, instead of `call_ms`. */
  call_ms: z.number().int().nonnegative().optional(),
})
export type Outcome = z.output<typeof outcomeSchema>

export const scriptSchema = z.array(
  z.strictObject({ vendor: z.literal('pearl'), phone: z.string().min(1), outcomes: z.array(outcomeSchema).min(1) }),
)

/** By the last four digits. Contract, section 9, and the vendor sheet, 1.9. */
const BY_LAST_DIGITS: Record<string, Outcome> = {
  // Undocumented, seen in production, never explained: such a call never reports an end.
  '0002': { status: CALL_STATUS.Queued, conversationStatus: CONVERSATION_STATUS.InCallQueue },
  '0005': { status: CALL_STATUS.Busy, conversationStatus: CONVERSATION_STATUS.NeedRetry },
  '0006': { status: CALL_STATUS.Failed, conversationStatus: CONVERSATION_STATUS.Error },
  '0007': { status: CALL_STATUS.NoAnswer, conversationStatus: CONVERSATION_STATUS.Unreachable },
  '0008': { status: CALL_STATUS.Canceled, conversationStatus: CONVERSATION_STATUS.Error },
  '0010': { status: CALL_STATUS.NoAnswer, conversationStatus: CONVERSATION_STATUS.NeedRetry },
  // The machine picked up, so telephony is content: 4 alone is no success.
  '0070': {
    status: CALL_STATUS.Completed,
    conversationStatus: CONVERSATION_STATUS.VoiceMailLeft,
    collectedInfo: [{ id: 'buzon', value: true }],
  },
  '0110': {
    status: CALL_STATUS.Completed,
    conversationStatus: CONVERSATION_STATUS.NotSuccessful,
    summary: 'No le interesa: ya tiene dentista.',
    tags: ['no interesado'],
    sentiment: 2,
    collectedInfo: [
      { id: 'noInteresado', value: true },
      { id: 'codigoNoInteres', value: ['otros'] },
    ],
  },
  '0130': { status: CALL_STATUS.Completed, conversationStatus: CONVERSATION_STATUS.Completed },
  '0150': { status: CALL_STATUS.NoAnswer, conversationStatus: CONVERSATION_STATUS.Unreachable },
  '0220': { status: CALL_STATUS.Canceled, conversationStatus: CONVERSATION_STATUS.Blacklisted },
  '0500': { status: CALL_STATUS.Failed, conversationStatus: CONVERSATION_STATUS.Error },
}

/** A Pearl without a definition of success says no more than that they talked. */
const TALKED: Outcome = {
  status: CALL_STATUS.Completed,
  conversationStatus: CONVERSATION_STATUS.Completed,
  summary: 'Ha escuchado la propuesta y no ha decidido nada todavía.',
  sentiment: 3,
}

/** `…0100`: a success with an appointment, at the next half hour that leaves them time to come. */
const agreed = (now: Date): Outcome => ({
  status: CALL_STATUS.Completed,
  conversationStatus: CONVERSATION_STATUS.Success,
  summary: 'Le interesa la revisión y acepta la primera cita libre.',
  tags: ['interesado'],
  sentiment: 4,
  collectedInfo: [
    { id: 'callResult', name: 'Resultado', value: 'interesado' },
    { id: 'preferenciaMT', name: 'Preferencia', value: 'AFTERNOON' },
    { id: 'nuevaCita', name: 'Cita', value: soonInMadrid(now) },
    { id: 'conPack', name: 'Con pack', value: false },
  ],
})

const HALF_HOUR_MS = 1_800_000

/** As the voice agent writes it: wall time without a zone. */
const soonInMadrid = (now: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Madrid', dateStyle: 'short', timeStyle: 'short' }).format(
    Math.ceil(now.getTime() / HALF_HOUR_MS + 1) * HALF_HOUR_MS,
  )

/** The next outcome for this number; a script gives one per call and, used up, leaves the digits to decide again. */
export function nextOutcome(world: PearlWorld, phone: string, now: Date): Outcome {
  const digits = digitsOf(phone)
  const key = world.scripts.has(digits) ? digits : digits.slice(-9)
  const scripted = world.scripts.get(key)
  const next = scripted?.shift()
  if (scripted?.length === 0) world.scripts.delete(key)
  if (next) return next
  const last = digits.slice(-4)
  return last === '0100' ? agreed(now) : (BY_LAST_DIGITS[last] ?? TALKED)
}

/** True where somebody or something picked up. */
export const isPickedUp = (outcome: Outcome): boolean =>
  outcome.status === CALL_STATUS.Completed || outcome.status === CALL_STATUS.InProgress
