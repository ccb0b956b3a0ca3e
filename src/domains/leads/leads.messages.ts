/** What this domain says to people, in three languages. Imports have their own file. */
import type { Messages } from '../../platform/http/messages.ts'

export const leadsMessages = {
  'lead.not_found': {
    es: 'No existe ese lead. Puede que se haya borrado: vuelve a buscarlo.',
    en: 'There is no such lead. It may have been deleted: search again.',
    ca: 'No existeix aquest lead. Potser s’ha esborrat: torna’l a buscar.',
  },
  'lead.phone_unknown': {
    es: 'Ningún lead tiene el teléfono {phone}. Revisa el número o crea antes el lead.',
    en: 'No lead has the phone {phone}. Check the number or create the lead first.',
    ca: 'Cap lead té el telèfon {phone}. Revisa el número o crea abans el lead.',
  },
  'lead.bad_cursor': {
    es: 'El cursor no vale para esta lista y este orden. Empieza por la primera página.',
    en: 'The cursor does not fit this list and order. Start from the first page.',
    ca: 'El cursor no és vàlid per a aquesta llista i aquest ordre. Comença per la primera pàgina.',
  },
  'lead.bad_date': {
    es: '“{value}” no es una fecha que se pueda leer. Escríbela como 2026-11-24 o 2026-11-24T10:00:00+01:00.',
    en: '“{value}” cannot be read as a date. Write it like 2026-11-24 or 2026-11-24T10:00:00+01:00.',
    ca: '“{value}” no és una data que es pugui llegir. Escriu-la com 2026-11-24 o 2026-11-24T10:00:00+01:00.',
  },
  'lead.closure_reason_missing': {
    es: 'Para cerrar un lead hay que decir por qué. Envía también `closure_reason`.',
    en: 'Closing a lead needs a reason. Send `closure_reason` as well.',
    ca: 'Per tancar un lead cal dir per què. Envia també `closure_reason`.',
  },
  'lead.reason_without_closing': {
    es: 'Un lead abierto no tiene motivo de cierre. Quita `closure_reason` o cierra el lead.',
    en: 'An open lead has no closure reason. Leave `closure_reason` out or close the lead.',
    ca: 'Un lead obert no té motiu de tancament. Treu `closure_reason` o tanca el lead.',
  },
  'lead.person_nameless': {
    es: 'Falta con qué reconocer a la persona. Pon al menos un nombre, un teléfono o un correo.',
    en: 'There is nothing to tell the person by. Give at least a name, a phone or an e-mail.',
    ca: 'Falta alguna cosa per reconèixer la persona. Posa-hi almenys un nom, un telèfon o un correu.',
  },
  'campaign.not_found': {
    es: 'No existe esa campaña. Elige una de la lista de campañas.',
    en: 'There is no such campaign. Pick one from the list of campaigns.',
    ca: 'No existeix aquesta campanya. Tria’n una de la llista de campanyes.',
  },
  'channel.not_found': {
    es: 'No existe ese canal. Elige uno de la lista de canales.',
    en: 'There is no such channel. Pick one from the list of channels.',
    ca: 'No existeix aquest canal. Tria’n un de la llista de canals.',
  },
  'advisor.not_found': {
    es: 'No existe ese asesor. Elige uno de la lista de asesores.',
    en: 'There is no such advisor. Pick one from the list of advisors.',
    ca: 'No existeix aquest assessor. Tria’n un de la llista d’assessors.',
  },
  'result.phone_missing': {
    es: 'Falta `telefono`: sin él no se sabe de qué lead se trata.',
    en: '`telefono` is missing: without it there is no telling which lead this is about.',
    ca: 'Falta `telefono`: sense ell no se sap de quin lead es tracta.',
  },
  'result.phone_invalid': {
    es: '“{value}” no es un teléfono válido. Envía el número del lead con todas sus cifras.',
    en: '“{value}” is not a valid phone. Send the lead’s number with all its digits.',
    ca: '“{value}” no és un telèfon vàlid. Envia el número del lead amb totes les xifres.',
  },
  'result.nothing_to_update': {
    es: 'No hay nada que actualizar. Además de `telefono`, envía al menos uno de estos campos con un valor: {accepted}.',
    en: 'There is nothing to update. Besides `telefono`, send at least one of these fields with a value: {accepted}.',
    ca: 'No hi ha res per actualitzar. A més de `telefono`, envia almenys un d’aquests camps amb un valor: {accepted}.',
  },
  'result.invalid': {
    es: 'El resultado tiene campos que no valen: {fields}. No se ha guardado nada; corrígelos y vuelve a enviarlo.',
    en: 'The result has fields that cannot be used: {fields}. Nothing was saved; correct them and send it again.',
    ca: 'El resultat té camps que no són vàlids: {fields}. No s’ha desat res; corregeix-los i torna’l a enviar.',
  },
  'result.not_text': {
    es: 'Tiene que ser un texto.',
    en: 'It has to be text.',
    ca: 'Ha de ser un text.',
  },
  'result.too_long': {
    es: 'Es demasiado largo: como mucho {max} caracteres.',
    en: 'It is too long: {max} characters at most.',
    ca: 'És massa llarg: com a màxim {max} caràcters.',
  },
  'result.not_boolean': {
    es: 'Tiene que ser `true` o `false`.',
    en: 'It has to be `true` or `false`.',
    ca: 'Ha de ser `true` o `false`.',
  },
  'result.code_unknown': {
    es: 'Ese código no existe. Los que se aceptan son: {accepted}.',
    en: 'There is no such code. Accepted are: {accepted}.',
    ca: 'Aquest codi no existeix. Els que s’accepten són: {accepted}.',
  },
  'result.two_codes': {
    es: '`codigoNoInteres` y `codigoVolverLlamar` no pueden ir juntos. Envía solo uno.',
    en: '`codigoNoInteres` and `codigoVolverLlamar` exclude each other. Send only one.',
    ca: '`codigoNoInteres` i `codigoVolverLlamar` no poden anar junts. Envia’n només un.',
  },
  'result.not_a_time': {
    es: 'No se puede leer esa fecha y hora. Formas aceptadas: {accepted}.',
    en: 'That date and time cannot be read. Accepted forms: {accepted}.',
    ca: 'Aquesta data i hora no es pot llegir. Formes acceptades: {accepted}.',
  },
  'callback.not_allowed': {
    es: 'No se puede programar la rellamada: {reason} No se ha guardado nada.',
    en: 'The callback cannot be scheduled: {reason} Nothing was saved.',
    ca: 'No es pot programar la trucada: {reason} No s’ha desat res.',
  },
  'result.saved': {
    es: 'Resultado guardado.',
    en: 'Result saved.',
    ca: 'Resultat desat.',
  },
  'result.saved_callback': {
    es: 'Resultado guardado. Se le volverá a llamar el {date} a las {time}.',
    en: 'Result saved. They will be called again on {date} at {time}.',
    ca: 'Resultat desat. Se li tornarà a trucar el {date} a les {time}.',
  },
  'result.unchanged': {
    es: 'Ya estaba así: no ha cambiado nada.',
    en: 'It was so already: nothing has changed.',
    ca: 'Ja estava així: no ha canviat res.',
  },
} satisfies Messages
