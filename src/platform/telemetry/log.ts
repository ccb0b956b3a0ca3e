/** Structured logs without secrets, tokens or whole phone numbers. */
import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

const SECRET_PATHS = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'apiKey',
  'api_key',
  'accessKey',
  'access_key',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
const SECRET_HEADERS = [
  'req.headers["x-api-key"]',
  'headers["x-api-key"]',
  '*.headers["x-api-key"]',
  'res.headers["set-cookie"]',
]

/** `+34600123456` → `+34•••••3456`: enough to recognise, too little to call. Unguessable path tokens are cut too. */
export function maskPersonal(text: string): string {
  return text
    .replace(/\+?\d[\d ().-]{7,}\d/g, (found) => {
      const digits = found.replace(/\D/g, '')
      if (digits.length < 9 || digits.length > 15) return found
      return `${found.startsWith('+') ? `+${digits.slice(0, 2)}` : ''}•••••${digits.slice(-3)}`
    })
    .replace(/(\/hooks\/[a-z-]+\/)[^/?\s"]+/g, '$1•••')
}

export function makeLog(level = 'info', destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: [...SECRET_PATHS, ...SECRET_HEADERS], censor: '•••' },
      hooks: {
        streamWrite: maskPersonalInLine,
      },
    },
    destination ?? pino.destination({ fd: 2, sync: false }),
  )
}

/** Timestamps and ids are left alone: only string values that look like phones are masked. */
function maskPersonalInLine(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) =>
    /^"\d{4}-\d\d-\d\dT/.test(quoted) || /^"[0-9a-f]{8}-[0-9a-f]{4}-/i.test(quoted) ? quoted : maskPersonal(quoted),
  )
}
