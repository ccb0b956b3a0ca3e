/** Work that comes round by itself, by the product's clock: claimed by one process each time, promised to every workspace. */
import { sql } from 'kysely'
import type { Clock } from '../../kernel/clock.ts'
import { type Database, inWorkspace } from '../db/database.ts'
import type { Logger } from '../telemetry/log.ts'
import { enqueue } from './job.ts'

export interface TimetableLine {
  job: string
  everyS: number
}

const LOOK_EVERY_MS = 1000

export interface TimetableOptions {
  db: Database
  clock: Clock
  log: Logger
  lines: readonly TimetableLine[]
}

export function startTimetable(options: TimetableOptions): { stop(): Promise<void> } {
  let looking: Promise<void> = Promise.resolve()
  let stopped = false
  const look = async () => {
    try {
      await runDueLines(options)
    } catch (error) {
      if (!stopped) options.log.warn({ err: error }, 'the timetable could not be looked at')
    }
  }
  const timer = setInterval(() => {
    looking = looking.then(() => (stopped ? undefined : look()))
  }, LOOK_EVERY_MS)
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await looking
    },
  }
}

/** Promises every line that is due now, and says which. What was missed while nobody ran is done once, not many times. */
export async function runDueLines({ db, clock, lines }: TimetableOptions): Promise<string[]> {
  const now = clock.now()
  const due: string[] = []
  for (const line of lines) {
    const next = new Date(now.getTime() + line.everyS * 1000)
    const { rows } = await sql<{ name: string }>`
      insert into timetable_runs (name, due_at) values (${line.job}, ${next})
      on conflict (name) do update set due_at = excluded.due_at
        where timetable_runs.due_at <= ${now} or timetable_runs.due_at > ${new Date(next.getTime() + 1000)}
      returning name`.execute(db.kysely)
    if (rows.length) due.push(line.job)
  }
  if (due.length) {
    const { rows } = await sql<{ id: string }>`select id from workspaces`.execute(db.kysely)
    for (const { id } of rows)
      await inWorkspace({ workspaceId: id, db }, async (tx) => {
        for (const job of due) await enqueue(tx, job, {}, { key: `timetable:${job}`, keyMode: 'preserve_run_at' })
      })
  }
  return due
}
