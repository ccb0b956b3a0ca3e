/** The whole environment, checked once at start. Nothing else in the product reads `process.env`. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { StartProblem } from '../platform/start-problem.ts'

export const PROJECT_ROOT = path.join(import.meta.dirname, '../..')

export interface Config {
  /** The demo: neither `.env` nor `DATABASE_URL` nor `NODE_ENV=production`. */
  mode: 'demo' | 'production'
  host: string
  port: number
  /** Without a slash at its end. Null: links name the address that is listened on. */
  publicUrl: string | null
  /** As Fastify's `trustProxy` takes it: whose word about the client's address counts. */
  trustProxy: boolean | number | string[]
  /** Null: our own PostgreSQL under `dataDir`. */
  databaseUrl: string | null
  /** Absolute. */
  dataDir: string
  /** Where the demo's clock starts; null for the machine's time. */
  startAt: Date | null
  /** One or more Fernet keys, newest first; see `encryptionKey`. */
  encryptionKeys: string | null
  smtpUrl: string | null
  mailFrom: string | null
  metricsToken: string | null
  /** 0: any free port. */
  sandboxPort: number
  pearl: { apiUrl: string; accountId: string | null; secretKey: string | null; outboundId: string | null }
  /** The sheet that `/admin/load-excel` loads. */
  excelUrl: string | null
  logLevel: (typeof LOG_LEVELS)[number]
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const url =
  (...protocols: string[]) =>
  (text: string) => {
    const parsed = URL.parse(text)
    return parsed !== null && protocols.includes(parsed.protocol.slice(0, -1))
  }
const port = (lowest: number) =>
  z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= lowest && Number(text) <= 65_535)
    .transform(Number)

/** Each variable with its check; the description completes "… must be". */
const variables = z.object({
  PORT: port(0).default(5000).describe('a port number from 0 (any free one) to 65535'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1')
    .describe('an address to listen on, such as 127.0.0.1 or 0.0.0.0'),
  PUBLIC_URL: z
    .string()
    .refine(url('http', 'https'))
    .transform((text) => text.replace(/\/+$/, ''))
    .nullable()
    .default(null)
    .describe('the address people reach Antesala under, such as https://citas.example.com'),
  TRUST_PROXY: z
    .string()
    .refine((text) => readTrustProxy(text) !== null)
    .transform((text) => readTrustProxy(text)!)
    .default(false)
    .describe('true, false, the number of proxies in front, or their addresses separated by commas'),
  DATABASE_URL: z
    .string()
    .refine(url('postgres', 'postgresql'))
    .nullable()
    .default(null)
    .describe('the address of a PostgreSQL database, such as postgresql://user:password@host:5432/antesala'),
  ANTESALA_DATA_DIR: z.string().default('.antesala').describe('a folder'),
  ANTESALA_NOW: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .nullable()
    .default(null)
    .describe('an instant with its offset, such as 2026-12-01T08:30:00+01:00'),
  ENCRYPTION_KEY: z
    .string()
    .nullable()
    .default(null)
    .describe('a Fernet key, or several separated by commas, newest first'),
  SMTP_URL: z
    .string()
    .refine(url('smtp', 'smtps'))
    .nullable()
    .default(null)
    .describe('the address of a mail server, such as smtps://user:password@mail.example.com'),
  MAIL_FROM: z
    .string()
    .regex(/@/)
    .nullable()
    .default(null)
    .describe('the sender of our mails, such as Antesala <citas@example.com>'),
  METRICS_TOKEN: z.string().min(16).nullable().default(null).describe('at least 16 characters'),
  SANDBOX_PORT: port(0).default(0).describe('a port number from 0 (any free one) to 65535'),
  PEARL_API_URL: z
    .string()
    .refine(url('http', 'https'))
    .transform((text) => text.replace(/\/+$/, ''))
    .default('https://api.nlpearl.ai/v1')
    .describe("the address of Pearl's API, such as https://api.nlpearl.ai/v1"),
  PEARL_ACCOUNT_ID: z.string().nullable().default(null).describe("the account id from Pearl's settings"),
  PEARL_SECRET_KEY: z.string().nullable().default(null).describe("the secret key from Pearl's settings"),
  PEARL_OUTBOUND_ID: z
    .string()
    .nullable()
    .default(null)
    .describe('the id of the outbound campaign that calls by default'),
  EXCEL_URL: z
    .string()
    .refine(url('http', 'https'))
    .nullable()
    .default(null)
    .describe('the address of a sheet to load, such as https://example.com/leads.xlsx'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('info')
    .describe(`one of ${LOG_LEVELS.join(', ')}`),
  NODE_ENV: z.enum(['production', 'development', 'test']).optional().describe('production, development or test'),
})

export const VARIABLES = Object.keys(variables.shape)

export interface ConfigSource {
  env?: NodeJS.ProcessEnv
  /** Where `.env` is looked for, and what a relative data folder is relative to. */
  root?: string
}

/** Reads the environment over `.env`. Throws a StartProblem (exit code 2) with a sentence for each wrong value. */
export function loadConfig({ env = process.env, root = PROJECT_ROOT }: ConfigSource = {}): Config {
  const file = path.join(root, '.env')
  const hasFile = existsSync(file)
  const given = { ...(hasFile ? readEnvFile(file) : {}), ...withoutEmpty(env) }
  const mine = Object.fromEntries(VARIABLES.filter((name) => given[name]).map((name) => [name, given[name]!.trim()]))

  const read = variables.safeParse(mine)
  if (!read.success)
    throw new StartProblem(read.error.issues.map((issue) => sentenceFor(String(issue.path[0]), mine)).join('\n'), {
      exitCode: 2,
    })
  const v = read.data
  const mode = hasFile || v.DATABASE_URL || v.NODE_ENV === 'production' ? 'production' : 'demo'
  if (mode === 'production' && v.ANTESALA_NOW)
    throw new StartProblem(
      'ANTESALA_NOW moves the clock of the demo only: remove it, or start without .env, DATABASE_URL and NODE_ENV=production.',
      { exitCode: 2 },
    )

  return {
    mode,
    host: v.HOST,
    port: v.PORT,
    publicUrl: v.PUBLIC_URL,
    trustProxy: v.TRUST_PROXY,
    databaseUrl: v.DATABASE_URL,
    dataDir: path.resolve(root, v.ANTESALA_DATA_DIR),
    startAt: v.ANTESALA_NOW,
    encryptionKeys: v.ENCRYPTION_KEY,
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM,
    metricsToken: v.METRICS_TOKEN,
    sandboxPort: v.SANDBOX_PORT,
    pearl: {
      apiUrl: v.PEARL_API_URL,
      accountId: v.PEARL_ACCOUNT_ID,
      secretKey: v.PEARL_SECRET_KEY,
      outboundId: v.PEARL_OUTBOUND_ID,
    },
    excelUrl: v.EXCEL_URL,
    logLevel: v.LOG_LEVEL,
  }
}

/** Variables whose values must never be shown. */
const SECRET = /KEY|PASSWORD|TOKEN|DATABASE_URL|SMTP_URL/

function sentenceFor(name: string, given: Record<string, string>): string {
  const accepted = variables.shape[name as keyof typeof variables.shape].description
  const value = SECRET.test(name) ? '' : `, not "${given[name]}"`
  return `${name} must be ${accepted}${value}: correct it in .env or in the environment.`
}

function readEnvFile(file: string): NodeJS.ProcessEnv {
  try {
    return withoutEmpty(parseEnv(readFileSync(file, 'utf8')) as NodeJS.ProcessEnv)
  } catch (cause) {
    throw new StartProblem(
      `${file} cannot be read: make it a file of lines such as PORT=5000 that this user may read.`,
      { exitCode: 2, cause },
    )
  }
}

/** `PORT=` means "not set", as compose files write it. */
const withoutEmpty = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))

const ADDRESS = /^[\da-f.:]+(\/\d{1,3})?$|^(loopback|linklocal|uniquelocal)$/i

function readTrustProxy(text: string): boolean | number | string[] | null {
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const addresses = text.split(',').map((address) => address.trim())
  return addresses.every((address) => ADDRESS.test(address)) ? addresses : null
}
