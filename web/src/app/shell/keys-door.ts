/** Opens the page of keys from anywhere. */
import { createDoor } from './door.ts'

export const [openKeysHelp, useKeysDoor] = createDoor()
