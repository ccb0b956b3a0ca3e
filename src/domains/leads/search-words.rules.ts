/** What somebody typed into the search, as the words that must all occur. Folding is the database's. */

/** `600 12 34 56`, `(91) 123-45-67`: pieces of one phone are short or have signs; a postal code or a whole number is neither. */
const GROUP = /^(?:\d{1,4}|\d+[^\p{L}\p{N}]+\d.*)$/u
/** A phone or an id number, its signs taken away. */
const NUMBER = /^\p{L}?\d+\p{L}?$/u
/** An id number whose letter was typed apart: `00000014 z`. */
const LETTERLESS = /^[xyz]?\d{7,8}$/i
const MOST_WORDS = 8

/**
 * `'García, 600 12 34 56'` → `['García', '600123456']`. Signs of phones and id numbers go, groups of digits become one
 * number, `0034` loses its zeros; addresses stay whole. Empty: nothing to look for.
 */
export function searchWords(typed: string): string[] {
  const words: string[] = []
  let number = ''
  const endNumber = () => {
    if (number) words.push(number)
    number = ''
  }
  for (const piece of typed.split(/\s+/)) {
    const word = withoutSigns(piece)
    if (/^\d+$/.test(word) && GROUP.test(piece.replace(/[()]/g, '')) && !piece.startsWith('+')) {
      number += word
      continue
    }
    endNumber()
    if (/^\p{L}$/u.test(word) && LETTERLESS.test(words.at(-1) ?? '')) words.push(words.pop() + word)
    else if (word) words.push(word)
  }
  endNumber()
  return words.slice(0, MOST_WORDS)
}

/** Punctuation around words is not looked for; inside a number it only groups. */
function withoutSigns(piece: string): string {
  const bare = piece.replace(/[^\p{L}\p{N}]/gu, '')
  if (!NUMBER.test(bare)) return piece.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return /^00(?:\d\d|\d{9,})$/.test(bare) ? bare.slice(2) : bare
}
