/** The shape of a language: the keys of Spanish, any text. A key that is missing or too many does not compile. */
import type { es } from './es.ts'

type Texts<Source> = { [Key in keyof Source]: Source[Key] extends string ? string : Texts<Source[Key]> }

export type Words = Texts<typeof es>
/** One feature's part: `export const people: WordsOf<'people'> = {…}`. */
export type WordsOf<Feature extends keyof Words> = Words[Feature]
