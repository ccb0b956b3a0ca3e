/** The loading face of a table: as many grey lines as rows will come. */
import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './data-table.module.css'

const WIDTHS = ['32%', '26%', '38%', '29%', '35%', '24%']

export function LoadingRows({ rowPx, count = 12 }: { rowPx: number; count?: number }) {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('common.loading')}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <div key={index} className={classes.loading} style={{ height: rowPx }}>
          <Skeleton height={10} width={WIDTHS[index % WIDTHS.length] ?? '30%'} />
          <Skeleton height={10} width="12%" />
          <Skeleton height={10} width="16%" />
        </div>
      ))}
    </div>
  )
}
