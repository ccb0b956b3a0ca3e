/** What became of the rows, in the order in which they are told. */
import type { ImportView } from '../../../../contract/imports.ts'

export const outcomesOf = ({ counts }: Pick<ImportView, 'counts'>) =>
  (['created', 'updated', 'unchanged', 'skipped', 'rejected'] as const).map((name): [typeof name, number] => [
    name,
    counts[name],
  ])
