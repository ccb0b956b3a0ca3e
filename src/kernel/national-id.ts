/** The one reading of a Spanish identity number: DNI, NIE or a company's NIF. Odd ones are kept as they are. */

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'
const COMPANY_LETTERS = 'JABCDEFGHI'

/** Upper case, without spaces, dots and dashes: `12.345.678-z` → `12345678Z`. Nothing is added or corrected. */
export function tidyNationalId(raw: string): string {
  return raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-/\p{Cf}]/gu, '')
}

/** Whether a tidied number is one that Spain issues, its control letter included. Foreign papers are not. */
export function isSpanishId(id: string): boolean {
  const person = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(id)
  if (person && person[1]!.length + person[2]!.length === 8) {
    const digits = Number(`${'XYZ'.indexOf(person[1]!) > 0 ? 'XYZ'.indexOf(person[1]!) : ''}${person[2]}`)
    return LETTERS[digits % 23] === person[3]
  }
  const company = /^([ABCDEFGHJKLMNPQRSUVW])(\d{7})([0-9A-J])$/.exec(id)
  if (!company) return false
  const control = companyControl(company[2]!)
  return company[3] === String(control) || company[3] === COMPANY_LETTERS[control]
}

function companyControl(digits: string): number {
  let sum = 0
  for (const [index, digit] of [...digits].entries()) {
    const doubled = Number(digit) * 2
    sum += index % 2 === 0 ? Math.floor(doubled / 10) + (doubled % 10) : Number(digit)
  }
  return (10 - (sum % 10)) % 10
}
