/** Texts that a spreadsheet would run are written with a leading `'`, and read without it (contract, section 1.2). */

/** `=`, `@`, tab, CR, or a sign before a non-digit; after any number of `'`, so that taking one off gives back what was put in. */
const RUNS = /^'*(?:[=@\t\r]|[+-](?!\d))/
const GUARDED = /^'+(?:[=@\t\r]|[+-](?!\d))/

/** What goes into the file. */
export const guardFormula = (text: string): string => (RUNS.test(text) ? `'${text}` : text)

/** What was meant: `unguardFormula(guardFormula(text)) === text` for every text. */
export const unguardFormula = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text)
