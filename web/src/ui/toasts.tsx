/** What an action did, said at the foot of the page; what can be taken back offers it. */
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from './use-error-text.ts'

export interface Toasts {
  /** Says that something is done. `undo` shows for eight seconds a button that takes it back. */
  done: (message: string, options?: { undo?: () => void | Promise<void> }) => void
  /** Says that something is done only in part, and why; stays long enough to be read. */
  partly: (message: string, options?: { undo?: () => void | Promise<void> }) => void
  /** Says what failed, in the server's words where it has some. */
  failed: (error: unknown, title?: string) => void
}

export function useToasts(): Toasts {
  const { t } = useTranslation()
  const textOf = useErrorText()
  return useMemo(() => {
    const failed: Toasts['failed'] = (error, title) => {
      notifications.show({
        color: 'red',
        icon: <IconAlertTriangle size={18} />,
        title,
        message: textOf(error),
        autoClose: 8_000,
      })
    }
    const tell = (whole: boolean, message: string, options?: { undo?: () => void | Promise<void> }) => {
      const undo = options?.undo
      const id = notifications.show({
        icon: whole ? <IconCheck size={18} /> : <IconAlertTriangle size={18} />,
        color: whole ? 'teal' : 'orange',
        autoClose: undo || !whole ? 8_000 : 3_500,
        message: undo ? (
          <span style={{ display: 'flex', alignItems: 'center', gap: 'var(--gap-3)', justifyContent: 'space-between' }}>
            {message}
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={async () => {
                notifications.hide(id)
                try {
                  await undo()
                  done(t('common.undone'))
                } catch (error) {
                  failed(error)
                }
              }}
            >
              {t('common.undo')}
            </Button>
          </span>
        ) : (
          message
        ),
      })
    }
    const done: Toasts['done'] = (message, options) => tell(true, message, options)
    const partly: Toasts['partly'] = (message, options) => tell(false, message, options)
    return { done, partly, failed }
  }, [t, textOf])
}
