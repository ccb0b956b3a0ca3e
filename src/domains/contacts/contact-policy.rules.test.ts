import { describe, expect, test } from 'vitest'
import { type WorkspaceSettings, workspaceSettings } from '../../../contract/workspace.ts'
import type { ContactIntent } from './contact.ts'
import { decideContact, type PolicyFacts } from './contact-policy.rules.ts'
import { spain } from './law-profiles/es.ts'
import { general } from './law-profiles/general.ts'

const settings = (policy: Record<string, unknown> = {}): WorkspaceSettings['policy'] =>
  workspaceSettings.parse({ policy }).policy
const person = (facts: Partial<PolicyFacts> = {}): PolicyFacts => ({
  zone: 'Europe/Madrid',
  reachable: true,
  objections: [],
  consents: [],
  touches: [],
  holidays: new Set(),
  robinson: 'unknown',
  ...facts,
})
const SERVICE: ContactIntent = { channel: 'phone', purpose: 'service', caller: 'automated' }
const SELLING: ContactIntent = { channel: 'phone', purpose: 'commercial', caller: 'human' }
const ROBOT_SELLING: ContactIntent = { ...SELLING, caller: 'automated' }
/** Tuesday. */
const at = (time: string, day = '2026-11-24') => new Date(`${day}T${time}:00+01:00`)
const ask = (intent: ContactIntent, when: Date, facts = person(), policy = settings(), law = spain) =>
  decideContact(intent, when, facts, policy, law)
const blocked = (reason: string, next?: Date) => ({
  decision: 'blocked',
  reason,
  ...(next ? { nextAllowedAt: next } : {}),
})
const consent = { channel: 'phone', purpose: 'commercial', state: 'given', expiresAt: null } as const

describe('what time does not heal', () => {
  test('an objection beats everything, consent included', () => {
    const facts = person({ objections: [{ channel: null, purpose: null }], consents: [consent] })
    expect(ask(ROBOT_SELLING, at('10:00'), facts)).toEqual(blocked('objection'))
  })

  test('an objection to one channel or purpose leaves the others open', () => {
    const facts = person({
      objections: [
        { channel: 'whatsapp', purpose: null },
        { channel: null, purpose: 'commercial' },
      ],
    })
    expect(ask(SERVICE, at('10:00'), facts)).toEqual({ decision: 'allowed' })
    expect(ask(SELLING, at('10:00'), facts)).toEqual(blocked('objection'))
  })

  test('who cannot be reached on the channel is not tried', () => {
    expect(ask(SERVICE, at('10:00'), person({ reachable: false }))).toEqual(blocked('no_address'))
  })

  test('a zone that nobody knows blocks: the hour there is unknown', () => {
    expect(ask(SERVICE, at('10:00'), person({ zone: 'Luna/Tranquilidad' }))).toEqual(blocked('zone_unknown'))
  })

  test('in Spain a machine that sells needs consent recorded before', () => {
    expect(ask(ROBOT_SELLING, at('10:00'))).toEqual(blocked('consent_missing'))
    expect(ask(ROBOT_SELLING, at('10:00'), person({ consents: [consent] }))).toEqual({ decision: 'allowed' })
    expect(ask(ROBOT_SELLING, at('10:00'), person(), settings(), general)).toEqual({ decision: 'allowed' })
  })

  test('consent for another channel or purpose is none', () => {
    const facts = person({
      consents: [
        { ...consent, channel: 'email' },
        { ...consent, purpose: 'service' },
      ],
    })
    expect(ask(ROBOT_SELLING, at('10:00'), facts)).toEqual(blocked('consent_missing'))
  })

  test('consent ends at the moment it expires, and when it is withdrawn', () => {
    const expiring = person({ consents: [{ ...consent, expiresAt: at('10:00') }] })
    expect(ask(ROBOT_SELLING, at('09:59'), expiring)).toEqual({ decision: 'allowed' })
    expect(ask(ROBOT_SELLING, at('10:00'), expiring)).toEqual(blocked('consent_expired'))
    const withdrawn = person({ consents: [{ ...consent, state: 'withdrawn' }], robinson: 'clear' })
    expect(ask(SELLING, at('10:00'), withdrawn)).toEqual(blocked('consent_withdrawn'))
  })

  test('the exclusion list counts for selling, unknown as much as listed; consent beats it', () => {
    expect(ask(SELLING, at('10:00'))).toEqual(blocked('robinson_unknown'))
    expect(ask(SELLING, at('10:00'), person({ robinson: 'listed' }))).toEqual(blocked('robinson_listed'))
    expect(ask(SELLING, at('10:00'), person({ robinson: 'clear' }))).toEqual({ decision: 'allowed' })
    expect(ask(SELLING, at('10:00'), person({ robinson: 'listed', consents: [consent] }))).toEqual({
      decision: 'allowed',
    })
    expect(ask(SERVICE, at('10:00'), person({ robinson: 'listed' }))).toEqual({ decision: 'allowed' })
  })
})

describe('hours', () => {
  const twoWindows = settings({
    hours: {
      service: {
        tue: [
          ['09:00', '14:00'],
          ['16:00', '20:00'],
        ],
      },
    },
  })

  test('a window holds from its first minute to before its last', () => {
    expect(ask(SERVICE, at('08:59'), person(), twoWindows)).toEqual(blocked('outside_hours', at('09:00')))
    expect(ask(SERVICE, at('09:00'), person(), twoWindows)).toEqual({ decision: 'allowed' })
    expect(ask(SERVICE, at('13:59'), person(), twoWindows)).toEqual({ decision: 'allowed' })
    expect(ask(SERVICE, at('14:00'), person(), twoWindows)).toEqual(blocked('outside_hours', at('16:00')))
    expect(ask(SERVICE, at('20:00'), person(), twoWindows)).toEqual(blocked('outside_hours', at('09:00', '2026-12-01')))
  })

  test('the hours are those of the person, not ours', () => {
    const abroad = person({ zone: 'America/Mexico_City' })
    expect(ask(SERVICE, at('10:00'), abroad)).toEqual(blocked('outside_hours', new Date('2026-11-24T09:00:00-06:00')))
  })

  test('the law narrows what a workspace allows itself: no selling at night or on Saturday in Spain', () => {
    const always = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
    )
    const policy = settings({ hours: { service: always, commercial: always } })
    const facts = person({ robinson: 'clear' })
    expect(ask(SERVICE, at('03:00'), facts, policy)).toEqual({ decision: 'allowed' })
    expect(ask(SELLING, at('21:00'), facts, policy)).toEqual(blocked('outside_hours', at('09:00', '2026-11-25')))
    expect(ask(SELLING, at('12:00', '2026-11-28'), facts, policy)).toEqual(
      blocked('outside_hours', at('09:00', '2026-11-30')),
    )
    expect(ask(SELLING, at('12:00', '2026-11-28'), facts, policy, general)).toEqual({ decision: 'allowed' })
  })

  test('24:00 is the end of the day', () => {
    const late = settings({ hours: { service: { tue: [['20:00', '24:00']] } } })
    expect(ask(SERVICE, at('23:59'), person(), late)).toEqual({ decision: 'allowed' })
    expect(ask(SERVICE, at('00:00', '2026-11-25'), person(), late)).toEqual(
      blocked('outside_hours', at('20:00', '2026-12-01')),
    )
  })

  test('a holiday closes selling and says so; it opens on the next open day', () => {
    const facts = person({ robinson: 'clear', holidays: new Set(['2026-11-24']) })
    expect(ask(SELLING, at('10:00'), facts)).toEqual(blocked('holiday', at('09:00', '2026-11-25')))
    expect(ask(SERVICE, at('10:00'), facts)).toEqual({ decision: 'allowed' })
  })

  test('a workspace that is never open has no next moment', () => {
    const never = settings({ hours: { service: {} } })
    expect(ask(SERVICE, at('10:00'), person(), never)).toEqual(blocked('outside_hours'))
  })

  test('the hour that the spring night leaves out is no opening; the autumn hour comes twice', () => {
    const night = settings({
      hours: {
        service: {
          sun: [
            ['02:15', '02:45'],
            ['05:00', '06:00'],
          ],
        },
      },
    })
    const spring = new Date('2026-03-29T01:00:00+01:00')
    expect(ask(SERVICE, spring, person(), night)).toEqual(
      blocked('outside_hours', new Date('2026-03-29T03:15:00+02:00')),
    )
    const autumn = settings({ hours: { service: { sun: [['02:00', '03:00']] } } })
    for (const twice of ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00'])
      expect(ask(SERVICE, new Date(twice), person(), autumn)).toEqual({ decision: 'allowed' })
  })

  test('nine in the morning stays nine on the wall when the clocks change overnight', () => {
    const daily = settings({ hours: { service: { sun: [['09:00', '12:00']] } } })
    expect(ask(SERVICE, new Date('2026-10-24T22:00:00+02:00'), person(), daily)).toEqual(
      blocked('outside_hours', new Date('2026-10-25T09:00:00+01:00')),
    )
  })
})

describe('how often', () => {
  test('between two contacts lies the gap, whatever the channel', () => {
    const facts = person({ touches: [at('10:00')] })
    expect(ask(SERVICE, at('10:14'), facts)).toEqual(blocked('too_soon', at('10:15')))
    expect(ask(SERVICE, at('10:15'), facts)).toEqual({ decision: 'allowed' })
  })

  test('a day has its cap; the next one opens in the morning', () => {
    const facts = person({ touches: [at('09:00'), at('10:00'), at('11:00')] })
    expect(ask(SERVICE, at('12:00'), facts)).toEqual(blocked('cap_day', at('09:00', '2026-11-25')))
  })

  test('yesterday does not count for today', () => {
    const facts = person({ touches: ['09:00', '10:00', '11:00'].map((time) => at(time, '2026-11-23')) })
    expect(ask(SERVICE, at('12:00'), facts)).toEqual({ decision: 'allowed' })
  })

  test('seven days have theirs: there is room again when the oldest in the way is a week old', () => {
    const policy = settings({ capPerWeek: 3 })
    const facts = person({ touches: [at('10:00', '2026-11-19'), at('10:00', '2026-11-20'), at('10:00', '2026-11-23')] })
    expect(ask(SERVICE, at('12:00'), facts, policy)).toEqual(blocked('cap_week', at('10:00', '2026-11-26')))
    expect(ask(SERVICE, at('10:00', '2026-11-26'), facts, policy)).toEqual({ decision: 'allowed' })
  })

  test('the next moment is one at which everything agrees', () => {
    const policy = settings({
      capPerDay: 1,
      hours: { service: { tue: [['09:00', '12:00']], wed: [['16:00', '18:00']] } },
    })
    const facts = person({ touches: [at('09:30')] })
    expect(ask(SERVICE, at('09:40'), facts, policy)).toEqual(blocked('too_soon', at('16:00', '2026-11-25')))
  })
})
