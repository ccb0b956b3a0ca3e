/** Who answers out there: the mail server. */
import type { Config } from '../../app/config.ts'
import { broken, type Finding, fine } from './finding.ts'

const ANSWER_WITHIN_MS = 10_000

export async function checkMailServer({ smtpUrl }: Config): Promise<Finding[]> {
  if (!smtpUrl) return []
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: ANSWER_WITHIN_MS,
    greetingTimeout: ANSWER_WITHIN_MS,
  })
  const { hostname } = new URL(smtpUrl)
  try {
    await transport.verify()
    return [fine('mail server', `${hostname} answers and takes our login`)]
  } catch (error) {
    return [
      broken(
        'mail server',
        `${hostname} does not take our mail: ${(error as Error).message}`,
        'correct SMTP_URL, or look whether this machine may reach it.',
      ),
    ]
  } finally {
    transport.close()
  }
}
