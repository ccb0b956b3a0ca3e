/** What the sandbox asks of each simulator. */
import type { Answer, Asked } from './http.ts'

export interface Simulator {
  /** The first segment of its address, and its name in journal and faults. */
  vendor: string
  /** `path` comes without the vendor's segment. */
  answer(asked: Omit<Asked, 'params'>): Promise<Answer>
  /** What it believes, for `GET /control/state`. */
  state(): unknown
  /** Resolves when it has nothing on its way. */
  idle(): Promise<void>
  /** Back to the start: no call, no lead, no script, first settings. */
  reset(): Promise<void>
  close(): Promise<void>
}
