/** What this domain says to people, in three languages. Reasons of the policy are read out in the console too. */
import type { Messages } from '../../platform/http/messages.ts'
import type { BlockReason } from './contact.ts'

export const contactsMessages = {
  'contact.not_found': {
    es: 'No existe esa persona. Puede que se haya borrado: vuelve a buscarla.',
    en: 'There is no such person. They may have been deleted: search again.',
    ca: 'No existeix aquesta persona. Potser s’ha esborrat: torna-la a buscar.',
  },
  'contact.invalid': {
    es: 'Hay datos de la persona que no valen: {fields}. Corrígelos y vuelve a guardar.',
    en: 'Some of this person’s data cannot be used: {fields}. Correct it and save again.',
    ca: 'Hi ha dades de la persona que no són vàlides: {fields}. Corregeix-les i torna a desar.',
  },
  'contact.exists': {
    es: 'Ya hay una persona con ese teléfono o correo. Elige una de las que se proponen o confirma que es otra distinta.',
    en: 'There is already a person with that phone or e-mail. Pick one of those proposed or confirm that this is somebody else.',
    ca: 'Ja hi ha una persona amb aquest telèfon o correu. Tria una de les que es proposen o confirma que és una altra.',
  },
  'contact.do_not_contact': {
    es: 'Esta persona ha pedido que no se la contacte, y así queda. No se ha programado nada.',
    en: 'This person has asked not to be contacted, and that stands. Nothing was scheduled.',
    ca: 'Aquesta persona ha demanat que no la contactin, i així queda. No s’ha programat res.',
  },
  'contact.identity_taken': {
    es: 'Ese identificador ya es de otra persona. Búscala y únelas si son la misma.',
    en: 'That identifier already belongs to another person. Find them and merge the two if they are one.',
    ca: 'Aquest identificador ja és d’una altra persona. Busca-la i uneix-les si són la mateixa.',
  },
  'timeline.bad_cursor': {
    es: 'El cursor no vale. Empieza de nuevo por la primera página.',
    en: 'The cursor cannot be used. Start again from the first page.',
    ca: 'El cursor no és vàlid. Torna a començar per la primera pàgina.',
  },
  'phone.empty': {
    es: 'El teléfono está vacío. Escríbelo o quita la línea.',
    en: 'The phone is empty. Write it or remove the line.',
    ca: 'El telèfon és buit. Escriu-lo o treu la línia.',
  },
  'phone.not_a_number': {
    es: 'Eso no es un teléfono. Escribe solo sus cifras, con prefijo si no es de tu país.',
    en: 'That is not a phone number. Write its digits only, with the country code if it is foreign.',
    ca: 'Això no és un telèfon. Escriu-ne només les xifres, amb prefix si no és del teu país.',
  },
  'phone.too_short': {
    es: 'Al teléfono le faltan cifras; en España son 9.',
    en: 'The phone lacks digits; in Spain there are 9.',
    ca: 'Al telèfon li falten xifres; a Espanya en són 9.',
  },
  'phone.too_long': {
    es: 'Al teléfono le sobran cifras; en España son 9.',
    en: 'The phone has too many digits; in Spain there are 9.',
    ca: 'Al telèfon li sobren xifres; a Espanya en són 9.',
  },
  'phone.wrong_length': {
    es: 'El teléfono no tiene el número de cifras de su país. Revísalo.',
    en: 'The phone does not have as many digits as its country uses. Check it.',
    ca: 'El telèfon no té el nombre de xifres del seu país. Revisa’l.',
  },
  'phone.unknown_country': {
    es: 'El prefijo del teléfono no es de ningún país. Revísalo.',
    en: 'The phone’s country code belongs to no country. Check it.',
    ca: 'El prefix del telèfon no és de cap país. Revisa’l.',
  },
  'phone.not_valid': {
    es: 'Ese teléfono no existe en la numeración de su país. Revisa las cifras.',
    en: 'That phone does not exist in its country’s numbering. Check the digits.',
    ca: 'Aquest telèfon no existeix en la numeració del seu país. Revisa’n les xifres.',
  },
  'email.invalid': {
    es: 'Eso no es un correo. Tiene esta forma: nombre@ejemplo.es.',
    en: 'That is not an e-mail address. It looks like this: name@example.com.',
    ca: 'Això no és un correu. Té aquesta forma: nom@exemple.cat.',
  },
  'policy.allowed': {
    es: 'Se la puede contactar ahora.',
    en: 'They may be contacted now.',
    ca: 'Se la pot contactar ara.',
  },
  'policy.objection': {
    es: 'Ha pedido que no se la contacte. Es definitivo.',
    en: 'They asked not to be contacted. That is final.',
    ca: 'Ha demanat que no la contactin. És definitiu.',
  },
  'policy.no_address': {
    es: 'No tiene ningún dato válido para este canal. Añádelo en su ficha.',
    en: 'They have nothing valid to be reached by on this channel. Add it to their record.',
    ca: 'No té cap dada vàlida per a aquest canal. Afegeix-la a la seva fitxa.',
  },
  'policy.consent_missing': {
    es: 'Falta su consentimiento para llamadas comerciales automáticas. Regístralo antes, o que llame una persona.',
    en: 'Their consent to automated commercial calls is missing. Record it first, or have a person call.',
    ca: 'Falta el seu consentiment per a trucades comercials automàtiques. Registra’l abans, o que truqui una persona.',
  },
  'policy.consent_withdrawn': {
    es: 'Retiró su consentimiento para este canal.',
    en: 'They withdrew their consent for this channel.',
    ca: 'Va retirar el seu consentiment per a aquest canal.',
  },
  'policy.consent_expired': {
    es: 'Su consentimiento ha caducado. Pídelo de nuevo antes de contactar.',
    en: 'Their consent has expired. Ask for it again before contacting them.',
    ca: 'El seu consentiment ha caducat. Demana’l de nou abans de contactar-hi.',
  },
  'policy.robinson_listed': {
    es: 'Está en la lista Robinson y no ha dado su consentimiento.',
    en: 'They are on the Robinson list and have not given consent.',
    ca: 'És a la llista Robinson i no ha donat el seu consentiment.',
  },
  'policy.robinson_unknown': {
    es: 'No se ha consultado la lista Robinson. Consúltala o registra su consentimiento antes de una llamada comercial.',
    en: 'The Robinson list has not been looked up. Look it up or record their consent before a commercial call.',
    ca: 'No s’ha consultat la llista Robinson. Consulta-la o registra el seu consentiment abans d’una trucada comercial.',
  },
  'policy.zone_unknown': {
    es: 'No se sabe en qué zona horaria está. Indícala en su ficha.',
    en: 'Their time zone is not known. Set it in their record.',
    ca: 'No se sap en quina zona horària és. Indica-la a la seva fitxa.',
  },
  'policy.outside_hours': {
    es: 'Está fuera del horario permitido.',
    en: 'It is outside the permitted hours.',
    ca: 'És fora de l’horari permès.',
  },
  'policy.holiday': {
    es: 'Hoy es festivo donde vive.',
    en: 'Today is a holiday where they live.',
    ca: 'Avui és festiu on viu.',
  },
  'policy.too_soon': {
    es: 'Se la contactó hace muy poco.',
    en: 'They were contacted very recently.',
    ca: 'S’hi ha contactat fa molt poc.',
  },
  'policy.cap_day': {
    es: 'Hoy ya se la ha contactado tantas veces como permite tu configuración.',
    en: 'They have been contacted today as often as your settings allow.',
    ca: 'Avui ja s’hi ha contactat tantes vegades com permet la teva configuració.',
  },
  'policy.cap_week': {
    es: 'En siete días ya se la ha contactado tantas veces como permite tu configuración.',
    en: 'They have been contacted within seven days as often as your settings allow.',
    ca: 'En set dies ja s’hi ha contactat tantes vegades com permet la teva configuració.',
  },
} satisfies Messages & Record<`policy.${BlockReason}`, unknown>
