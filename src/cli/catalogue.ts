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
    name: 'workspaces create',
    summary: 'opens a workspace and issues its first key',
    load: async () => (await import('./workspaces-create.ts')).workspacesCreate,
  },
  {
    name: 'members reset-link',
    summary: 'prints a link for a new password',
    load: async () => (await import('./members-reset-link.ts')).membersResetLink,
  },
  {
    name: 'import',
    summary: 'brings people from a sheet into leads',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'export',
    summary: 'writes leads into a sheet',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'calls start',
    summary: 'starts calling those who are selected',
    load: async () => (await import('./calls-start.ts')).callsStart,
  },
  { name: 'calls stop', summary: 'stops calling', load: async () => (await import('./calls-stop.ts')).callsStop },
  {
    name: 'calls status',
    summary: 'says how the calls are going',
    load: async () => (await import('./calls-status.ts')).callsStatus,
  },
  {
    name: 'dead-letters list',
    summary: 'lists work that ran out of tries',
    load: async () => (await import('./dead-letters-list.ts')).deadLettersList,
  },
  {
    name: 'dead-letters replay',
    summary: 'does dead work again',
    load: async () => (await import('./dead-letters-replay.ts')).deadLettersReplay,
  },
  {
    name: 'rotate-keys',
    summary: 'seals every secret again under the first key',
    load: async () => (await import('./rotate-keys.ts')).rotateKeysCommand,
  },
  {
    name: 'sandbox',
    summary: 'runs the simulators of the vendors by themselves',
    load: async () => (await import('./sandbox.ts')).sandbox,
  },
]
