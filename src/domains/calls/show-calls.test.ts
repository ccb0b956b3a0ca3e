import { expect, test } from 'vitest'
import type { RunStatus } from './run-status.ts'
import { showStatus } from './show-calls.ts'

const run = { id: 'r', state: 'stopped', selected: 100, outboundId: 'o', campaignName: 'Revisión', maxConcurrent: 5 }
const status = (more: Partial<RunStatus>): RunStatus => ({
  run: run as unknown as RunStatus['run'],
  inFlight: [],
  queued: 0,
  counts: {},
  figures: { total: 0, successful: 0, failed: 0 },
  campaigns: [],
  onlyNumbers: null,
  nextWindow: null,
  ...more,
})
const progress = (more: Partial<RunStatus>) => showStatus(status(more), 'Europe/Madrid', String).progress
const call = { leadId: 'l', since: new Date('2026-11-24T09:00:00Z') }

test.each<[string, Partial<RunStatus>, number]>([
  ['nobody called yet', { queued: 100, counts: { selected: 100 } }, 0],
  [
    'half called, five on the line',
    { queued: 45, inFlight: Array(5).fill(call), counts: { selected: 45, completed: 50 } },
    0.5,
  ],
  ['all called, ten wait for a second try', { queued: 10, counts: { completed: 90, busy: 10 } }, 0.9],
  ['STOP with forty-five never called', { counts: { selected: 45, completed: 55 } }, 0.55],
  ['all done', { counts: { completed: 100 } }, 1],
])('progress counts whom the run is done with: %s', (_name, more, expected) =>
  expect(progress(more)).toBeCloseTo(expected),
)
