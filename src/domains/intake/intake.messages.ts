/** What intake has to say. */
import type { Messages } from '../../platform/http/messages.ts'

export const intakeMessages = {
  'intake.too_large': {
    es: 'El aviso es demasiado grande. Envía como mucho 1 MB.',
    en: 'The delivery is too large. Send 1 MB at most.',
    ca: 'L’avís és massa gran. Envia com a molt 1 MB.',
  },
  'intake.unreadable': {
    es: 'El aviso contiene caracteres que no se pueden guardar. Envíalo como JSON en UTF-8.',
    en: 'The delivery has characters that cannot be stored. Send it as JSON in UTF-8.',
    ca: 'L’avís conté caràcters que no es poden desar. Envia’l com a JSON en UTF-8.',
  },
} satisfies Messages
