/** What the product's own mails say. */
import type { Locale } from '../../platform/scope.ts'

interface MailText {
  subject: string
  text: string
}

export const accountMailTexts = {
  reset: {
    es: {
      subject: 'Tu nueva contraseña de Antesala',
      text: 'Alguien, seguramente tú, ha pedido cambiar tu contraseña. Elige la nueva aquí:\n\n{link}\n\nEl enlace sirve una sola vez y caduca en una hora. Si no has sido tú, no hagas nada: tu contraseña sigue siendo la misma.\n',
    },
    en: {
      subject: 'Your new Antesala password',
      text: 'Somebody, probably you, asked to change your password. Choose the new one here:\n\n{link}\n\nThe link works once and expires in an hour. If it was not you, do nothing: your password stays as it is.\n',
    },
    ca: {
      subject: 'La teva nova contrasenya d’Antesala',
      text: 'Algú, segurament tu, ha demanat canviar la teva contrasenya. Tria la nova aquí:\n\n{link}\n\nL’enllaç serveix una sola vegada i caduca d’aquí a una hora. Si no has estat tu, no facis res: la contrasenya continua sent la mateixa.\n',
    },
  },
  invitation: {
    es: {
      subject: 'Te han invitado a {workspace}',
      text: 'Ya tienes cuenta en {workspace}. Elige tu contraseña para entrar:\n\n{link}\n\nEl enlace sirve una sola vez y caduca en tres días.\n',
    },
    en: {
      subject: 'You have been invited to {workspace}',
      text: 'You now have an account at {workspace}. Choose your password to come in:\n\n{link}\n\nThe link works once and expires in three days.\n',
    },
    ca: {
      subject: 'T’han convidat a {workspace}',
      text: 'Ja tens compte a {workspace}. Tria la teva contrasenya per entrar-hi:\n\n{link}\n\nL’enllaç serveix una sola vegada i caduca d’aquí a tres dies.\n',
    },
  },
  joined: {
    es: {
      subject: 'Te han añadido a {workspace}',
      text: 'Ya puedes entrar en {workspace} con tu contraseña de siempre:\n\n{link}\n',
    },
    en: {
      subject: 'You have been added to {workspace}',
      text: 'You can now open {workspace} with the password you already have:\n\n{link}\n',
    },
    ca: {
      subject: 'T’han afegit a {workspace}',
      text: 'Ja pots entrar a {workspace} amb la contrasenya de sempre:\n\n{link}\n',
    },
  },
} satisfies Record<string, Record<Locale, MailText>>
