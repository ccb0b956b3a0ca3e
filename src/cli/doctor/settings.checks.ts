/** What the environment says, and what it says to nobody any more. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { type Config, PROJECT_ROOT } from '../../app/config.ts'
import { encryptionKey } from '../../app/encryption-key.ts'
import { makeSecrets } from '../../platform/secrets/secrets.ts'
import { broken, type Finding, fine, warning } from './finding.ts'

/** Variables of the systems that Antesala replaces, and what took their place. */
const LOST_MEANING: { pattern: RegExp; instead: string }[] = [
  { pattern: /^(MYSQL|MARIADB)_/, instead: 'the data lives in PostgreSQL: DATABASE_URL, or nothing for our own' },
  { pattern: /^DB_(HOST|PORT|USER|PASSWORD|NAME|DATABASE)$/, instead: 'one address says it all: DATABASE_URL' },
  { pattern: /^REDIS_/, instead: 'queues and locks live in PostgreSQL' },
  { pattern: /^(ACTIONS|RAG|ORCHESTRATOR)_URL$/, instead: 'those services are part of this one process' },
  { pattern: /^SECRET_KEY$/, instead: 'cookies and links are signed with a key that Antesala makes and seals itself' },
  { pattern: /^(FLASK|GUNICORN|UVICORN|DJANGO)_/, instead: 'there is no Python server any more' },
  { pattern: /^WORKSPACE_ID$/, instead: 'the workspace is known from the API key' },
  { pattern: /^TUOTEMPO_INSTANCE_ID$/, instead: 'clinic systems are connected per workspace, in the console' },
  { pattern: /^VTIGER_/, instead: 'the CRM is connected per workspace, in the console' },
  { pattern: /^ODOO_/, instead: 'the CRM is connected per workspace, in the console' },
  { pattern: /^N8N_/, instead: 'no workflow server is needed' },
]

export function lostVariables(env: Record<string, string | undefined>): Finding[] {
  return Object.keys(env)
    .sort()
    .flatMap((name) => {
      const lost = LOST_MEANING.find(({ pattern }) => pattern.test(name))
      return lost ? [warning(name, 'is set, but nothing reads it', `remove it: ${lost.instead}.`)] : []
    })
}

export function checkSettings(config: Config): Finding[] {
  const file = path.join(PROJECT_ROOT, '.env')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const findings = [
    fine('mode', config.mode === 'demo' ? 'demo (no .env, no DATABASE_URL, NODE_ENV is not production)' : 'production'),
    checkKey(config),
  ]
  if (config.mode === 'production') findings.push(checkPublicUrl(config), checkMail(config))
  return [...findings, ...lostVariables({ ...fromFile, ...process.env })]
}

function checkKey(config: Config): Finding {
  const about = 'ENCRYPTION_KEY'
  // The demo keeps a key of its own, made when it first starts.
  if (config.mode === 'demo' && !config.encryptionKeys) return fine(about, 'the demo keeps its own in the data folder')
  try {
    const keys = encryptionKey(config)
    makeSecrets(keys)
    const count = keys.split(',').length
    return fine(about, count === 1 ? 'is a good key' : `holds ${count} good keys; the first seals`)
  } catch (error) {
    return broken(about, 'is missing or not a key', (error as Error).message)
  }
}

function checkPublicUrl({ publicUrl, trustProxy }: Config): Finding {
  if (!publicUrl)
    return warning(
      'PUBLIC_URL',
      'is not set: links in mails and webhooks of vendors cannot reach this server',
      'set it to the address people use.',
    )
  if (publicUrl.startsWith('http://') && !/^http:\/\/(localhost|127\.)/.test(publicUrl))
    return warning(
      'PUBLIC_URL',
      `is ${publicUrl}, without TLS: passwords travel in the clear`,
      'put a proxy with a certificate in front, and write https://.',
    )
  if (publicUrl.startsWith('https://') && trustProxy === false)
    return warning(
      'TRUST_PROXY',
      'is off although a proxy must end TLS: every caller seems to have its address',
      'set it to the number of proxies, usually 1.',
    )
  return fine('PUBLIC_URL', `is ${publicUrl}`)
}

const checkMail = ({ smtpUrl, mailFrom }: Config): Finding =>
  !smtpUrl
    ? warning(
        'SMTP_URL',
        'is not set: no mail leaves',
        'set it, or hand out reset links with: npx antesala members reset-link <e-mail>',
      )
    : mailFrom
      ? fine('MAIL_FROM', `is ${mailFrom}`)
      : warning(
          'MAIL_FROM',
          'is not set: many mail servers refuse a mail without a sender of theirs',
          'set it, for example to Antesala <citas@example.com>',
        )
