import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../kernel/errors.ts'
import { type CallMoment, readPearlWebhook } from './webhook.ts'

const SAMPLES = path.join(import.meta.dirname, 'samples')
const sample = (name: string) => readFileSync(path.join(SAMPLES, name), 'utf8')

describe('samples', () => {
  test.each([
    ['call-start.v2.json', 'start', 3, 40],
    ['call-end.v2.json', 'end', 4, 100],
    ['call-end.v1.json', 'end', 4, 70],
    ['call-end.names.json', 'end', 7, 150],
  ])('%s is a call at its %s', (name, moment, status, conversationStatus) => {
    const read = readPearlWebhook(sample(name))
    expect(read).toMatchObject({ kind: 'call', moment, call: { status, conversationStatus, to: '+34600000111' } })
  })

  test('lead.v2.json is a lead, though it names calls', () => {
    expect(readPearlWebhook(sample('lead.v2.json'))).toMatchObject({
      kind: 'lead',
      lead: { externalId: 'w1:l1:1', phoneNumber: '+34600000111', status: 10, callsId: ['7a00000000000000000000c1'] },
    })
  })

  test('each of them is tested here', () => {
    expect(readdirSync(SAMPLES).filter((name) => name.includes('.v') || name.includes('.names'))).toHaveLength(5)
  })
})

describe('the moment of a call', () => {
  test.each([
    [2, 'start'],
    [3, 'start'],
    ['InProgress', 'start'],
    ['3', 'start'],
    [4, 'end'],
    [5, 'end'],
    [6, 'end'],
    [7, 'end'],
    [8, 'end'],
    ['Canceled', 'end'],
    [99, 'other'],
    ['Teleported', 'other'],
    [null, 'other'],
  ] as [unknown, CallMoment][])('status %s is %s', (status, moment) => {
    expect(readPearlWebhook(JSON.stringify({ id: 'c1', to: '+34600000111', status }))).toMatchObject({ moment })
  })
})

test.each([
  '',
  'null',
  '[]',
  '"text"',
  '{"id":"c1"',
  '{}',
  '{"id":"c1"}',
  '{"to":"+34600000111"}',
  '{"phoneNumber":"+34600000111"}',
])('%s is neither: unreadable, with no value of it in the error', (raw) => {
  let thrown: unknown
  try {
    readPearlWebhook(raw)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(AppError)
  expect(thrown).toMatchObject({ kind: 'vendor_changed', code: 'vendor.unreadable' })
  expect((thrown as AppError).message).not.toContain('600000111')
})
