import { afterEach, expect, test } from 'vitest'
import { freshDatabase, makeWorkspace } from '../../../test/support/database.ts'
import { inWorkspace } from '../db/database.ts'
import { makeLog } from '../telemetry/log.ts'
import { type EventHub, openHub } from './hub.ts'
import { type LiveEvent, publish } from './publish.ts'

const hubs: EventHub[] = []
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close()
})

/** A hub with a listener; `next()` gives the next thing it hears. */
async function listener(url: string, workspaceId: string) {
  const hub = await openHub(url, makeLog('silent'))
  hubs.push(hub)
  const heard: (LiveEvent | 'lost')[] = []
  let wake = () => {}
  const hear = (what: LiveEvent | 'lost') => {
    heard.push(what)
    wake()
  }
  hub.listen(workspaceId, hear, () => hear('lost'))
  return {
    heard,
    async next() {
      while (!heard.length) await new Promise<void>((resolve) => (wake = resolve))
      return heard.shift()
    },
  }
}

test('what a transaction publishes reaches every process, once it is committed, and no neighbour', async () => {
  const db = await freshDatabase()
  const [mine, theirs] = [await makeWorkspace(db), await makeWorkspace(db)]
  const [here, elsewhere, neighbour] = await Promise.all([
    listener(db.url, mine.workspaceId),
    listener(db.url, mine.workspaceId),
    listener(db.url, theirs.workspaceId),
  ])
  await inWorkspace(mine, async (tx) => {
    await publish(tx, { topic: 'leads', type: 'never' })
    throw new Error('rolled back')
  }).catch(() => undefined)
  await inWorkspace(mine, (tx) => publish(tx, { topic: 'calls', type: 'call.ended', data: { n: 1 } }))
  const event = { topic: 'calls', type: 'call.ended', data: { n: 1 } }
  expect([await here.next(), await elsewhere.next()]).toEqual([event, event])
  expect(neighbour.heard).toEqual([])
})

test('a listener is told when events may have been lost, and hears the next ones again', async () => {
  const db = await freshDatabase()
  const scope = await makeWorkspace(db)
  const { next } = await listener(db.url, scope.workspaceId)
  await db.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'antesala-events' and datname = current_database()`,
  )
  expect(await next()).toBe('lost')
  await inWorkspace(scope, (tx) => publish(tx, { topic: 'calls', type: 'after' }))
  expect(await next()).toMatchObject({ type: 'after' })
})
