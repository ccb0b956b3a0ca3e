/** Which adapter stands behind each port, for the workspace at hand. */
import {
  cancelExternalAppointment,
  makeOffers,
  type Offers,
  recordExternalAppointment,
} from '../domains/appointments/index.ts'
import { connectedDialer, countPlacedCalls, type DialerFor } from '../domains/calls/index.ts'
import type { CallFacts, ExternalAppointments } from '../domains/leads/index.ts'
import { type Mailer, makeMailer } from '../platform/mail/mailer.ts'
import { deriveKey } from '../platform/secrets/product-key.ts'
import type { Product } from './product.ts'

export interface Adapters {
  offers: Offers
  dialerFor: DialerFor
  /** What a result says about an appointment made elsewhere goes to the agenda. */
  externalAppointments: ExternalAppointments
  /** What is counted from the calls and shown on a lead. */
  callFacts: CallFacts
  /** Null where no mail server is named: links are then printed, not sent. */
  mailer: Mailer | null
}

export function makeAdapters(product: Product): Adapters {
  const { smtpUrl, mailFrom, pearl } = product.config
  return {
    offers: makeOffers(deriveKey(product.productKey, 'offers')),
    dialerFor: connectedDialer({ outbound: product.outbound, secrets: product.secrets, environment: pearl }),
    externalAppointments: { recordExternalAppointment, cancelExternalAppointment },
    callFacts: { attemptsOf: countPlacedCalls },
    mailer: smtpUrl === null ? null : makeMailer(smtpUrl, mailFrom),
  }
}
