/** A phone in groups, copied with a click. */
import { Tooltip, UnstyledButton } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { sayPhone } from './format.ts'
import classes from './phone-number.module.css'

export function PhoneNumber({ value }: { value: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 1_500 })
  return (
    <Tooltip
      label={clipboard.copied ? t('common.copied') : t('common.copy')}
      opened={clipboard.copied ? true : undefined}
    >
      <UnstyledButton
        className={`${classes.phone} tabular`}
        aria-label={`${t('common.copy')} ${sayPhone(value)}`}
        onClick={(event) => {
          event.stopPropagation()
          clipboard.copy(value)
        }}
      >
        {sayPhone(value)}
      </UnstyledButton>
    </Tooltip>
  )
}
