import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toWire } from '../../kernel/dates.ts'
import { slotsToWire } from './appointment-wire.ts'

test('many slots are written as one instant is, in every zone and on every night', () => {
  const zone = fc.constantFrom(
    'Europe/Madrid',
    'America/Santiago',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/St_Johns',
  )
  const starts = fc.array(fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') }), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(zone, starts, (where, list) => {
      const slots = list.map((ms) => ({
        offerId: 'x',
        start: new Date(ms),
        end: new Date(ms + 1_800_000),
        staffId: 'y',
      }))
      expect(slotsToWire(slots, where).map((one) => [one.start, one.end])).toEqual(
        slots.map((one) => [toWire(one.start, where), toWire(one.end, where)]),
      )
    }),
  )
})
