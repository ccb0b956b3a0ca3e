/**
 * May this person be contacted, in this way, at this moment? One pure decision for dialer, reminders, offers and chat.
 *
 * First what time does not heal: objection, nowhere to reach them, missing consent, the exclusion list. Then what it
 * does: opening windows (the workspace's, narrowed by the law's), holidays, the gap since the last contact and the caps
 * a day and a week; for those the answer names the next moment at which all of them agree. What is not known blocks.
 */
import type { WeeklyWindows } from '../../../contract/workspace.ts'
import { addDays, instantToWall, isZone, wallToInstant } from '../../kernel/dates.ts'
import type { BlockReason, ConsentState, ContactChannel, ContactIntent, Purpose } from './contact.ts'
import type { LawProfile } from './law-profiles/law-profile.ts'

export interface ObjectionFact {
  /** null: every channel, whatever for. */
  channel: ContactChannel | null
  purpose: Purpose | null
}

export interface ConsentFact {
  channel: ContactChannel
  purpose: Purpose
  state: ConsentState
  expiresAt: Date | null
}

export interface PolicySettings {
  hours: Record<Purpose, WeeklyWindows>
  gapMinutes: number
  capPerDay: number
  capPerWeek: number
}

export interface PolicyFacts {
  /** IANA zone of the person. */
  zone: string
  /** Whether they have an identity that this channel can use. */
  reachable: boolean
  objections: readonly ObjectionFact[]
  /** The newest word on each channel and purpose. */
  consents: readonly ConsentFact[]
  /** Every contact of the last eight days, whatever channel. */
  touches: readonly Date[]
  /** Days (`YYYY-MM-DD`) that are holidays where they live. */
  holidays: ReadonlySet<string>
  /** The advertising exclusion list; `unknown` where nobody has looked. */
  robinson: 'clear' | 'listed' | 'unknown'
}

export type PolicyDecision =
  | { decision: 'allowed' }
  | { decision: 'blocked'; reason: BlockReason; nextAllowedAt?: Date }

const MINUTE = 60_000
const DAY = 86_400_000
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
/** How far a next moment is looked for; beyond it there is none worth naming. */
const HORIZON_DAYS = 60

export function decideContact(
  intent: ContactIntent,
  at: Date,
  facts: PolicyFacts,
  settings: PolicySettings,
  profile: LawProfile,
): PolicyDecision {
  const lasting = blockedForGood(intent, at, facts, profile)
  if (lasting) return { decision: 'blocked', reason: lasting }
  const waiting = waitFrom(intent.purpose, at, facts, settings, profile)
  if (!waiting) return { decision: 'allowed' }
  const nextAllowedAt = firstAgreedMoment(intent.purpose, waiting.until, facts, settings, profile)
  return { decision: 'blocked', reason: waiting.reason, ...(nextAllowedAt ? { nextAllowedAt } : {}) }
}

function blockedForGood(intent: ContactIntent, at: Date, facts: PolicyFacts, profile: LawProfile): BlockReason | null {
  const { channel, purpose, caller } = intent
  const objects = facts.objections.some(
    (objection) =>
      (objection.channel === null || objection.channel === channel) &&
      (objection.purpose === null || objection.purpose === purpose),
  )
  if (objects) return 'objection'
  if (!facts.reachable) return 'no_address'
  if (!isZone(facts.zone)) return 'zone_unknown'

  const consent = facts.consents.find((word) => word.channel === channel && word.purpose === purpose)
  const expired = consent?.expiresAt != null && consent.expiresAt <= at
  if (consent?.state === 'given' && !expired) return null
  if (consent?.state === 'withdrawn') return 'consent_withdrawn'
  const needed = profile.consentNeeded.some((rule) => rule.purpose === purpose && rule.caller === caller)
  if (needed) return expired ? 'consent_expired' : 'consent_missing'
  if (profile.robinson.includes(purpose) && facts.robinson !== 'clear') return `robinson_${facts.robinson}`
  return null
}

interface Wait {
  reason: BlockReason
  /** The first moment at which this reason no longer holds; null where none is in sight. */
  until: Date | null
}

/** The first thing that stands in the way at `at`, if anything does. */
function waitFrom(
  purpose: Purpose,
  at: Date,
  facts: PolicyFacts,
  settings: PolicySettings,
  profile: LawProfile,
): Wait | null {
  const opening = nextOpening(purpose, at, facts, settings, profile)
  if (opening?.getTime() !== at.getTime()) {
    const { date } = instantToWall(at, facts.zone)
    const holiday = profile.closedOnHolidays.includes(purpose) && facts.holidays.has(date)
    return { reason: holiday ? 'holiday' : 'outside_hours', until: opening }
  }
  return tooOften(at, facts, settings)
}

function tooOften(at: Date, { touches, zone }: PolicyFacts, settings: PolicySettings): Wait | null {
  const times = touches.map((touch) => touch.getTime()).sort((a, b) => b - a)
  const now = at.getTime()
  const last = times[0]
  if (last !== undefined && now < last + settings.gapMinutes * MINUTE)
    return { reason: 'too_soon', until: new Date(last + settings.gapMinutes * MINUTE) }

  const today = instantToWall(at, zone).date
  const dayBegan = wallToInstant({ date: today, time: '00:00' }, zone).getTime()
  if (times.filter((time) => time >= dayBegan).length >= settings.capPerDay)
    return { reason: 'cap_day', until: wallToInstant({ date: addDays(today, 1), time: '00:00' }, zone) }

  // The touch that has to be a week old before there is room for one more.
  const inTheWay = times[settings.capPerWeek - 1]
  if (inTheWay !== undefined && now < inTheWay + 7 * DAY)
    return { reason: 'cap_week', until: new Date(inTheWay + 7 * DAY) }
  return null
}

/** Goes from wait to wait until nothing stands in the way any more. */
function firstAgreedMoment(
  purpose: Purpose,
  from: Date | null,
  facts: PolicyFacts,
  settings: PolicySettings,
  profile: LawProfile,
): Date | null {
  let moment = from
  const horizon = from ? from.getTime() + HORIZON_DAYS * DAY : 0
  while (moment && moment.getTime() <= horizon) {
    const waiting = waitFrom(purpose, moment, facts, settings, profile)
    if (!waiting) return moment
    moment = waiting.until
  }
  return null
}

/** `at` itself where it is open then, else when it opens next; null where it never does. */
function nextOpening(
  purpose: Purpose,
  at: Date,
  { zone, holidays }: PolicyFacts,
  settings: PolicySettings,
  profile: LawProfile,
): Date | null {
  const law = profile.hours[purpose]
  const today = instantToWall(at, zone).date
  for (let days = 0; days <= HORIZON_DAYS; days++) {
    const date = addDays(today, days)
    if (profile.closedOnHolidays.includes(purpose) && holidays.has(date)) continue
    const day = DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!
    const own = settings.hours[purpose][day] ?? []
    const windows = law ? overlaps(own, law[day] ?? []) : own
    for (const [from, until] of [...windows].sort()) {
      const opens = onWall(date, from, zone)
      const closes = onWall(date, until, zone)
      // A window that lies in the hour which the spring night leaves out never opens.
      if (opens >= closes || at >= closes) continue
      return at < opens ? opens : at
    }
  }
  return null
}

type Window = readonly [string, string]

const overlaps = (own: readonly Window[], law: readonly Window[]): Window[] =>
  own.flatMap(([from, until]) =>
    law
      .map(([opens, closes]): Window => [from > opens ? from : opens, until < closes ? until : closes])
      .filter(([start, end]) => start < end),
  )

const onWall = (date: string, time: string, zone: string): Date =>
  time === '24:00'
    ? wallToInstant({ date: addDays(date, 1), time: '00:00' }, zone)
    : wallToInstant({ date, time }, zone)
