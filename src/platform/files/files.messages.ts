/** Why a file is refused, and what to do about it. */
import type { Messages } from '../http/messages.ts'

export const filesMessages = {
  'file.empty': {
    es: 'El archivo está vacío. Elige otro o vuelve a guardarlo con sus filas.',
    en: 'The file is empty. Choose another or save it again with its rows.',
    ca: 'El fitxer és buit. Tria’n un altre o torna’l a desar amb les seves files.',
  },
  'file.too_large': {
    es: 'El archivo pasa de {maxMb} MB. Divídelo en partes o guárdalo como .csv.',
    en: 'The file is larger than {maxMb} MB. Split it or save it as .csv.',
    ca: 'El fitxer passa de {maxMb} MB. Divideix-lo o desa’l com a .csv.',
  },
  'file.not_a_sheet': {
    es: 'Este archivo no es una hoja de cálculo. Se admiten .xlsx y .csv.',
    en: 'This file is not a spreadsheet. Use .xlsx or .csv.',
    ca: 'Aquest fitxer no és un full de càlcul. S’admeten .xlsx i .csv.',
  },
  'file.old_excel': {
    es: 'Es un .xls antiguo o un archivo con contraseña. Ábrelo en tu hoja de cálculo y guárdalo como .xlsx sin contraseña.',
    en: 'This is an old .xls or a file with a password. Open it in your spreadsheet and save it as .xlsx without a password.',
    ca: 'És un .xls antic o un fitxer amb contrasenya. Obre’l al teu full de càlcul i desa’l com a .xlsx sense contrasenya.',
  },
  'file.encrypted': {
    es: 'El archivo está protegido con contraseña. Guárdalo sin ella y vuelve a subirlo.',
    en: 'The file is protected with a password. Save it without one and upload it again.',
    ca: 'El fitxer està protegit amb contrasenya. Desa’l sense i torna’l a pujar.',
  },
  'file.damaged': {
    es: 'El archivo está dañado y no se puede leer. Vuelve a guardarlo como .xlsx o .csv y súbelo otra vez.',
    en: 'The file is damaged and cannot be read. Save it again as .xlsx or .csv and upload it once more.',
    ca: 'El fitxer està malmès i no es pot llegir. Torna’l a desar com a .xlsx o .csv i puja’l un altre cop.',
  },
  'file.too_heavy': {
    es: 'El archivo ocupa demasiado al abrirlo. Guárdalo como .csv, o divídelo en partes, y súbelo otra vez.',
    en: 'The file takes too much room once opened. Save it as .csv, or split it, and upload it again.',
    ca: 'El fitxer ocupa massa en obrir-lo. Desa’l com a .csv, o divideix-lo, i torna’l a pujar.',
  },
  'file.too_many_rows': {
    es: 'El archivo tiene más de {max} filas. Divídelo en partes.',
    en: 'The file has more than {max} rows. Split it.',
    ca: 'El fitxer té més de {max} files. Divideix-lo.',
  },
  'file.too_many_columns': {
    es: 'La fila {row} tiene más de {max} columnas. Deja solo las que hagan falta.',
    en: 'Row {row} has more than {max} columns. Keep only those that are needed.',
    ca: 'La fila {row} té més de {max} columnes. Deixa-hi només les que calguin.',
  },
  'file.cell_too_long': {
    es: 'En la fila {row} hay una celda de más de {max} caracteres; quizá falta cerrar unas comillas. Corrígela y vuelve a subir el archivo.',
    en: 'Row {row} has a cell of more than {max} characters; a closing quotation mark may be missing. Mend it and upload the file again.',
    ca: 'A la fila {row} hi ha una cel·la de més de {max} caràcters; potser falta tancar unes cometes. Corregeix-la i torna a pujar el fitxer.',
  },
} satisfies Messages
