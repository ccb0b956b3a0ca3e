/** Catalan, held against the keys of Spanish by its type. */
import { agenda } from './ca/agenda.ts'
import { calls } from './ca/calls.ts'
import { common } from './ca/common.ts'
import { home } from './ca/home.ts'
import { imports } from './ca/imports.ts'
import { people } from './ca/people.ts'
import { settings } from './ca/settings.ts'
import { shell } from './ca/shell.ts'
import { signIn } from './ca/sign-in.ts'
import type { Words } from './words.ts'

export const ca: Words = { common, shell, signIn, home, people, imports, calls, agenda, settings }
