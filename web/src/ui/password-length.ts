/** As the contract has it; importing the value from there would bring zod into the page. */
import type { PASSWORD_LENGTH } from '../../../contract/access.ts'

export const PASSWORD_MIN: (typeof PASSWORD_LENGTH)['min'] = 10
