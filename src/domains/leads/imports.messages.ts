/** What imports say: why a row was left out, what could not be read, what to do. Values come from the file. */
import { filesMessages } from '../../platform/files/files.messages.ts'
import type { Messages } from '../../platform/http/messages.ts'

export const importsMessages = {
  ...filesMessages,
  'import.not_found': {
    es: 'No existe esa importación. Búscala en el historial.',
    en: 'There is no such import. Look for it in the history.',
    ca: 'No existeix aquesta importació. Busca-la a l’historial.',
  },
  'import.not_multipart': {
    es: 'El archivo se envía como formulario multipart/form-data, en el campo `file`.',
    en: 'Send the file as a multipart/form-data form, in the field `file`.',
    ca: 'El fitxer s’envia com a formulari multipart/form-data, al camp `file`.',
  },
  'import.file_missing': {
    es: 'Falta el archivo: envíalo en el campo `file`.',
    en: 'The file is missing: send it in the field `file`.',
    ca: 'Falta el fitxer: envia’l al camp `file`.',
  },
  'import.options_not_json': {
    es: 'El campo `options` no es JSON válido. Revisa comillas y comas.',
    en: 'The field `options` is not valid JSON. Check quotes and commas.',
    ca: 'El camp `options` no és JSON vàlid. Revisa cometes i comes.',
  },
  'import.no_rows': {
    es: 'El archivo no tiene ninguna fila con datos debajo de la cabecera. Revisa que sea el archivo y la hoja que querías.',
    en: 'The file has no row with data below its header. Check that it is the file and sheet you meant.',
    ca: 'El fitxer no té cap fila amb dades sota la capçalera. Revisa que sigui el fitxer i el full que volies.',
  },
  'import.mapping_unknown_column': {
    es: 'El archivo no tiene ninguna columna «{column}». Usa las cabeceras tal como están en el archivo.',
    en: 'The file has no column “{column}”. Use the headers as they stand in the file.',
    ca: 'El fitxer no té cap columna «{column}». Fes servir les capçaleres tal com són al fitxer.',
  },
  'import.mapping_claimed_twice': {
    es: 'Dos columnas van al mismo campo ({field}). Deja una y pon la otra como `custom` o `ignore`.',
    en: 'Two columns go to the same field ({field}). Keep one and make the other `custom` or `ignore`.',
    ca: 'Dues columnes van al mateix camp ({field}). Deixa’n una i posa l’altra com a `custom` o `ignore`.',
  },
  'import.not_applicable': {
    es: 'Esta importación ya no se puede aplicar (estado: {status}). Sube el archivo otra vez si hace falta: lo que ya esté no se repite.',
    en: 'This import can no longer be applied (status: {status}). Upload the file again if need be: what is there already is not repeated.',
    ca: 'Aquesta importació ja no es pot aplicar (estat: {status}). Torna a pujar el fitxer si cal: el que ja hi és no es repeteix.',
  },
  'import.not_cancellable': {
    es: 'Esta importación ya terminó (estado: {status}). Si quieres quitar lo importado, deshazla.',
    en: 'This import has ended (status: {status}). To remove what it brought in, undo it.',
    ca: 'Aquesta importació ja ha acabat (estat: {status}). Si vols treure el que s’ha importat, desfés-la.',
  },
  'import.not_undoable': {
    es: 'En esta importación no hay nada que deshacer (estado: {status}).',
    en: 'There is nothing to undo in this import (status: {status}).',
    ca: 'En aquesta importació no hi ha res per desfer (estat: {status}).',
  },
  'import.touched': {
    es: 'No se puede deshacer: {count} filas han cambiado desde entonces (llamadas, notas, correcciones u otra importación). No se ha tocado nada.',
    en: 'It cannot be undone: {count} rows have changed since (calls, notes, corrections or another import). Nothing was touched.',
    ca: 'No es pot desfer: {count} files han canviat des de llavors (trucades, notes, correccions o una altra importació). No s’ha tocat res.',
  },

  'import.no_phone_no_email': {
    es: 'La fila no tiene ningún teléfono válido ni correo. Añade uno de los dos.',
    en: 'The row has no valid phone and no e-mail. Add one of them.',
    ca: 'La fila no té cap telèfon vàlid ni correu. Afegeix-n’hi un.',
  },
  'import.phone_not_a_number': {
    es: '«{value}» no es un teléfono. Escribe solo el número.',
    en: '“{value}” is not a phone. Write the number alone.',
    ca: '«{value}» no és un telèfon. Escriu només el número.',
  },
  'import.phone_too_short': {
    es: 'Al teléfono «{value}» le faltan cifras (en España son 9). Complétalo en el archivo.',
    en: 'The phone “{value}” has too few digits (in Spain there are 9). Complete it in the file.',
    ca: 'Al telèfon «{value}» li falten xifres (a Espanya en són 9). Completa’l al fitxer.',
  },
  'import.phone_too_long': {
    es: 'Al teléfono «{value}» le sobran cifras (en España son 9). Corrígelo, o pon el prefijo del país con +.',
    en: 'The phone “{value}” has too many digits (in Spain there are 9). Correct it, or write the country code with +.',
    ca: 'Al telèfon «{value}» li sobren xifres (a Espanya en són 9). Corregeix-lo, o posa-hi el prefix del país amb +.',
  },
  'import.phone_wrong_length': {
    es: 'El teléfono «{value}» no tiene el número de cifras de su país. Corrígelo en el archivo.',
    en: 'The phone “{value}” does not have its country’s number of digits. Correct it in the file.',
    ca: 'El telèfon «{value}» no té el nombre de xifres del seu país. Corregeix-lo al fitxer.',
  },
  'import.phone_unknown_country': {
    es: 'El prefijo de país de «{value}» no existe. Corrígelo en el archivo.',
    en: 'The country code of “{value}” does not exist. Correct it in the file.',
    ca: 'El prefix de país de «{value}» no existeix. Corregeix-lo al fitxer.',
  },
  'import.phone_not_assigned': {
    es: '«{value}» tiene las cifras justas, pero ningún operador usa ese número. Revísalo.',
    en: '“{value}” has the right number of digits, but no operator uses such numbers. Check it.',
    ca: '«{value}» té les xifres justes, però cap operador no fa servir aquest número. Revisa’l.',
  },
  'import.phone_empty': {
    es: 'El teléfono solo tiene signos. Escribe el número.',
    en: 'The phone has signs only. Write the number.',
    ca: 'El telèfon només té signes. Escriu el número.',
  },
  'import.email_unreadable': {
    es: '«{value}» no es un correo. Se guarda el texto, pero no se usará.',
    en: '“{value}” is not an e-mail address. The text is kept, but it will not be used.',
    ca: '«{value}» no és un correu. Es desa el text, però no es farà servir.',
  },
  'import.national_id_odd': {
    es: '«{value}» no cuadra como DNI, NIE o NIF español. Se guarda como está.',
    en: '“{value}” does not add up as a Spanish DNI, NIE or NIF. It is kept as it is.',
    ca: '«{value}» no quadra com a DNI, NIE o NIF espanyol. Es desa com està.',
  },
  'import.birth_date_unreadable': {
    es: '«{value}» no se puede leer como fecha de nacimiento. Se guarda el texto; escríbela como 17/05/1984.',
    en: '“{value}” cannot be read as a date of birth. The text is kept; write it like 17/05/1984.',
    ca: '«{value}» no es pot llegir com a data de naixement. Es desa el text; escriu-la com 17/05/1984.',
  },
  'import.sex_unknown': {
    es: '«{value}» no dice si es mujer o varón. Se guarda el texto.',
    en: '“{value}” does not say whether female or male. The text is kept.',
    ca: '«{value}» no diu si és dona o home. Es desa el text.',
  },
  'import.country_unknown': {
    es: 'No conocemos el país «{value}». Se guarda el texto y se usa el país del espacio de trabajo.',
    en: 'The country “{value}” is not known. The text is kept and the workspace’s country is used.',
    ca: 'No coneixem el país «{value}». Es desa el text i es fa servir el país de l’espai de treball.',
  },
  'import.language_unknown': {
    es: '«{value}» no es español, catalán ni inglés. Se guarda el texto.',
    en: '“{value}” is not Spanish, Catalan or English. The text is kept.',
    ca: '«{value}» no és català, espanyol ni anglès. Es desa el text.',
  },
  'import.postal_code_odd': {
    es: '«{value}» no es un código postal español. Se guarda como está.',
    en: '“{value}” is not a Spanish postal code. It is kept as it is.',
    ca: '«{value}» no és un codi postal espanyol. Es desa com està.',
  },
  'import.cells_without_header': {
    es: 'La fila tiene datos en columnas sin cabecera, que no se importan. Ponles nombre si los quieres.',
    en: 'The row has data in columns without a header, which are not imported. Name them if you want them.',
    ca: 'La fila té dades en columnes sense capçalera, que no s’importen. Posa-hi nom si les vols.',
  },

  'import.repeated_phone': {
    es: 'El mismo teléfono está ya en la fila {row}. Vale la primera.',
    en: 'Row {row} has the same phone already. The first one counts.',
    ca: 'El mateix telèfon ja és a la fila {row}. Val la primera.',
  },
  'import.repeated_email': {
    es: 'El mismo correo está ya en la fila {row}. Vale la primera.',
    en: 'Row {row} has the same e-mail already. The first one counts.',
    ca: 'El mateix correu ja és a la fila {row}. Val la primera.',
  },
  'import.repeated_national_id': {
    es: 'El mismo documento de identidad está ya en la fila {row}. Vale la primera.',
    en: 'Row {row} has the same identity number already. The first one counts.',
    ca: 'El mateix document d’identitat ja és a la fila {row}. Val la primera.',
  },
  'import.repeated_lead': {
    es: 'El mismo lead está ya en la fila {row}. Vale la primera.',
    en: 'Row {row} has the same lead already. The first one counts.',
    ca: 'El mateix lead ja és a la fila {row}. Val la primera.',
  },
  'import.exists': {
    es: 'La persona ya existe, y esta importación solo crea nuevas.',
    en: 'The person exists already, and this import only makes new ones.',
    ca: 'La persona ja existeix, i aquesta importació només en crea de noves.',
  },
  'import.national_id_differs': {
    es: 'Ese teléfono es de una persona con otro documento de identidad. Comprueba quién es y corrige uno de los dos.',
    en: 'That phone belongs to somebody with another identity number. Find out who it is and correct one of the two.',
    ca: 'Aquest telèfon és d’una persona amb un altre document d’identitat. Comprova qui és i corregeix-ne un dels dos.',
  },
  'import.matches_two_people': {
    es: 'El teléfono es de una persona y el documento de identidad de otra. Únelas si son la misma y vuelve a importar la fila.',
    en: 'The phone belongs to one person and the identity number to another. Merge them if they are one and import the row again.',
    ca: 'El telèfon és d’una persona i el document d’identitat d’una altra. Uneix-les si són la mateixa i torna a importar la fila.',
  },
} satisfies Messages
