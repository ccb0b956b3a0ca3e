/** Which column of a file is what: by its header, whatever its case, accents, signs and place. */
import { IMPORT_FIELDS, type ImportField } from '../../../contract/imports.ts'
import { foldKey, tidy } from '../../kernel/text.ts'

export interface ImportColumn {
  /** From 0, as in the sheet. */
  index: number
  /** The header, made different where two columns have the same; what a mapping names. */
  key: string
  /** As it stands in the file: the name under which a custom field is kept. */
  header: string
  field: ImportField
}

/**
 * The later a field stands in a list, the further it is: a second column that also says "phone" is the second phone.
 * Headers are compared as `foldKey` leaves them. The first names of each list are the documents' own.
 */
const ALIASES: readonly (readonly [fields: ImportField[], names: string])[] = [
  [['first_name'], 'nombre name firstname nombres nombrepila nombredepila givenname nom primernombre'],
  [['last_name'], 'apellidos surname lastname apellido familyname cognoms cognom'],
  [['name'], 'nombrecompleto fullname nombreyapellidos nombreapellidos nomcomplet nomicognoms'],
  [
    ['phone', 'phone2', 'phone3'],
    'telefono telefono1 phone mobile tel numero phone1 phonenumber tel1 tlf tlf1 telf telef movil movil1 mobilephone telefonomovil telefonoprincipal numerotelefono numerodetelefono number celular cel telefon telefon1 mobil',
  ],
  [
    ['phone2', 'phone3'],
    'telefono2 tel2 tlf2 phone2 movil2 mobile2 telefonofijo fijo telefonosecundario segundotelefono otrotelefono homephone landline telefon2 telefonfix',
  ],
  [['phone3'], 'telefono3 tel3 tlf3 phone3 movil3 telefon3'],
  [
    ['email', 'email2'],
    'email correoelectronico correo mail email1 emailaddress correo1 direcciondecorreo correu correuelectronic',
  ],
  [['email2'], 'email2 correo2 mail2 correoelectronico2'],
  [['national_id'], 'nif dni documento nie dninie nifnie dninif documentoidentidad numerodocumento nationalid'],
  [
    ['birth_date'],
    'fechanacimiento birthdate fechadenacimiento nacimiento fnacimiento fechanac fecnac birthday dateofbirth dob datanaixement datadenaixement',
  ],
  [['sex'], 'sexo gender sex genero sexe'],
  [['address'], 'direccion address domicilio adreca direccionpostal streetaddress'],
  [['postal_code'], 'codigopostal cp postalcode zip zipcode codpostal codipostal'],
  [['city'], 'ciudad city poblacion localidad municipio town poblacio ciutat'],
  [['province'], 'provincia province'],
  [['country'], 'pais country'],
  [['language'], 'idioma language lengua llengua'],
  [['source'], 'origen source procedencia fuente leadsource origendellead origendelead'],
]

/** In our own exports: which lead a row is. */
export const LEAD_ID_HEADER = 'ANTESALA_LEAD'
/** In our own exports, for whoever reads them: where a lead stands. Never read back. */
export const STATE_HEADERS = [
  'ANTESALA_ESTADO',
  'ANTESALA_MOTIVO_CIERRE',
  'ANTESALA_STATUS_LEVEL_1',
  'ANTESALA_STATUS_LEVEL_2',
  'ANTESALA_CON_PACK',
  'ANTESALA_ESTADO_LLAMADA',
  'ANTESALA_PRIORIDAD',
  'ANTESALA_PROXIMA_LLAMADA',
  'ANTESALA_CAMPANA',
  'ANTESALA_ASESOR',
  'ANTESALA_CREADO',
  'ANTESALA_ACTUALIZADO',
] as const
const STATE_KEYS = new Set<string>(STATE_HEADERS.map(foldKey))

const FIELDS_OF = new Map(ALIASES.flatMap(([fields, names]) => names.split(' ').map((name) => [name, fields] as const)))

/** One entry a column that has a header, or anything below it. `mapping` (header → field) beats what is recognised. */
export function mapColumns(headers: readonly string[], mapping: Record<string, ImportField> = {}): ImportColumn[] {
  const exact = new Map(Object.entries(mapping))
  // A name that no column has to the letter means the first column that reads the same.
  const alike = new Map(Object.entries(mapping).map(([header, field]) => [foldKey(header), field]))
  const taken = new Set<ImportField>(Object.values(mapping))
  const keys = new Set<string>()
  return headers.map((raw, index) => {
    const header = tidy(raw) || `Columna ${letters(index)}`
    const key = unique(header, keys)
    const wish = exact.get(key) ?? alike.get(foldKey(key))
    alike.delete(foldKey(key))
    if (wish) return { index, key, header, field: wish }
    const field = recognise(header, taken)
    if (field !== 'custom' && field !== 'ignore') taken.add(field)
    return { index, key, header, field }
  })
}

function recognise(header: string, taken: ReadonlySet<ImportField>): ImportField {
  const name = foldKey(header)
  if (name === foldKey(LEAD_ID_HEADER)) return 'lead_id'
  if (STATE_KEYS.has(name)) return 'ignore'
  return FIELDS_OF.get(name)?.find((field) => !taken.has(field)) ?? 'custom'
}

/** Fields that can be given only once. */
const SINGLE_FIELDS: readonly ImportField[] = IMPORT_FIELDS.filter((field) => field !== 'custom' && field !== 'ignore')

/** A field that two columns of the mapping claim, or null. */
export function claimedTwice(columns: readonly ImportColumn[]): ImportField | null {
  return SINGLE_FIELDS.find((field) => columns.filter((column) => column.field === field).length > 1) ?? null
}

function unique(header: string, keys: Set<string>): string {
  let key = header
  for (let n = 2; keys.has(key); n++) key = `${header} (${n})`
  keys.add(key)
  return key
}

/** 0 → A, 27 → AB. */
function letters(index: number): string {
  return (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
}
