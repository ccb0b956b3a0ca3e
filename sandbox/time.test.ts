import { expect, test } from 'vitest'
import { drivenTime } from './time.ts'

test('driven time runs what falls due in order, each at its own instant, also what they start themselves', () => {
  const time = drivenTime('2026-11-24T09:00:00Z')
  const seen: string[] = []
  const note = (name: string) => seen.push(`${name} ${time.now().toISOString().slice(17, 23)}`)
  time.after(300, () => note('late'))
  time.after(100, () => {
    note('first')
    time.after(50, () => note('child'))
  })
  time.after(100, () => note('second'))
  const callOff = time.after(120, () => note('never'))
  callOff()

  time.advance(200)
  expect(seen).toEqual(['first 00.100', 'second 00.100', 'child 00.150'])
  time.advance(99)
  expect(seen).toHaveLength(3)
  time.advance(1)
  expect(seen).toHaveLength(4)
})
