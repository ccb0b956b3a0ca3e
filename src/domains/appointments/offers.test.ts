import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeOffers } from './offers.ts'

const workspace = '0193f6a0-0000-7000-8000-000000000001'
const offer = {
  serviceId: '0193f6a0-0000-7000-8000-00000000000a',
  staffId: '0193f6a0-0000-7000-8000-00000000000b',
  start: new Date('2026-12-01T14:00:00Z'),
  offeredAt: new Date('2026-11-24T09:00:00Z'),
}
const now = offer.offeredAt
const offers = makeOffers('a secret of the product')

test('an offer opens as what was offered', () => {
  const id = offers.sign(workspace, offer)
  expect(id).toMatch(/^[\w-]{82}$/)
  expect(offers.open(workspace, id, now)).toEqual({ offer, expired: false })
})

test('it expires after a day, not a moment sooner', () => {
  const id = offers.sign(workspace, offer)
  const dayLater = now.getTime() + 86_400_000
  expect(offers.open(workspace, id, new Date(dayLater - 1))?.expired).toBe(false)
  expect(offers.open(workspace, id, new Date(dayLater))?.expired).toBe(true)
})

test('another workspace, another secret, a changed or a lengthened id open nothing', () => {
  const id = offers.sign(workspace, offer)
  expect(offers.open('0193f6a0-0000-7000-8000-000000000002', id, now)).toBeNull()
  expect(makeOffers('another secret').open(workspace, id, now)).toBeNull()
  for (const other of [`${id}A`, `${id}=`, ` ${id}`, id.slice(1), '', 'offer'])
    expect(offers.open(workspace, other, now)).toBeNull()
  fc.assert(
    fc.property(fc.nat(id.length - 1), fc.constantFrom(...'ABCxyz019-_'), (place, sign) => {
      const changed = id.slice(0, place) + sign + id.slice(place + 1)
      if (changed !== id) expect(offers.open(workspace, changed, now)).toBeNull()
    }),
  )
})
