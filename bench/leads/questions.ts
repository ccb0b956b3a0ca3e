/** What is asked of the lists, and of whom they are made: names and cities of invented people. */
import type { LeadFilter, LeadOrder } from '../../src/domains/leads/index.ts'

export const FIRST =
  'Ana Luis Marta Pedro Carmen Jorge Elena Pablo Sara Diego Núria Òscar Íñigo Rocío Javier Lucía'.split(' ')
export const LAST =
  'García López Ruiz Sanz Vidal Serra Castro Mora Gil Peña Roca León Ortiz Prats Núñez Ferrer Soler Bravo'.split(' ')
/** The last one lives among the oldest leads only: a walk through the newest first finds it late. */
export const CITIES = ['Madrid', 'Barcelona', 'Sevilla', 'Valencia', 'Zaragoza', 'Málaga', 'Girona', 'Bilbao', 'Teruel']

export interface Question {
  name: string
  filter: (n: number) => LeadFilter
  order?: LeadOrder
  /** Pages to go before the one that counts. */
  deep?: number
}

export const by = (sort: LeadOrder['sort'], descending = false): LeadOrder => ({ sort, descending })
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!

export function questions(size: number, owners: readonly number[]): Question[] {
  return [
    { name: 'newest', filter: () => ({}) },
    { name: 'newest, page 20', filter: () => ({}), deep: 19 },
    { name: 'by name', filter: () => ({}), order: by('name') },
    { name: 'by city, from the end', filter: () => ({}), order: by('city', true) },
    { name: 'by next call', filter: () => ({}), order: by('next_call_at') },
    { name: 'by last change', filter: () => ({}), order: by('updated_at', true) },
    { name: 'a big city', filter: (n) => ({ city: pick(CITIES.slice(0, 8), n) }) },
    { name: 'a small, old city', filter: () => ({ city: 'Teruel' }) },
    { name: 'a big city, by name', filter: () => ({ city: 'Bilbao' }), order: by('name') },
    { name: 'open, busy', filter: () => ({ status: 'open', callStatus: 'busy' }) },
    { name: 'an owner, closed', filter: (n) => ({ ownerId: pick(owners, n), status: 'closed' }) },
    { name: 'changed in the last hour', filter: () => ({ updatedSince: new Date(Date.now() - 3_600_000) }) },
    { name: 'search: a phone', filter: (n) => ({ search: `${600_000_000 + ((n * 7919) % size) * 37}` }) },
    { name: 'search: end of a phone', filter: (n) => ({ search: `${1000 + n * 61}${n % 10}` }) },
    { name: 'search: an e-mail', filter: (n) => ({ search: `persona${n * 4}@ejemplo.es` }) },
    { name: 'search: a common name', filter: (n) => ({ search: pick(FIRST, n) }) },
    {
      name: 'search: two common words',
      filter: (n) => ({ search: `${pick(LAST, n)} ${pick(CITIES.slice(0, 8), n)}` }),
    },
    {
      name: 'search: whole name',
      filter: (n) => ({ search: `${pick(FIRST, n)} ${pick(LAST, n * 3)} ${pick(LAST, n * 5)}` }),
    },
    { name: 'search: two letters', filter: (n) => ({ search: pick(['ma', 'ga', 'íñ', 'te'], n) }) },
    { name: 'search: nobody', filter: (n) => ({ search: `zyx${n}q` }) },
    { name: 'search: only the oldest', filter: () => ({ search: 'teruel' }) },
    {
      name: 'search: in a city, by name',
      filter: (n) => ({ search: pick(LAST, n), city: 'Girona' }),
      order: by('name'),
    },
    { name: 'search: a first name, by name', filter: (n) => ({ search: pick(FIRST, n) }), order: by('name') },
    { name: 'search: a surname, by name', filter: (n) => ({ search: pick(LAST, n) }), order: by('name') },
    { name: 'search: in a small, old city', filter: (n) => ({ search: pick(LAST, n), city: 'Teruel' }) },
    {
      name: 'search: of an owner, by name',
      filter: (n) => ({ search: pick(LAST, n), ownerId: pick(owners, n) }),
      order: by('name'),
    },
    {
      name: 'search: busy, by last change',
      filter: (n) => ({ search: pick(LAST, n), callStatus: 'busy' }),
      order: by('updated_at', true),
    },
    { name: 'search: by next call', filter: (n) => ({ search: pick(FIRST, n) }), order: by('next_call_at') },
  ]
}
