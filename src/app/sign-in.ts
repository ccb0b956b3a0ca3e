/** Sign-in for people, as this product sets it up; links go by mail where a mail server is named. */
import { mailResetLink } from '../domains/workspaces/index.ts'
import { type Auth, openAuth } from '../platform/auth/auth.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
import { deriveKey } from '../platform/secrets/product-key.ts'
import type { Product } from './product.ts'

export function makeSignIn(product: Product, mailer: Mailer | null, consoleUrl: () => string): Auth {
  const { config } = product
  return openAuth({
    databaseUrl: product.db.url,
    secret: deriveKey(product.productKey, 'sessions').toString('base64url'),
    publicUrl: consoleUrl,
    trustOwnHost: config.publicUrl === null,
    log: product.log,
    mailLink: mailer && ((person, link) => mailResetLink(mailer, product.db, person, link)),
  })
}
