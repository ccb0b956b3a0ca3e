/** A key of its own for each caller: what one test sealed no other opens. */
import { makeFernetKey } from '../../src/platform/secrets/fernet.ts'
import { makeSecrets, type Secrets } from '../../src/platform/secrets/secrets.ts'

export const testSecrets = (): Secrets => makeSecrets(makeFernetKey())
