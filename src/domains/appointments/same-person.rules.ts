/** Whether somebody who books is somebody we know. Relatives share phones and addresses, so the name has its say. */
import { fold } from '../../kernel/text.ts'

export interface KnownPerson {
  id: string
  name: string | null
  /** Found by the phone, by the e-mail, or by both. */
  matches: number
}

/**
 * The known person whom a booking under `name` is for, or null: then it is somebody new. A name fits when all words of
 * one are among the other's (`Ana Ruiz`, `ANA RUIZ GIL`), or when we have none yet. The most matches win, then the fuller
 * fit, then the order given (the oldest).
 */
export function samePerson(name: string, known: readonly KnownPerson[]): KnownPerson | null {
  const fits = known
    .map((person) => ({ person, fit: fitOf(name, person.name) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.person.matches - a.person.matches || b.fit - a.fit)
  return fits[0]?.person ?? null
}

/** 0 not at all, 1 no name to judge by, 2 one is part of the other, 3 the same. */
function fitOf(given: string, known: string | null): 0 | 1 | 2 | 3 {
  const a = wordsOf(given)
  const b = wordsOf(known ?? '')
  if (b.size === 0) return 1
  if (isPartOf(a, b) || isPartOf(b, a)) return a.size === b.size ? 3 : 2
  return 0
}

const isPartOf = (a: Set<string>, b: Set<string>): boolean => [...a].every((word) => b.has(word))

const wordsOf = (name: string): Set<string> =>
  new Set(
    fold(name)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  )
