/**
 * Makes a screenshot small: at most 256 colours by median cut, one byte a pixel. Pages of flat colour and text lose
 * nothing that an eye finds. Reads what browsers write: 8-bit RGB or RGBA, not interlaced.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MOST_COLOURS = 256

interface Picture {
  width: number
  height: number
  /** Each pixel as 0xRRGGBB. */
  pixels: Uint32Array
}

export function shrinkPng(png: Buffer): Buffer {
  const picture = decode(png)
  const palette = choosePalette(picture.pixels)
  return encode(picture, palette)
}

function decode(png: Buffer): Picture {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('this is no PNG')
  const data: Buffer[] = []
  let header = Buffer.alloc(13)
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const kind = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (kind === 'IHDR') header = Buffer.from(body)
    if (kind === 'IDAT') data.push(body)
    at += length + 12
  }
  const [width, height, depth, colour, interlaced] = [
    header.readUInt32BE(0),
    header.readUInt32BE(4),
    header[8],
    header[9],
    header[12],
  ]
  if (depth !== 8 || interlaced !== 0 || (colour !== 2 && colour !== 6)) throw new Error('not an 8-bit RGB or RGBA PNG')
  const raw = unfilter(inflateSync(Buffer.concat(data)), width, height, colour === 6 ? 4 : 3)
  return { width, height, pixels: raw }
}

/** Each row says how it was written: as it is, or as the difference from left, above, both, or the nearest of them. */
function unfilter(raw: Buffer, width: number, height: number, channels: number): Uint32Array {
  const stride = width * channels
  const pixels = new Uint32Array(width * height)
  let above = Buffer.alloc(stride)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!
    const row = Buffer.from(raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)))
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? row[x - channels]! : 0
      const up = above[x]!
      const corner = x >= channels ? above[x - channels]! : 0
      row[x] = (row[x]! + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!) & 0xff
    }
    for (let x = 0; x < width; x++) {
      const at = x * channels
      pixels[y * width + x] = (row[at]! << 16) | (row[at + 1]! << 8) | row[at + 2]!
    }
    above = row
  }
  return pixels
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [dl, du, dc] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return dl <= du && dl <= dc ? left : du <= dc ? up : corner
}

type Counted = [colour: number, count: number]
const SHIFTS = [16, 8, 0]
const channel = (colour: number, shift: number) => (colour >> shift) & 0xff

/** Colours are parted where they differ most until there are enough groups; each group is shown as its mean. */
function choosePalette(pixels: Uint32Array): Map<number, number> & { colours?: number[] } {
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  let groups: Counted[][] = [[...counts]]
  while (groups.length < Math.min(MOST_COLOURS, counts.size)) {
    const widest = groups.reduce((best, group) => (weight(group) > weight(best) ? group : best))
    if (widest.length < 2) break
    groups = [...groups.filter((group) => group !== widest), ...halves(widest)]
  }
  const places: Map<number, number> & { colours?: number[] } = new Map()
  places.colours = groups.map(mean)
  groups.forEach((group, index) => {
    for (const [colour] of group) places.set(colour, index)
  })
  return places
}

const weights = new WeakMap<Counted[], { value: number; shift: number }>()
const weight = (group: Counted[]) => spread(group).value

/** How far a group's colours lie apart in their widest channel, the frequent ones counting more. */
function spread(group: Counted[]): { value: number; shift: number } {
  const known = weights.get(group)
  if (known) return known
  const total = group.reduce((sum, [, count]) => sum + Math.sqrt(count), 0)
  const best = SHIFTS.map((shift) => {
    let [least, most] = [255, 0]
    for (const [colour] of group) {
      least = Math.min(least, channel(colour, shift))
      most = Math.max(most, channel(colour, shift))
    }
    return { value: group.length < 2 ? -1 : (most - least) * Math.sqrt(total), shift }
  }).reduce((a, b) => (b.value > a.value ? b : a))
  weights.set(group, best)
  return best
}

function halves(group: Counted[]): [Counted[], Counted[]] {
  const { shift } = spread(group)
  const sorted = [...group].sort(([a], [b]) => channel(a, shift) - channel(b, shift))
  const half = sorted.reduce((sum, [, count]) => sum + Math.sqrt(count), 0) / 2
  let [at, seen] = [0, 0]
  while (at < sorted.length - 1 && seen < half) seen += Math.sqrt(sorted[at++]![1])
  const cut = Math.max(1, Math.min(at, sorted.length - 1))
  return [sorted.slice(0, cut), sorted.slice(cut)]
}

function mean(group: Counted[]): number {
  // A ground that fills the page keeps its exact colour.
  const [frequent, most] = group.reduce((best, one) => (one[1] > best[1] ? one : best))
  const total = group.reduce((sum, [, count]) => sum + count, 0)
  if (most > total * 0.8) return frequent
  return SHIFTS.reduce((colour, shift) => {
    const sum = group.reduce((part, [one, count]) => part + channel(one, shift) * count, 0)
    return colour | (Math.round(sum / total) << shift)
  }, 0)
}

function encode({ width, height, pixels }: Picture, palette: ReturnType<typeof choosePalette>): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(
    (palette.colours ?? []).flatMap((colour) => SHIFTS.map((shift) => channel(colour, shift))),
  )
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = palette.get(pixels[y * width + x]!)!
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(body.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}
