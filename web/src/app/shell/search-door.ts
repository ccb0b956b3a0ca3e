/** Opens the search from anywhere, without the shell's parts knowing each other. */
import { createDoor } from './door.ts'

export const [openSearch, useSearchDoor] = createDoor()
