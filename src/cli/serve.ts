/** `antesala serve`: what `npm start` runs, for a service manager; one role or both. */
import { runProcess } from '../app/run-process.ts'
import { defineCommand } from './command.ts'

export const serve = defineCommand<never>({
  name: 'serve',
  summary: 'Serves the API and the console, and works the queue, until it is told to stop.',
  options: {
    'api-only': { type: 'boolean', description: 'leaves the queue to processes started with: npx antesala work' },
  },
  run: ({ options }) => runProcess(options['api-only'] ? { roles: ['api'] } : {}) as Promise<never>,
  show: () => undefined,
})
