import { describe, expect, test } from 'vitest'
import { initialsOf, type Saying, sayDate, sayDay, sayDuration, sayNumber, sayPhone, sayWhen } from './format.ts'

const spanish: Saying = {
  language: 'es',
  zone: 'Europe/Madrid',
  now: new Date('2026-11-24T16:00:00+01:00'),
  words: { today: 'hoy', yesterday: 'ayer', tomorrow: 'mañana' },
}
const at = (iso: string) => new Date(iso)

describe('dates as people say them', () => {
  test('near days have a name and an hour', () => {
    expect(sayWhen(at('2026-11-24T16:40:00+01:00'), spanish)).toBe('hoy 16:40')
    expect(sayWhen(at('2026-11-23T09:05:00+01:00'), spanish)).toBe('ayer 09:05')
    expect(sayWhen(at('2026-11-25T00:10:00+01:00'), spanish)).toBe('mañana 00:10')
  })
  test('farther ones say the weekday, another year says the year', () => {
    expect(sayWhen(at('2026-11-17T10:00:00+01:00'), spanish)).toBe('mar 17 nov')
    expect(sayWhen(at('2026-11-17T10:00:00+01:00'), spanish, { time: true })).toBe('mar 17 nov 10:00')
    expect(sayWhen(at('2025-11-17T10:00:00+01:00'), spanish)).toBe('17 nov 2025')
  })
  test('the day is the one of the workspace, not of the browser', () => {
    const late = at('2026-11-24T23:30:00Z')
    expect(sayDay(late, spanish)).toBe('mañana')
    expect(sayDay(late, { ...spanish, zone: 'America/Mexico_City' })).toBe('hoy')
  })
  test('a birth date is a date, in no zone', () => {
    expect(sayDate('1980-04-09', spanish)).toBe('9 abr 1980')
    expect(sayDate('', spanish)).toBe('')
  })
})

describe('phones', () => {
  test.each([
    ['+34612345001', '612 34 50 01'],
    ['+34910000001', '910 00 00 01'],
    ['+525512345678', '+52 551 234 5678'],
    ['+521234567891', '+52 123 456 7891'],
    ['612 34', '612 34'],
    ['', ''],
  ])('%s reads %s', (e164, said) => expect(sayPhone(e164)).toBe(said))
})

test('numbers are grouped in the reader’s way', () => {
  expect(sayNumber(12431, 'es')).toBe('12.431')
  expect(sayNumber(4321, 'es')).toBe('4.321')
  expect(sayNumber(12431, 'en')).toBe('12,431')
})

test('durations grow hours only when needed', () => {
  expect(sayDuration(7)).toBe('0:07')
  expect(sayDuration(760)).toBe('12:40')
  expect(sayDuration(3729)).toBe('1:02:09')
})

test('initials are of the first and the last word', () => {
  expect(initialsOf('María del Mar Soto')).toBe('MS')
  expect(initialsOf('  ana ')).toBe('A')
  expect(initialsOf('')).toBe('')
})
