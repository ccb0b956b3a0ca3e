/** Every command, by name; each is loaded when it is typed. */
import type { Command } from './command.ts'

export interface CatalogueEntry {
  name: string
  summary: string
  load(): Promise<Command>
}

export const COMMANDS: CatalogueEntry[] = [
  {
    name: 'serve',
    summary: 'serves the API and the console, and works the queue',
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'work',
    summary: 'works the queue only, beside other processes',
    load: async () => (await import('./work.ts')).work,
  },
  {
    name: 'migrate',
    summary: 'brings the database to this version',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  {
    name: 'doctor',
    summary: 'says what is configured, what answers, what to mend',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'sandbox',
    summary: 'runs the simulators of the vendors by themselves',
    load: async () => (await import('./sandbox.ts')).sandbox,
  },
]
