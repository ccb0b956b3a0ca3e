import type { WordsOf } from '../words.ts'

export const people: WordsOf<'people'> = { title: 'people' }
