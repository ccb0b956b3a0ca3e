/** The invented people of examples/: drawn by a fixed generator, with each quirk of real lists about as often as it occurs. */

export type ExampleCell = string | number

export const EXAMPLE_HEADER = [
  'DELEGACION',
  'POLIZA',
  'CERTIFICADO',
  'ORDEN',
  'NOMBRE',
  'APELLIDOS',
  'NIF',
  'SEXO',
  'TELEFONO1',
  'TELEFONO2',
  'SEGMENTO',
  'NOMBRE_CLINICA',
  'DIRECCION_CLINICA',
  'CODIGO_POSTAL',
  'TLF_CLINICA',
  'FECHA_ALTA_EFECTO',
  'NUM_HIJOS',
  'EDAD_HIJO_1',
  'EDAD_HIJO_2',
  'EDAD_HIJO_3',
  'EDAD_HIJO_4',
  'EDAD_HIJO_5',
  'MODALIDAD',
  'PROPUESTA_VALOR',
  'FECHA_NACIMIENTO',
  'ID_PRODUCTO',
  'DE_PRODUCTO',
  'areaId',
  'match_source',
  'match_confidence',
  'CIUDAD',
  'EMAIL',
] as const
type Header = (typeof EXAMPLE_HEADER)[number]
type Person = Record<Header, ExampleCell>

export const EXAMPLE_PEOPLE = 500
/** Sheet rows that hold nothing: between the people, as real lists have them. */
const BLANK_AFTER = new Set([40, 41, 250, 333])

const WOMEN =
  'ALBA,BEATRIZ,CLAUDIA,DOLORES,ESTEFANÍA,FÁTIMA,GEMMA,HELENA,INÉS,JULIA,LEONOR,MIREIA,NURIA,OLGA,PILAR,ROCÍO,SÍLVIA,TERESA,VEGA,YOLANDA'.split(
    ',',
  )
const MEN =
  'ADRIÁN,BORJA,CÉSAR,DARÍO,ESTEBAN,FÉLIX,GONZALO,HÉCTOR,IKER,JOAN,LEANDRO,MANEL,NÉSTOR,OSCAR,PAU,QUIM,RUBÉN,SAÚL,TOMÁS,VÍCTOR'.split(
    ',',
  )
const SURNAMES =
  'ALMENDRAL,BARRANCO,CASTAÑAR,DEHESILLA,ENCINAR,FONTANAR,GALIANA,HINOJAL,IBARGOITI,JARALES,LLOMBARD,MANZANEDO,NAVAZO,OLIVAREDA,PEÑAFRÍA,QUEROLET,RETAMAR,SABINAR,TORREALTA,URDIALES,VALDEMORA,ZARZOSA,MAJUELO,CANTUESO'.split(
    ',',
  )

interface Place {
  city: string
  branch: string
  /** First two digits of its postal codes. */
  province: string
  /** Its landlines begin so. */
  line: string
  clinic: string
  street: string
}
const PLACES: readonly Place[] = [
  {
    city: 'Madrid',
    branch: 'MADRID',
    province: '28',
    line: '910',
    clinic: 'Clínica Retamar Centro',
    street: 'C/ DE LA ENCINA, 14',
  },
  {
    city: 'Barcelona',
    branch: 'BARCELONA',
    province: '08',
    line: '930',
    clinic: 'Clínica Retamar Llevant',
    street: 'C/ DEL ROURE, 7',
  },
  {
    city: 'Sevilla',
    branch: 'SEVILLA',
    province: '41',
    line: '955',
    clinic: 'Clínica Retamar Sur',
    street: 'AVDA. DEL NARANJO, 21',
  },
  {
    city: 'Valencia',
    branch: 'VALENCIA',
    province: '46',
    line: '960',
    clinic: 'Clínica Retamar Mar',
    street: 'C/ DE L’ONA, 3',
  },
  {
    city: 'Alicante',
    branch: 'ALICANTE',
    province: '03',
    line: '965',
    clinic: 'Clínica Retamar Palmeral',
    street: 'C/ LA PALMERA, 9',
  },
  {
    city: 'Palma',
    branch: 'BALEARES',
    province: '07',
    line: '971',
    clinic: 'Clínica Retamar Illes',
    street: 'C/ DEL GARROVER, 5',
  },
  {
    city: 'Albacete',
    branch: 'ALBACETE',
    province: '02',
    line: '967',
    clinic: 'Clínica Retamar Llanos',
    street: 'C/ DEL AZAFRÁN, 18',
  },
  {
    city: 'Zaragoza',
    branch: 'ZARAGOZA',
    province: '50',
    line: '976',
    clinic: 'Clínica Retamar Ebro',
    street: 'PASEO DEL CHOPO, 30',
  },
  {
    city: 'Málaga',
    branch: 'MALAGA',
    province: '29',
    line: '951',
    clinic: 'Clínica Retamar Costa',
    street: 'C/ EL JAZMÍN, 11',
  },
  {
    city: 'Bilbao',
    branch: 'VIZCAYA',
    province: '48',
    line: '944',
    clinic: 'Clínica Retamar Ría',
    street: 'C/ DEL HAYEDO, 2',
  },
]
/** More people live in the first ones. */
const WEIGHTS = [18, 16, 11, 10, 12, 9, 8, 6, 6, 4]

/** What the simulator makes of a call, by the last digits; most numbers end in others and end in a talk. */
const OUTCOME_ENDINGS = ['0005', '0007', '0070', '0006', '0100', '0130', '0220']

const MATCHES = [
  ['dirección exacta', 100],
  ['nombre exacto', 100],
  ['dirección parcial', 80],
  ['palabra clave', 70],
] as const
const SEGMENTS = ['Cliente General', 'Familias con hij@s', 'Mayores de 65 años']
const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

/** Mulberry32: the same numbers on every machine. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** All sheet rows below the header, blank ones included. */
export function peopleForExamples(): ExampleCell[][] {
  const people = Array.from({ length: EXAMPLE_PEOPLE }, (_, n) => person(n))
  spoil(people)
  const rows: ExampleCell[][] = []
  for (const [n, one] of people.entries()) {
    rows.push(EXAMPLE_HEADER.map((header) => one[header]))
    if (BLANK_AFTER.has(n)) rows.push(EXAMPLE_HEADER.map(() => ''))
  }
  return rows
}

function person(n: number): Person {
  const roll = dice(7_919 + n * 104_729)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!
  const place = PLACES[weighted(roll())]!
  const woman = roll() < 0.55
  const [surname, second] = [pick(SURNAMES), pick(SURNAMES)]
  const mobile = roll() < 0.88
  const children = roll() < 0.35 ? 1 + Math.floor(roll() * 3) : 0
  const code = `${place.province}${String(1 + Math.floor(roll() * 60)).padStart(3, '0')}`
  const [match, confidence] = MATCHES[Math.min(3, Math.floor(roll() * roll() * 5))]!
  const birth = 19_350_101 + Math.floor(roll() * 70) * 10_000 + Math.floor(roll() * 12) * 100 + Math.floor(roll() * 28)
  const ages = Array.from({ length: 5 }, (_, child) => (child < children ? 1 + Math.floor(roll() * 17) : ''))
  return {
    DELEGACION: place.branch,
    POLIZA: 70_000_000 + n * 131,
    CERTIFICADO: 100_000 + n * 7,
    ORDEN: n + 1,
    NOMBRE: pick(woman ? WOMEN : MEN),
    APELLIDOS: `${surname} ${second}`,
    NIF: nif(n, roll()),
    SEXO: woman ? 'MUJER' : 'VARÓN',
    TELEFONO1: mobile ? mobileOf(n) : lineOf(place, n),
    TELEFONO2: roll() < 0.3 ? (roll() < 0.85 ? lineOf(place, n + 5_000) : 655_500_000 + n * 101) : '',
    SEGMENTO: birth < 19_610_000 ? SEGMENTS[2]! : children > 0 ? SEGMENTS[1]! : SEGMENTS[0]!,
    NOMBRE_CLINICA: place.clinic,
    DIRECCION_CLINICA: place.street,
    // A number: where the province is 01 to 09 its zero is gone.
    CODIGO_POSTAL: Number(code),
    TLF_CLINICA: Number(`${place.line}555010`),
    FECHA_ALTA_EFECTO: 45_700 + Math.floor(roll() * 190),
    NUM_HIJOS: children,
    EDAD_HIJO_1: ages[0]!,
    EDAD_HIJO_2: ages[1]!,
    EDAD_HIJO_3: ages[2]!,
    EDAD_HIJO_4: ages[3]!,
    EDAD_HIJO_5: ages[4]!,
    MODALIDAD: roll() < 0.7 ? 'AS+DENTAL' : 'DENTAL',
    PROPUESTA_VALOR: roll() < 0.75 ? 'REVISION' : '2 OBTURACIONES',
    FECHA_NACIMIENTO: birth,
    ID_PRODUCTO: 300 + Math.floor(roll() * 4),
    DE_PRODUCTO: pick(['SALUD PLUS', 'DENTAL FAMILIA', 'DENTAL MAX', 'SALUD BASICA']),
    areaId: `default@tt_demo_${place.province}cd34ef_ab56gh78_ij90kl12_mn34op56_qr78stu`,
    match_source: match,
    match_confidence: confidence,
    CIUDAD: place.city,
    EMAIL: roll() < 0.4 ? `${plain(surname)}.${n + 1}@correo.example` : '',
  }
}

function weighted(roll: number): number {
  const target = roll * WEIGHTS.reduce((sum, weight) => sum + weight, 0)
  return WEIGHTS.findIndex((_, last) => target < WEIGHTS.slice(0, last + 1).reduce((sum, weight) => sum + weight, 0))
}

/** One in six ends like a number whose call the simulator lets end otherwise than in a talk. */
function mobileOf(n: number): number {
  const ending =
    n % 6 === 5 ? OUTCOME_ENDINGS[Math.floor(n / 6) % OUTCOME_ENDINGS.length]! : String(1_111 + n * 13).slice(-4)
  return Number(`6${String(55 + (n % 9))}${String(10 + (n % 83)).padStart(2, '0')}${ending}`)
}

const lineOf = (place: Place, n: number): number => Number(`${place.line}${String(301_000 + n * 37).slice(-6)}`)

/** Mostly right, some foreign, some one short: warned of, never refused. */
function nif(n: number, roll: number): string {
  const digits = 90_000_000 + n * 1_237
  if (roll < 0.02) return `AB${String(digits).slice(0, 7)}`
  if (roll < 0.035) return String(digits)
  if (roll < 0.05) return `${String(digits).slice(1)}${DNI_LETTERS[digits % 23]}`
  if (roll < 0.14) {
    const foreign = 1_000_000 + n * 1_237
    return `X${foreign}${DNI_LETTERS[foreign % 23]}`
  }
  return `${digits}${DNI_LETTERS[digits % 23]}`
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Z]/gi, '')
    .toLowerCase()

/** The faults and oddities, at fixed places, so that every reason of the report occurs. */
function spoil(people: Person[]): void {
  const at = (n: number) => people[n]!
  // Rejected: a first phone that is none, in each way in which it can be none.
  at(12).TELEFONO1 = 61_234_567
  at(77).TELEFONO1 = '6123456789'
  at(143).TELEFONO1 = 'NO TIENE'
  at(201).TELEFONO1 = 123_456_789
  at(202).TELEFONO1 = '+999 123 456'
  at(318).TELEFONO1 = '655 12 34'
  // Rejected: nothing to reach them by.
  for (const n of [59, 222, 409]) Object.assign(at(n), { TELEFONO1: '', TELEFONO2: '', EMAIL: '' })
  // Good all the same: by e-mail alone, by the second phone alone.
  Object.assign(at(90), { TELEFONO1: '', TELEFONO2: '', EMAIL: 'solo.correo@correo.example' })
  Object.assign(at(91), { TELEFONO1: '', TELEFONO2: 655_901_234 })
  // Skipped: the same phone, written otherwise; the same person with another phone; the same e-mail alone.
  at(150).TELEFONO1 = `+34 ${at(30).TELEFONO1}`
  at(151).TELEFONO1 = `0034${at(31).TELEFONO1}`
  at(333).TELEFONO1 = String(at(33).TELEFONO1).replace(/(\d{3})(\d{3})(\d{3})/, '$1-$2-$3')
  at(402).NIF = at(102).NIF
  Object.assign(at(440), { TELEFONO1: '', TELEFONO2: '', EMAIL: 'Solo.Correo@correo.example' })
  // One person's first number is another's second.
  at(260).TELEFONO2 = at(261).TELEFONO1
  at(371).TELEFONO2 = at(170).TELEFONO1
  // Warnings: a second phone, an e-mail, a birth date, a postal code that are none; the text is kept.
  at(15).TELEFONO2 = 'TRABAJO'
  at(64).TELEFONO2 = 93_123
  at(120).EMAIL = 'sin arroba.example'
  at(199).FECHA_NACIMIENTO = 19_800_231
  at(288).FECHA_NACIMIENTO = '31-13-1979'
  at(345).CODIGO_POSTAL = 99_123
  // Texts as they come: soft hyphens, apostrophes, dots, stray spaces, what a spreadsheet would run.
  at(5).APELLIDOS = 'CASTA\u00adÑAR ENCI\u00adNAR'
  at(44).APELLIDOS = "D'OLIVAREDA GALIANA"
  at(45).APELLIDOS = "O'HINOJAL  M.ª ZARZOSA"
  at(46).NOMBRE = ' M. PILAR '
  at(47).DE_PRODUCTO = "'=SALUD PLUS"
  at(48).DIRECCION_CLINICA = "'-, S/N; ESQ. C/ «LARGA»"
  at(160).TELEFONO1 = `${String(at(160).TELEFONO1)}.0`
}
