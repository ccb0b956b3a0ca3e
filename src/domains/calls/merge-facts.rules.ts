/**
 * What two accounts of one call say together. Webhooks come doubled, out of order and half empty, and look-ups beside
 * them; so the merge is commutative, associative and idempotent: whatever the order, the same story comes out. The
 * fuller account wins field by field, and nothing empty ever erases something full.
 */
import type { CallFacts, CollectedInfo } from './call.ts'

export function mergeFacts(a: CallFacts, b: CallFacts): CallFacts {
  return {
    status: further(a.status, b.status, telephonyRank),
    conversationStatus: further(a.conversationStatus, b.conversationStatus, conversationRank),
    startedAt: earlier(a.startedAt, b.startedAt),
    durationS: greater(a.durationS, b.durationS),
    summary: fullerText(a.summary, b.summary),
    recordingUrl: fullerText(a.recordingUrl, b.recordingUrl),
    transcript: fullerList(a.transcript, b.transcript),
    collectedInfo: mergeCollected(a.collectedInfo, b.collectedInfo),
    tags: [...new Set([...a.tags, ...b.tags])].sort(),
    sentiment: greater(a.sentiment, b.sentiment),
    transferred: a.transferred || b.transferred,
    raw: fuller(a.raw, b.raw),
  }
}

/** True when `b` told something that `a` did not have. */
export const toldMore = (a: CallFacts, b: CallFacts): boolean => canonical(a) !== canonical(b)

/** A call that ended stays ended; an ending that nobody knows gives way to one of the documents'. */
function telephonyRank(status: number): number {
  if (status >= 4 && status <= 8) return 3
  if (status === 3) return 1
  if (status === 2) return 0
  return 2
}

/** The verdict on a talk comes last and may replace "talked": from the least said to the most. */
const CONVERSATION_ORDER = [20, 40, 10, 500, 300, 150, 220, 70, 130, 110, 100]
const UNKNOWN_CONVERSATION = CONVERSATION_ORDER.indexOf(10) + 0.5

function conversationRank(status: number): number {
  const place = CONVERSATION_ORDER.indexOf(status)
  return place === -1 ? UNKNOWN_CONVERSATION : place
}

function further(a: number | null, b: number | null, rank: (status: number) => number): number | null {
  if (a === null || b === null) return a ?? b
  if (rank(a) !== rank(b)) return rank(a) > rank(b) ? a : b
  return Math.max(a, b)
}

const greater = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b)

const earlier = (a: Date | null, b: Date | null): Date | null => (a === null || b === null ? (a ?? b) : a <= b ? a : b)

/** The longer one; of two as long, always the same one. */
function fuller<T>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b
  const [left, right] = [canonical(a), canonical(b)]
  if (left.length !== right.length) return left.length > right.length ? a : b
  return left >= right ? a : b
}

const blankToNull = (text: string | null): string | null => (text?.trim() ? text : null)
const fullerText = (a: string | null, b: string | null): string | null => fuller(blankToNull(a), blankToNull(b))

const emptyToNull = <T>(list: T[] | null): T[] | null => (list?.length ? list : null)
const fullerList = <T>(a: T[] | null, b: T[] | null): T[] | null => fuller(emptyToNull(a), emptyToNull(b))

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === ''

function mergeCollected(a: CollectedInfo[] | null, b: CollectedInfo[] | null): CollectedInfo[] | null {
  const byId = new Map<string, CollectedInfo>()
  for (const item of [...(a ?? []), ...(b ?? [])]) {
    if (isBlank(item.value)) continue
    byId.set(item.id, fuller(byId.get(item.id) ?? null, item) ?? item)
  }
  return emptyToNull([...byId.values()].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)))
}

/** JSON with sorted keys, so that the same thing reads the same. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
        ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
        : inner,
    ) ?? ''
  )
}
