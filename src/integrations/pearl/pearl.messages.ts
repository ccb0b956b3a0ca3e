/** What people read when Pearl AI refuses; each says what to do. */
import type { Messages } from '../../platform/http/messages.ts'

export const pearlMessages = {
  'pearl.unauthorized': {
    es: 'Pearl AI no acepta las credenciales. Copia el AccountId (24 caracteres) y la SecretKey (32) de la misma cuenta, cada uno en su campo, sin la palabra «AccountId:» delante.',
    en: 'Pearl AI does not accept the credentials. Copy the AccountId (24 characters) and the SecretKey (32) of the same account, each into its field, without the word “AccountId:” in front.',
    ca: 'Pearl AI no accepta les credencials. Copia l’AccountId (24 caràcters) i la SecretKey (32) del mateix compte, cadascun al seu camp, sense la paraula «AccountId:» al davant.',
  },
  'pearl.not_found': {
    es: 'Pearl AI no conoce esa campaña. Comprueba que el id es el de la campaña saliente (outboundId), no el del Pearl.',
    en: 'Pearl AI does not know that campaign. Check that the id is the outbound’s (outboundId), not the Pearl’s.',
    ca: 'Pearl AI no coneix aquesta campanya. Comprova que l’id és el de la campanya sortint (outboundId), no el del Pearl.',
  },
  'pearl.wrong_call_id': {
    es: 'Pearl AI no conoce esa llamada: el id es de una petición, no de una llamada. Espera a que descuelguen y vuelve a consultarla.',
    en: 'Pearl AI does not know that call: the id is a request’s, not a call’s. Wait until the phone is picked up and ask again.',
    ca: 'Pearl AI no coneix aquesta trucada: l’id és d’una petició, no d’una trucada. Espera que despengin i torna-la a consultar.',
  },
  'pearl.campaign_inactive': {
    es: 'La campaña está parada en Pearl AI. Actívala allí y vuelve a pulsar START.',
    en: 'The campaign is not running at Pearl AI. Activate it there and press START again.',
    ca: 'La campanya està aturada a Pearl AI. Activa-la allà i torna a prémer START.',
  },
  'pearl.no_credits': {
    es: 'La cuenta de Pearl AI no tiene saldo. Recárgala y vuelve a pulsar START.',
    en: 'The Pearl AI account has no credit left. Top it up and press START again.',
    ca: 'El compte de Pearl AI no té saldo. Recarrega’l i torna a prémer START.',
  },
  'pearl.blacklisted': {
    es: 'Pearl AI tiene ese teléfono en su lista negra. Quítalo allí si la persona quiere que la llamen.',
    en: 'Pearl AI has that phone on its blacklist. Remove it there if the person wants to be called.',
    ca: 'Pearl AI té aquest telèfon a la llista negra. Treu-l’en allà si la persona vol que la truquin.',
  },
  'pearl.refused': {
    es: 'Pearl AI ha rechazado la petición (HTTP {status}). Revisa el teléfono y los datos de la campaña.',
    en: 'Pearl AI refused the request (HTTP {status}). Check the phone and the campaign’s data.',
    ca: 'Pearl AI ha rebutjat la petició (HTTP {status}). Revisa el telèfon i les dades de la campanya.',
  },
} satisfies Messages
