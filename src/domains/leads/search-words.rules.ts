/** What somebody typed into the search, as the words that must all occur. Folding is the database's. */

/** `600 12 34 56`: groups of a phone are short; a postal code or a whole number has more digits. */
const GROUP = /^\d{1,4}$/
const MOST_WORDS = 8

/**
 * `'García, 600 12 34 56'` → `['García', '600123456']`. Signs of phones and id numbers go, groups of digits become one
 * number, `+34` and `0034` lose what is before the country; addresses stay whole. Empty: nothing to look for.
 */
export function searchWords(typed: string): string[] {
  const words: string[] = []
  let number = ''
  const endNumber = () => {
    if (number) words.push(number)
    number = ''
  }
  for (const piece of typed.split(/\s+/)) {
    const word = piece.includes('@') ? piece : withoutSigns(piece)
    if (GROUP.test(word) && !piece.startsWith('+')) number += word
    else {
      endNumber()
      if (word) words.push(word)
    }
  }
  endNumber()
  return words.slice(0, MOST_WORDS)
}

function withoutSigns(piece: string): string {
  const digits = (piece.match(/\d/g) ?? []).length
  // Punctuation around words is not looked for; inside a number it only groups.
  const bare =
    digits > 0 ? piece.replace(/[^\p{L}\p{N}]/gu, '') : piece.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return /^00\d{9,}$/.test(bare) ? bare.slice(2) : bare
}
