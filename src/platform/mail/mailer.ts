/** Sends the product's own mail (invitations, links for a new password) through the server that SMTP_URL names. */
import { AppError } from '../../kernel/errors.ts'

interface Mail {
  to: string
  subject: string
  text: string
}

export interface Mailer {
  /** Throws `mail.refused` for an address the server will not take, `mail.unreachable` where trying again makes sense. */
  send(mail: Mail): Promise<void>
}

/** SMTP answers from 500 on are final. */
const FINAL = 500
const TIMEOUT_MS = 15_000

/** Without `from`, mails come from the account at the mail server. */
export function makeMailer(smtpUrl: string, from: string | null): Mailer {
  let transport: Promise<import('nodemailer').Transporter> | undefined
  const open = async () => {
    const { createTransport } = await import('nodemailer')
    return createTransport(
      { url: smtpUrl, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
      { from: from ?? senderOf(smtpUrl) },
    )
  }
  return {
    async send(mail) {
      transport ??= open()
      try {
        await (await transport).sendMail(mail)
      } catch (error) {
        const { responseCode, message } = error as { responseCode?: number; message?: string }
        if (responseCode !== undefined && responseCode >= FINAL)
          throw new AppError('vendor_refused', 'mail.refused', { cause: error, note: `SMTP ${responseCode}` })
        throw new AppError('vendor_unreachable', 'mail.unreachable', { cause: error, note: message ?? '' })
      }
    },
  }
}

function senderOf(smtpUrl: string): string {
  const { username, hostname } = new URL(smtpUrl)
  const account = decodeURIComponent(username)
  return `Antesala <${account.includes('@') ? account : `antesala@${hostname}`}>`
}
