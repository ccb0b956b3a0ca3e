/** `antesala work`: one more process that takes jobs from the queue. */
import { runProcess } from '../app/run-process.ts'
import { defineCommand } from './command.ts'

export const work = defineCommand<never>({
  name: 'work',
  summary: 'Works the queue until it is told to stop. Any number of these may run, on any number of machines.',
  run: () => runProcess({ roles: ['worker'] }) as Promise<never>,
  show: () => undefined,
})
