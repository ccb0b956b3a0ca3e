/**
 * Offers: slots shown to somebody, bookable by their id for a day. Signed, not stored: the id carries what it offers, and a
 * keyed hash says that we said it, to this workspace. An offer is no promise that the time is still free; a hold is.
 */
import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto'

interface Offer {
  serviceId: string
  staffId: string
  start: Date
  /** Notice and horizon are counted from here, so that an offer does not go stale while somebody reads it out. */
  offeredAt: Date
}

export interface Offers {
  /** The id to hand out: 82 url-safe characters. */
  sign(workspaceId: string, offer: Offer): string
  /** What was offered; `expired` after a day, null where we never offered this to this workspace. */
  open(workspaceId: string, id: string, now: Date): { offer: Offer; expired: boolean } | null
}

const OFFER_HOURS = 24

/** Told apart from any later layout. */
const LAYOUT = 1
/** Layout, service, staff, start and offer time in seconds. */
const BODY_BYTES = 1 + 16 + 16 + 6 + 6
/** Half of SHA-256, as RFC 2104 allows: 128 bits cannot be guessed. */
const MAC_BYTES = 16

/** `secret` is the product's own (any length); the signing key is derived from it for this purpose alone. */
export function makeOffers(secret: string | Uint8Array): Offers {
  // As a key object: a search signs hundreds of offers, and made anew each time it costs five times as much.
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'antesala offers', 32)))
  const mac = (workspaceId: string, body: Buffer) =>
    createHmac('sha256', key).update(bytesOf(workspaceId)).update(body).digest().subarray(0, MAC_BYTES)
  return {
    sign(workspaceId, offer) {
      const body = write(offer)
      return Buffer.concat([body, mac(workspaceId, body)]).toString('base64url')
    },
    open(workspaceId, id, now) {
      const bytes = Buffer.from(id, 'base64url')
      // Decoding forgives signs that are not base64url; only what we wrote reads back as itself.
      if (bytes.length !== BODY_BYTES + MAC_BYTES || bytes.toString('base64url') !== id) return null
      const body = bytes.subarray(0, BODY_BYTES)
      if (!timingSafeEqual(mac(workspaceId, body), bytes.subarray(BODY_BYTES)) || body[0] !== LAYOUT) return null
      const offer = read(body)
      return { offer, expired: now.getTime() >= offer.offeredAt.getTime() + OFFER_HOURS * 3_600_000 }
    },
  }
}

function write(offer: Offer): Buffer {
  const body = Buffer.alloc(BODY_BYTES)
  body[0] = LAYOUT
  bytesOf(offer.serviceId).copy(body, 1)
  bytesOf(offer.staffId).copy(body, 17)
  body.writeUIntBE(Math.floor(offer.start.getTime() / 1000), 33, 6)
  body.writeUIntBE(Math.floor(offer.offeredAt.getTime() / 1000), 39, 6)
  return body
}

const read = (body: Buffer): Offer => ({
  serviceId: uuidOf(body.subarray(1, 17)),
  staffId: uuidOf(body.subarray(17, 33)),
  start: new Date(body.readUIntBE(33, 6) * 1000),
  offeredAt: new Date(body.readUIntBE(39, 6) * 1000),
})

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
