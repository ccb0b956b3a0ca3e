import { expect, test } from 'vitest'
import { readFrame } from './event-stream.ts'

test('a frame gives its event, whatever stands beside the data', () => {
  expect(
    readFrame('event: calls\nid: 7\ndata: {"topic":"calls","type":"call.changed","data":{"call_id":"a"}}'),
  ).toEqual({
    topic: 'calls',
    type: 'call.changed',
    data: { call_id: 'a' },
  })
})

test('data over several lines is one text', () => {
  expect(readFrame('data: {"topic":"leads",\ndata: "type":"lead.changed"}')).toEqual({
    topic: 'leads',
    type: 'lead.changed',
  })
})

test.each([[': open'], ['event: calls'], ['data: {"topic":'], ['data: "calls"'], ['data: {"topic":"calls"}']])(
  '%s is no event',
  (frame) => expect(readFrame(frame)).toBeNull(),
)
