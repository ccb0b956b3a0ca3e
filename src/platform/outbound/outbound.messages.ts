/** What people read when a vendor did not do what was asked; each says what to do. */
import type { Messages } from '../http/messages.ts'

export const outboundMessages = {
  'vendor.refused': {
    es: '{vendor} ha rechazado la petición (HTTP {status}). Revisa los datos enviados y la conexión en Integraciones.',
    en: '{vendor} refused the request (HTTP {status}). Check the data sent and the connection under Integrations.',
    ca: '{vendor} ha rebutjat la petició (HTTP {status}). Revisa les dades enviades i la connexió a Integracions.',
  },
  'vendor.unauthorized': {
    es: '{vendor} no acepta las credenciales (HTTP {status}). Vuelve a escribirlas en Integraciones y prueba la conexión.',
    en: '{vendor} does not accept the credentials (HTTP {status}). Enter them again under Integrations and test the connection.',
    ca: '{vendor} no accepta les credencials (HTTP {status}). Torna-les a escriure a Integracions i prova la connexió.',
  },
  'vendor.busy': {
    es: '{vendor} no puede atender ahora. Espera un momento y vuelve a intentarlo; no se ha hecho nada.',
    en: '{vendor} cannot answer right now. Wait a moment and try again; nothing was done.',
    ca: '{vendor} ara no pot atendre. Espera un moment i torna-ho a provar; no s’ha fet res.',
  },
  'vendor.away': {
    es: 'No se ha podido conectar con {vendor}. Comprueba la dirección y la red, y vuelve a intentarlo; no se ha hecho nada.',
    en: 'Could not connect to {vendor}. Check the address and the network, and try again; nothing was done.',
    ca: 'No s’ha pogut connectar amb {vendor}. Comprova l’adreça i la xarxa, i torna-ho a provar; no s’ha fet res.',
  },
  'vendor.left_alone': {
    es: '{vendor} lleva varios fallos seguidos, así que esperamos antes de volver a llamarlo. Vuelve a intentarlo en un minuto.',
    en: '{vendor} has failed several times in a row, so we are waiting before trying it again. Try again in a minute.',
    ca: '{vendor} ha fallat diverses vegades seguides, així que esperem abans de tornar-hi. Torna-ho a provar d’aquí a un minut.',
  },
  'vendor.no_answer': {
    es: '{vendor} no ha contestado y no sabemos si lo ha hecho. Comprueba el resultado antes de repetirlo.',
    en: '{vendor} did not answer and we do not know whether it was done. Check the result before repeating it.',
    ca: '{vendor} no ha contestat i no sabem si ho ha fet. Comprova el resultat abans de repetir-ho.',
  },
  'vendor.unreadable': {
    es: '{vendor} ha contestado algo que no se puede leer. Comprueba la dirección de la conexión; si es correcta, avisa a soporte.',
    en: '{vendor} answered something that cannot be read. Check the address of the connection; if it is right, tell support.',
    ca: '{vendor} ha contestat una cosa que no es pot llegir. Comprova l’adreça de la connexió; si és correcta, avisa suport.',
  },
} satisfies Messages
