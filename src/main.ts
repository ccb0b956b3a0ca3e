/** What `npm start` runs: everything in one process, or one role of it (`api`, `worker`) where there are several machines. */
import { runProcess } from './app/run-process.ts'

const role = process.argv[2] ?? 'all'
if (role === 'all') await runProcess()
else if (role === 'api' || role === 'worker') await runProcess({ roles: [role] })
else {
  console.error(`antesala: there is no role "${role}": take api, worker or all.`)
  process.exit(2)
}
