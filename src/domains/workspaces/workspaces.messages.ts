/** What this domain has to say: sign-in, members, keys, settings, connections. */
import type { Messages } from '../../platform/http/messages.ts'

export const workspacesMessages = {
  'auth.credentials_wrong': {
    es: 'El correo o la contraseña no coinciden. Revísalos o pide un enlace para elegir otra contraseña.',
    en: 'The e-mail or the password is not right. Check them, or ask for a link to choose another password.',
    ca: 'El correu o la contrasenya no coincideixen. Revisa’ls o demana un enllaç per triar una altra contrasenya.',
  },
  'auth.email_invalid': {
    es: 'Eso no es una dirección de correo. Escríbela como nombre@dominio.',
    en: 'That is not an e-mail address. Write it as name@domain.',
    ca: 'Això no és una adreça de correu. Escriu-la com a nom@domini.',
  },
  'auth.password_wrong': {
    es: 'Tu contraseña actual no es esa. Vuelve a escribirla.',
    en: 'That is not your present password. Type it again.',
    ca: 'La teva contrasenya actual no és aquesta. Torna-la a escriure.',
  },
  'auth.password_short': {
    es: 'La contraseña es demasiado corta. Usa al menos 10 caracteres.',
    en: 'The password is too short. Use at least 10 characters.',
    ca: 'La contrasenya és massa curta. Fes servir almenys 10 caràcters.',
  },
  'auth.password_long': {
    es: 'La contraseña es demasiado larga. Usa como mucho 128 caracteres.',
    en: 'The password is too long. Use 128 characters at most.',
    ca: 'La contrasenya és massa llarga. Fes servir com a molt 128 caràcters.',
  },
  'auth.link_expired': {
    es: 'Este enlace ya se usó o ha caducado. Pide otro desde la página de acceso.',
    en: 'This link was used already or has expired. Ask for another one on the sign-in page.',
    ca: 'Aquest enllaç ja s’ha fet servir o ha caducat. Demana’n un altre des de la pàgina d’accés.',
  },
  'auth.code_wrong': {
    es: 'El código no vale o ya se usó. Espera al siguiente de tu aplicación y escríbelo.',
    en: 'The code is not valid or was used already. Wait for the next one in your app and type it.',
    ca: 'El codi no val o ja s’ha fet servir. Espera el següent de la teva aplicació i escriu-lo.',
  },
  'auth.second_step_expired': {
    es: 'Ha pasado demasiado tiempo o ha habido demasiados códigos erróneos. Vuelve a entrar con tu correo y contraseña.',
    en: 'Too much time has passed, or too many codes were wrong. Sign in again with your e-mail and password.',
    ca: 'Ha passat massa temps o hi ha hagut massa codis erronis. Torna a entrar amb el teu correu i contrasenya.',
  },
  'auth.two_factor_off': {
    es: 'El segundo factor no está activado en esta cuenta. Actívalo antes en tu perfil.',
    en: 'The second factor is not switched on for this account. Switch it on in your profile first.',
    ca: 'El segon factor no està activat en aquest compte. Activa’l abans al teu perfil.',
  },
  'auth.too_many_tries': {
    es: 'Demasiados intentos seguidos. Espera {seconds} s y vuelve a probar.',
    en: 'Too many tries in a row. Wait {seconds} s and try again.',
    ca: 'Massa intents seguits. Espera {seconds} s i torna-ho a provar.',
  },
  'auth.unavailable': {
    es: 'Ahora mismo no se puede comprobar tu cuenta. Vuelve a intentarlo en unos segundos.',
    en: 'Your account cannot be checked right now. Try again in a few seconds.',
    ca: 'Ara mateix no es pot comprovar el teu compte. Torna-ho a provar d’aquí a uns segons.',
  },
  'setup.done': {
    es: 'Antesala ya tiene dueño. Entra con tu cuenta, o pide a quien la lleva que te invite.',
    en: 'Antesala has an owner already. Sign in, or ask whoever runs it to invite you.',
    ca: 'Antesala ja té propietari. Entra amb el teu compte, o demana a qui la porta que et convidi.',
  },
  'setup.token_wrong': {
    es: 'Ese código no es el que se mostró al arrancar, o ya se usó. Cópialo de la última línea del arranque.',
    en: 'That is not the code shown at start, or it was used already. Copy it from the last lines of the start.',
    ca: 'Aquest codi no és el que es va mostrar en arrencar, o ja s’ha fet servir. Copia’l de les últimes línies de l’arrencada.',
  },
  'workspace.not_found': {
    es: 'Este espacio de trabajo ya no existe.',
    en: 'This workspace no longer exists.',
    ca: 'Aquest espai de treball ja no existeix.',
  },
  'workspace.exists': {
    es: 'Ya existe un espacio de trabajo con ese identificador. Usa otro, o ninguno.',
    en: 'There is a workspace with that id already. Use another one, or none.',
    ca: 'Ja existeix un espai de treball amb aquest identificador. Fes-ne servir un altre, o cap.',
  },
  'workspace.name_missing': {
    es: 'El espacio de trabajo necesita un nombre de entre 1 y 200 caracteres.',
    en: 'The workspace needs a name of 1 to 200 characters.',
    ca: 'L’espai de treball necessita un nom d’entre 1 i 200 caràcters.',
  },
  'workspace.zone_unknown': {
    es: 'No conozco la zona horaria {zone}. Usa una como Europe/Madrid o America/Bogota.',
    en: 'I do not know the time zone {zone}. Use one such as Europe/Madrid or America/Bogota.',
    ca: 'No conec la zona horària {zone}. Fes-ne servir una com Europe/Madrid o America/Bogota.',
  },
  'settings.invalid': {
    es: 'Hay ajustes que no valen: {fields}. Corrígelos; no se ha cambiado nada.',
    en: 'Some settings cannot be used: {fields}. Correct them; nothing was changed.',
    ca: 'Hi ha ajustos que no són vàlids: {fields}. Corregeix-los; no s’ha canviat res.',
  },
  'settings.window_order': {
    es: 'El final de la franja debe ser posterior al comienzo.',
    en: 'The end of the window must come after its start.',
    ca: 'El final de la franja ha de ser posterior al començament.',
  },
  'settings.windows_overlap': {
    es: 'Las franjas de un mismo día no pueden solaparse.',
    en: 'The windows of one day must not overlap.',
    ca: 'Les franges d’un mateix dia no es poden encavalcar.',
  },
  'member.not_found': {
    es: 'No existe esa persona en este espacio de trabajo.',
    en: 'There is no such person in this workspace.',
    ca: 'No existeix aquesta persona en aquest espai de treball.',
  },
  'member.exists': {
    es: '{email} ya es miembro de este espacio de trabajo. Cambia su papel en la lista.',
    en: '{email} is a member of this workspace already. Change their role in the list.',
    ca: '{email} ja és membre d’aquest espai de treball. Canvia’n el rol a la llista.',
  },
  'member.has_account': {
    es: 'Esa persona ya tiene cuenta y entra con su contraseña. Si la ha olvidado, puede pedir otra en la página de acceso.',
    en: 'That person has an account already and signs in with its password. Who forgot it asks for another on the sign-in page.',
    ca: 'Aquesta persona ja té compte i entra amb la seva contrasenya. Si l’ha oblidada, en pot demanar una altra a la pàgina d’accés.',
  },
  'member.last_owner': {
    es: 'Es la única persona propietaria. Da antes ese papel a alguien más.',
    en: 'This is the only owner. Give somebody else that role first.',
    ca: 'És l’única persona propietària. Dona abans aquest rol a algú més.',
  },
  'api_key.not_found': {
    es: 'No existe esa clave, o ya estaba revocada.',
    en: 'There is no such key, or it was revoked already.',
    ca: 'No existeix aquesta clau, o ja estava revocada.',
  },
  'api_key.scopes_invalid': {
    es: 'Los permisos de la clave deben ser uno o varios de: {scopes}.',
    en: 'The key’s scopes must be one or more of: {scopes}.',
    ca: 'Els permisos de la clau han de ser un o més de: {scopes}.',
  },
  'connection.vendor_unknown': {
    es: 'No hay conexión llamada {vendor}. Las que hay: {vendors}.',
    en: 'There is no connection called {vendor}. There are: {vendors}.',
    ca: 'No hi ha cap connexió anomenada {vendor}. Les que hi ha: {vendors}.',
  },
  'connection.secrets_again': {
    es: 'Has cambiado la dirección: escribe otra vez {secrets}, para que nada secreto vaya a un sitio nuevo sin que lo confirmes.',
    en: 'You changed the address: enter {secrets} again, so that nothing secret goes to a new place without your word.',
    ca: 'Has canviat l’adreça: torna a escriure {secrets}, perquè res secret vagi a un lloc nou sense que ho confirmis.',
  },
  'connection.invalid': {
    es: 'La conexión tiene datos que no valen: {fields}. Corrígelos; no se ha guardado nada.',
    en: 'The connection has values that cannot be used: {fields}. Correct them; nothing was saved.',
    ca: 'La connexió té dades que no són vàlides: {fields}. Corregeix-les; no s’ha desat res.',
  },
  'secrets.unreadable': {
    es: 'Un secreto guardado no se puede abrir: falta en ENCRYPTION_KEY la clave con la que se selló. Avisa a quien lleva el sistema.',
    en: 'A stored secret cannot be opened: ENCRYPTION_KEY lacks the key it was sealed with. Tell whoever runs the system.',
    ca: 'Un secret desat no es pot obrir: a ENCRYPTION_KEY hi falta la clau amb què es va segellar. Avisa qui porta el sistema.',
  },
  'audit.bad_cursor': {
    es: 'Ese cursor no es de esta lista. Usa el nextCursor de la página anterior tal como llegó.',
    en: 'That cursor is not of this list. Use the nextCursor of the page before as it came.',
    ca: 'Aquest cursor no és d’aquesta llista. Fes servir el nextCursor de la pàgina anterior tal com va arribar.',
  },
  'mail.refused': {
    es: 'El servidor de correo no acepta esa dirección. Revísala.',
    en: 'The mail server does not take that address. Check it.',
    ca: 'El servidor de correu no accepta aquesta adreça. Revisa-la.',
  },
  'mail.unreachable': {
    es: 'El servidor de correo no responde. Se volverá a intentar.',
    en: 'The mail server does not answer. It will be tried again.',
    ca: 'El servidor de correu no respon. Es tornarà a provar.',
  },
  'mail.not_set': {
    es: 'No hay servidor de correo configurado (SMTP_URL). Configúralo y repite el envío.',
    en: 'No mail server is set (SMTP_URL). Set it and send again.',
    ca: 'No hi ha cap servidor de correu configurat (SMTP_URL). Configura’l i repeteix l’enviament.',
  },
} satisfies Messages
