/** Seals what must not be readable in a database dump. The first key seals, every key opens: so keys can be rotated. */
import { AppError } from '../../kernel/errors.ts'
import { StartProblem } from '../start-problem.ts'
import { type FernetKey, makeFernetKey, openFernet, readFernetKey, sealFernet } from './fernet.ts'

export interface Secrets {
  seal(text: string): string
  /** Throws `secrets.unreadable` when none of the keys made the token. */
  open(token: string): string
  /** False when the token still needs an older key: `rotate-keys` seals it again. */
  isCurrent(token: string): boolean
}

/** The keys in `ENCRYPTION_KEY`, separated by commas, newest first. Throws a StartProblem that says how to make one. */
export function makeSecrets(setting: string): Secrets {
  const texts = setting.split(',').map((text) => text.trim())
  const keys = texts.map((text, index) => {
    const key = readFernetKey(text)
    if (!key) throw new StartProblem(unreadableKey(index + 1, texts.length), { exitCode: 2 })
    return key
  }) as [FernetKey, ...FernetKey[]]

  return {
    seal: (text) => sealFernet(keys[0], text),
    open: (token) => {
      for (const key of keys) {
        const text = openFernet(key, token)
        if (text !== undefined) return text
      }
      throw new AppError('bug', 'secrets.unreadable', { note: 'no key in ENCRYPTION_KEY opens a stored secret' })
    },
    isCurrent: (token) => openFernet(keys[0], token) !== undefined,
  }
}

const unreadableKey = (position: number, all: number): string =>
  `ENCRYPTION_KEY${all > 1 ? ` (key ${position} of ${all})` : ''} is not 32 bytes in base64url. This one is new and would do: ENCRYPTION_KEY=${makeFernetKey()}`
