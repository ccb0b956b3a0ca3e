/** The list of a workspace that is being tried out: who is not on it is not called, whatever else says so. */
import type { WorkspaceSettings } from '../../../contract/workspace.ts'

/** Our code for it, on the lead that was left out. */
export const NOT_ON_LIST = 'only_numbers'

/** `phone` is E.164. A list that is there and empty lets nobody through. */
export const mayDialNumber = ({ onlyNumbers }: WorkspaceSettings['calls'], phone: string): boolean =>
  onlyNumbers === undefined || onlyNumbers.includes(phone)
