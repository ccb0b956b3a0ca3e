/** How many rows a preview would skip as repeated in the file; null where its problems are more than are sent. */
import type { ImportView } from '../../../../contract/imports.ts'

export function repeatedIn({ problems, problem_count }: ImportView): number | null {
  if (problem_count > problems.length) return null
  return new Set(problems.filter(({ severity }) => severity === 'skipped').map(({ row }) => row)).size
}
