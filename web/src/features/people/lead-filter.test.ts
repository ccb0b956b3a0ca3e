import { expect, test } from 'vitest'
import { countFilters, readFilter, toSortQuery } from './lead-filter.ts'

test('an address keeps what the filter knows and nothing else', () => {
  expect(readFilter({ search: '612', city: 'Girona', status: '', sort: '-name', next: '/x' })).toEqual({
    search: '612',
    city: 'Girona',
  })
})

test('the search is not counted among the filters, it is seen', () => {
  expect(countFilters({ search: 'ana', city: 'Girona', status: 'open' })).toBe(2)
})

test('a sort that the server does not know is left to the server', () => {
  expect(toSortQuery({ by: 'name', descending: true })).toEqual({ sort: 'name', order: 'desc' })
  expect(toSortQuery({ by: 'phone', descending: true })).toEqual({})
  expect(toSortQuery(null)).toEqual({})
})
