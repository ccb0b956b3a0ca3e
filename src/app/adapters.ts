/** Which adapter stands behind each port, for the workspace at hand. */
import { makeOffers, type Offers } from '../domains/appointments/index.ts'
import { type Mailer, makeMailer } from '../platform/mail/mailer.ts'
import { deriveKey } from '../platform/secrets/product-key.ts'
import type { Product } from './product.ts'

export interface Adapters {
  offers: Offers
  /** Null where no mail server is named: links are then printed, not sent. */
  mailer: Mailer | null
}

export function makeAdapters(product: Product): Adapters {
  const { smtpUrl, mailFrom } = product.config
  return {
    offers: makeOffers(deriveKey(product.productKey, 'offers')),
    mailer: smtpUrl === null ? null : makeMailer(smtpUrl, mailFrom),
  }
}
