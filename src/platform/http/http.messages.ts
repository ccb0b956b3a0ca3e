/** What the edge itself has to say. */
import type { Messages } from './messages.ts'

export const httpMessages = {
  'internal.unexpected': {
    es: 'Algo ha fallado por nuestra parte y ha quedado anotado. Vuelve a intentarlo; si se repite, avisa a quien lleva el sistema.',
    en: 'Something failed on our side and has been noted. Try again; if it happens again, tell whoever runs the system.',
    ca: 'Alguna cosa ha fallat per part nostra i ha quedat anotada. Torna-ho a provar; si es repeteix, avisa qui porta el sistema.',
  },
  'database.unavailable': {
    es: 'La base de datos no responde ahora mismo. No se ha guardado nada; vuelve a intentarlo en unos segundos.',
    en: 'The database is not answering right now. Nothing was saved; try again in a few seconds.',
    ca: 'La base de dades no respon ara mateix. No s’ha desat res; torna-ho a provar d’aquí a uns segons.',
  },
  'request.invalid': {
    es: 'La petición tiene datos que no valen: {fields}. Corrígelos y vuelve a enviarla.',
    en: 'The request has values that cannot be used: {fields}. Correct them and send it again.',
    ca: 'La petició té dades que no són vàlides: {fields}. Corregeix-les i torna-la a enviar.',
  },
  'request.bad_json': {
    es: 'El cuerpo no es JSON válido. Revisa comillas y comas y vuelve a enviarlo.',
    en: 'The body is not valid JSON. Check quotes and commas and send it again.',
    ca: 'El cos no és JSON vàlid. Revisa cometes i comes i torna’l a enviar.',
  },
  'request.media_type': {
    es: 'Este tipo de contenido no se acepta aquí. Envía `application/json` salvo que la documentación diga otra cosa.',
    en: 'This content type is not accepted here. Send `application/json` unless the documentation says otherwise.',
    ca: 'Aquest tipus de contingut no s’accepta aquí. Envia `application/json` si la documentació no diu una altra cosa.',
  },
  'request.too_large': {
    es: 'La petición es demasiado grande para esta ruta. Envíala en partes más pequeñas.',
    en: 'The request is too large for this route. Send it in smaller parts.',
    ca: 'La petició és massa gran per a aquesta ruta. Envia-la en parts més petites.',
  },
  'request.unreadable': {
    es: 'La petición no se puede leer. Revisa su forma en /docs.',
    en: 'The request cannot be read. Check its form at /docs.',
    ca: 'La petició no es pot llegir. Revisa’n la forma a /docs.',
  },
  'request.unstorable': {
    es: 'La petición lleva un carácter que no se puede guardar (NUL o medio carácter Unicode). Quítalo y vuelve a enviarla.',
    en: 'The request has a character that cannot be stored (NUL or half a Unicode character). Remove it and send it again.',
    ca: 'La petició porta un caràcter que no es pot desar (NUL o mig caràcter Unicode). Treu-lo i torna-la a enviar.',
  },
  'request.too_many': {
    es: 'Demasiadas peticiones seguidas. Espera {seconds} s y continúa.',
    en: 'Too many requests in a row. Wait {seconds} s and go on.',
    ca: 'Massa peticions seguides. Espera {seconds} s i continua.',
  },
  'request.overloaded': {
    es: 'El servidor está muy cargado. Vuelve a intentarlo en unos segundos.',
    en: 'The server is under heavy load. Try again in a few seconds.',
    ca: 'El servidor està molt carregat. Torna-ho a provar d’aquí a uns segons.',
  },
  'route.not_found': {
    es: 'Esta dirección no existe. Las que hay están en /docs.',
    en: 'There is nothing at this address. What there is, is listed at /docs.',
    ca: 'Aquesta adreça no existeix. Les que hi ha són a /docs.',
  },
  'route.method_not_allowed': {
    es: 'Esta dirección no admite ese método. Los que admite están en /docs.',
    en: 'This address does not take that method. Those it takes are listed at /docs.',
    ca: 'Aquesta adreça no admet aquest mètode. Els que admet són a /docs.',
  },
  'auth.required': {
    es: 'Hace falta una clave (cabecera X-API-KEY) o haber iniciado sesión.',
    en: 'A key (header X-API-KEY) or a session is needed.',
    ca: 'Cal una clau (capçalera X-API-KEY) o haver iniciat sessió.',
  },
  'auth.key_invalid': {
    es: 'La clave no vale o ha sido revocada. Crea otra en Ajustes › Claves.',
    en: 'The key is not valid or has been revoked. Make another one in Settings › Keys.',
    ca: 'La clau no val o ha estat revocada. Crea’n una altra a Configuració › Claus.',
  },
  'auth.scope_missing': {
    es: 'A esta clave o a tu papel le falta el permiso {scope}.',
    en: 'This key or your role lacks the permission {scope}.',
    ca: 'A aquesta clau o al teu rol li falta el permís {scope}.',
  },
  'auth.person_only': {
    es: 'Esto solo lo puede hacer una persona que haya iniciado sesión, no una clave.',
    en: 'Only a signed-in person can do this, not a key.',
    ca: 'Això només ho pot fer una persona que hagi iniciat sessió, no una clau.',
  },
  'auth.workspace_mismatch': {
    es: 'X-Workspace-Id no es el espacio de trabajo de esta clave o sesión. Quítalo o corrígelo.',
    en: 'X-Workspace-Id is not the workspace of this key or session. Remove or correct it.',
    ca: 'X-Workspace-Id no és l’espai de treball d’aquesta clau o sessió. Treu-lo o corregeix-lo.',
  },
  'auth.origin': {
    es: 'La petición no viene de la consola. Con una sesión, hazla desde la misma dirección; desde un programa, usa una clave.',
    en: 'The request does not come from the console. With a session, send it from the same address; from a program, use a key.',
    ca: 'La petició no ve de la consola. Amb una sessió, fes-la des de la mateixa adreça; des d’un programa, fes servir una clau.',
  },
  'idempotency.mismatch': {
    es: 'Esa Idempotency-Key ya se usó con otro contenido. Usa una clave nueva para una petición distinta.',
    en: 'That Idempotency-Key was already used with another content. Use a new key for a different request.',
    ca: 'Aquesta Idempotency-Key ja es va fer servir amb un altre contingut. Fes servir una clau nova per a una petició diferent.',
  },
  'idempotency.in_progress': {
    es: 'La primera petición con esa Idempotency-Key sigue en marcha. Repítela en unos segundos para recibir su respuesta.',
    en: 'The first request with that Idempotency-Key is still under way. Repeat it in a few seconds to get its answer.',
    ca: 'La primera petició amb aquesta Idempotency-Key encara està en marxa. Repeteix-la d’aquí a uns segons per rebre’n la resposta.',
  },
  'idempotency.outcome_unknown': {
    es: 'La primera petición con esa Idempotency-Key se guardó, pero su respuesta se perdió. Mira el resultado antes de repetirla con otra clave.',
    en: 'The first request with that Idempotency-Key was saved, but its answer was lost. Look at the result before repeating it with another key.',
    ca: 'La primera petició amb aquesta Idempotency-Key es va desar, però la resposta es va perdre. Mira el resultat abans de repetir-la amb una altra clau.',
  },
  'idempotency.key_invalid': {
    es: 'Idempotency-Key debe tener entre 1 y 255 caracteres.',
    en: 'Idempotency-Key must have between 1 and 255 characters.',
    ca: 'Idempotency-Key ha de tenir entre 1 i 255 caràcters.',
  },
  'job.unknown': {
    es: 'No existe ningún trabajo llamado {job} en esta versión.',
    en: 'This version has no job called {job}.',
    ca: 'No hi ha cap tasca anomenada {job} en aquesta versió.',
  },
  'job.payload_invalid': {
    es: 'Los datos del trabajo no tienen la forma esperada.',
    en: 'The job’s data do not have the expected form.',
    ca: 'Les dades de la tasca no tenen la forma esperada.',
  },
  'job.interrupted': {
    es: 'El trabajo se interrumpió varias veces a medias. Revisa el registro antes de repetirlo.',
    en: 'The job was interrupted half-way several times. Look at the log before repeating it.',
    ca: 'La tasca es va interrompre diverses vegades a mig fer. Revisa el registre abans de repetir-la.',
  },
  'dead_letter.not_found': {
    es: 'No existe ese trabajo fallido, o ya se repitió.',
    en: 'There is no such failed job, or it was replayed already.',
    ca: 'No existeix aquesta tasca fallida, o ja es va repetir.',
  },
  'metrics.token': {
    es: 'Las métricas piden su token (METRICS_TOKEN) como Bearer.',
    en: 'The metrics ask for their token (METRICS_TOKEN) as Bearer.',
    ca: 'Les mètriques demanen el seu token (METRICS_TOKEN) com a Bearer.',
  },
} satisfies Messages
