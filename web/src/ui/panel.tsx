/** Detail beside a list, so that the list is never lost; the whole page on a phone. Esc closes it. */
import { ActionIcon } from '@mantine/core'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { IconArrowLeft, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './panel.module.css'
import { unlessDialog } from './unless-dialog.ts'

interface Props {
  /** Names the region for a screen reader. */
  label: string
  onClose: () => void
  /** The first line: who or what this is. */
  header: ReactNode
  children: ReactNode
  /** A wider one, where the content is a table. */
  wide?: boolean
}

export function Panel({ label, onClose, header, children, wide = false }: Props) {
  const { t } = useTranslation()
  const onPhone = useMediaQuery('(max-width: 48em)')
  const region = useRef<HTMLElement>(null)
  useHotkeys([['Escape', unlessDialog(onClose)]])

  // On a phone the panel takes the list's place, and the reader goes with it; beside a list, the list keeps the keys.
  useEffect(() => {
    if (onPhone) region.current?.focus()
  }, [onPhone])

  return (
    <section ref={region} tabIndex={-1} aria-label={label} className={classes.panel} data-wide={wide || undefined}>
      <div className={classes.top}>
        {onPhone && (
          <ActionIcon aria-label={t('common.back')} onClick={onClose}>
            <IconArrowLeft size={20} stroke={1.75} />
          </ActionIcon>
        )}
        <div className={classes.header}>{header}</div>
        {!onPhone && (
          <ActionIcon aria-label={t('common.close')} onClick={onClose}>
            <IconX size={18} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  )
}
