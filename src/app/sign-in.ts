/** Sign-in for people, as this product sets it up; links go by mail where a mail server is named. */
import { createTransport } from 'nodemailer'
import { type Auth, openAuth, type Person } from '../platform/auth/auth.ts'
import { deriveKey } from '../platform/secrets/product-key.ts'
import type { Product } from './product.ts'

/** `address` tells where people reach us, once that is known. */
export function makeSignIn(product: Product, address: () => string | null): Auth {
  const { config } = product
  return openAuth({
    databaseUrl: product.db.url,
    secret: deriveKey(product.productKey, 'sessions').toString('base64url'),
    publicUrl: () => config.publicUrl ?? address() ?? `http://127.0.0.1:${config.port}`,
    trustOwnHost: config.publicUrl === null,
    log: product.log,
    mailLink: config.smtpUrl === null ? null : mailer(config.smtpUrl, config.mailFrom),
  })
}

function mailer(smtpUrl: string, from: string | null) {
  const transport = createTransport(smtpUrl)
  return async (person: Person, link: string): Promise<void> => {
    await transport.sendMail({
      to: { name: person.name, address: person.email },
      ...(from === null ? {} : { from }),
      subject: 'Antesala: nueva contraseña',
      text: `Hola, ${person.name}:\n\nCon este enlace eliges una contraseña nueva. Vale durante una hora y una sola vez.\n\n${link}\n\nSi no la has pedido, no hagas nada: la que tienes sigue valiendo.\n`,
    })
  }
}
