import type { WordsOf } from '../words.ts'

export const imports: WordsOf<'imports'> = { title: 'imports' }
