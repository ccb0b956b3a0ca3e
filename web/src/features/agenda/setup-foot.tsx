/** The foot of a form of the agenda's settings: archive at the left, save at the right. */
import { Button } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './setup.module.css'

export function SetupFoot({ saving, onRemove }: { saving: boolean; onRemove: (() => void) | null }) {
  const { t } = useTranslation()
  return (
    <div className={classes.foot}>
      {onRemove ? (
        <Button
          variant="subtle"
          color="red"
          className={classes.danger ?? ''}
          leftSection={<IconArchive size={16} stroke={1.75} />}
          onClick={onRemove}
        >
          {t('agenda.setup.remove')}
        </Button>
      ) : (
        <span />
      )}
      <Button type="submit" loading={saving}>
        {t('agenda.setup.save')}
      </Button>
    </div>
  )
}
