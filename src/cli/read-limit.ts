/** `--limit`, as lists take it. */
import { StartProblem } from '../platform/start-problem.ts'

const DEFAULT = 50
const MOST = 500

export function readLimit(given: unknown): number {
  const limit = given === undefined ? DEFAULT : Number(given)
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new StartProblem(`--limit must be a number from 1 to ${MOST}.`, { exitCode: 2 })
  return limit
}
