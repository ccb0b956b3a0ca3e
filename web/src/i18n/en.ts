/** English, held against the keys of Spanish by its type. */
import { agenda } from './en/agenda.ts'
import { calls } from './en/calls.ts'
import { common } from './en/common.ts'
import { home } from './en/home.ts'
import { imports } from './en/imports.ts'
import { people } from './en/people.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import type { Words } from './words.ts'

export const en: Words = { common, shell, signIn, home, people, imports, calls, agenda, settings }
