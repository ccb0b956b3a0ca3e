/** Fernet tokens (version 0x80): AES-128-CBC under an HMAC-SHA256, as https://github.com/fernet/spec describes them. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const VERSION = 0x80
const HEADER_BYTES = 1 + 8 + 16
const MAC_BYTES = 32
const BLOCK_BYTES = 16
/** How far ahead another machine's clock may be, where a token's age is asked for at all. */
const MAX_SKEW_S = 60

export interface FernetKey {
  signing: Buffer
  encryption: Buffer
}

/** Undefined when `text` is not 32 bytes of base64url. */
export function readFernetKey(text: string): FernetKey | undefined {
  const bytes = decodeStrictly(text)
  if (bytes?.length !== 32) return undefined
  return { signing: bytes.subarray(0, 16), encryption: bytes.subarray(16) }
}

/** A new key in the form that `ENCRYPTION_KEY` takes. */
export const makeFernetKey = (): string => encode(randomBytes(32))

/** `iv` is for tests alone: two tokens must never share one. */
export function sealFernet(key: FernetKey, text: string, now = new Date(), iv = randomBytes(16)): string {
  const header = Buffer.alloc(9)
  header.writeUInt8(VERSION, 0)
  header.writeBigUInt64BE(BigInt(Math.floor(now.getTime() / 1000)), 1)
  const cipher = createCipheriv('aes-128-cbc', key.encryption, iv)
  const signed = Buffer.concat([header, iv, cipher.update(text, 'utf8'), cipher.final()])
  return encode(Buffer.concat([signed, macOf(key, signed)]))
}

/** Undefined when the token is malformed, made with another key, changed, or (where `ttlS` is given) of the wrong time. */
export function openFernet(key: FernetKey, token: string, age?: { ttlS: number; now: Date }): string | undefined {
  const bytes = decodeStrictly(token)
  if (!bytes || bytes.length < HEADER_BYTES + BLOCK_BYTES + MAC_BYTES || bytes[0] !== VERSION) return undefined
  if (age && !isOfTime(Number(bytes.readBigUInt64BE(1)), age)) return undefined

  const signed = bytes.subarray(0, -MAC_BYTES)
  if (!timingSafeEqual(macOf(key, signed), bytes.subarray(-MAC_BYTES))) return undefined

  const decipher = createDecipheriv('aes-128-cbc', key.encryption, bytes.subarray(9, HEADER_BYTES))
  try {
    return Buffer.concat([decipher.update(signed.subarray(HEADER_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    // Wrong length or padding under a good MAC: whoever made it did not follow the specification.
    return undefined
  }
}

const macOf = (key: FernetKey, signed: Buffer): Buffer => createHmac('sha256', key.signing).update(signed).digest()

function isOfTime(madeAtS: number, age: { ttlS: number; now: Date }): boolean {
  const nowS = age.now.getTime() / 1000
  return madeAtS + age.ttlS >= nowS && madeAtS <= nowS + MAX_SKEW_S
}

const encode = (bytes: Buffer): string => bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_')

/** Node forgives strange characters and what follows the padding; a token may not. */
function decodeStrictly(text: string): Buffer | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9_-]+={0,2}$/.test(text)) return undefined
  return Buffer.from(text, 'base64url')
}
