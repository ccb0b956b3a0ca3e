/** The backup codes, shown this once, with a way to take them along. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import classes from '../settings.module.css'

export function BackupCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 2_000 })
  return (
    <Stack gap="md">
      <Text>{t('settings.account.backupHint')}</Text>
      <ul className={classes.codes} aria-label={t('settings.account.backupCodes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => clipboard.copy(codes.join('\n'))}>
          {clipboard.copied ? t('common.copied') : t('settings.account.copyCodes')}
        </Button>
        <Button onClick={onKept}>{t('settings.account.keptThem')}</Button>
      </Group>
    </Stack>
  )
}
