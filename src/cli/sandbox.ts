/** `antesala sandbox`: the vendors' simulators without the demo, for whoever integrates against them. */
import { startSandbox } from '../../sandbox/server.ts'
import { shiftedClock, systemClock } from '../kernel/clock.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { defineCommand } from './command.ts'

export const sandbox = defineCommand<null>({
  name: 'sandbox',
  summary: "Runs the vendors' simulators by themselves until it is told to stop, and prints their address.",
  options: {
    port: {
      type: 'string',
      placeholder: 'port',
      description: 'where to listen (default: SANDBOX_PORT, else any free port)',
    },
  },
  run: async ({ options, config, json }) => {
    const port = Number(options['port'] ?? config.sandboxPort)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new StartProblem('--port must be a port number from 0 (any free one) to 65535.', { exitCode: 2 })
    const clock = config.startAt ? shiftedClock(config.startAt) : systemClock
    const running = await startSandbox({ port, clock }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      throw new StartProblem(`Port ${port} is in use by another program: stop it, or choose another with --port.`, {
        cause: error,
      })
    })
    console.log(json ? JSON.stringify({ url: running.url }) : `antesala: simulators ready at ${running.url}`)
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    })
    await running.close()
    return null
  },
  show: () => undefined,
})
