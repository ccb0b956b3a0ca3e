/** Spanish, the source of every key: one file per part of the console. */
import { agenda } from './es/agenda.ts'
import { calls } from './es/calls.ts'
import { common } from './es/common.ts'
import { home } from './es/home.ts'
import { imports } from './es/imports.ts'
import { people } from './es/people.ts'
import { settings } from './es/settings.ts'
import { shell } from './es/shell.ts'
import { signIn } from './es/sign-in.ts'

export const es = { common, shell, signIn, home, people, imports, calls, agenda, settings } as const
