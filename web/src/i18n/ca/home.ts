import type { WordsOf } from '../words.ts'

export const home: WordsOf<'home'> = { title: 'home' }
