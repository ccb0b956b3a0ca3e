/** START and STOP, always in the same place. START asks once; STOP never asks. */
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconPlayerPlayFilled, IconPlayerStopFilled, IconPlugConnected } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useErrorText } from '../../ui/use-error-text.ts'
import { useFormat } from '../../ui/use-format.tsx'
import classes from './calls.module.css'
import { useConnectionTest, useStop } from './calls.queries.ts'
import { useSaid } from './said.ts'

interface Props {
  running: boolean
  onStart: () => void
}

export function Steering({ running, onStart }: Props) {
  const { t } = useTranslation()
  const mayCall = useMay('calls:write')
  const textOf = useErrorText()
  const { say } = useSaid()
  const stop = useStop()
  const press = () =>
    stop.mutate(undefined, {
      onSuccess: ({ message, stopped, in_flight }) =>
        say({
          act: 'stop',
          message: in_flight > 0 ? message : t(stopped ? 'calls.didStop' : 'calls.wasStopped'),
          blocked: [],
        }),
      onError: (error) => say({ act: 'failed', message: textOf(error), blocked: [] }),
    })
  return (
    <div className={classes.steering}>
      <MoreMenu />
      {mayCall && (
        <>
          <Button
            className={classes.big ?? ''}
            data-start
            aria-label={t('calls.startLabel')}
            disabled={running}
            leftSection={<IconPlayerPlayFilled size={16} aria-hidden />}
            onClick={onStart}
          >
            {t('calls.start')}
          </Button>
          <Button
            className={classes.big ?? ''}
            data-stop
            data-idle={!running || undefined}
            aria-label={t('calls.stopLabel')}
            loading={stop.isPending}
            leftSection={<IconPlayerStopFilled size={16} aria-hidden />}
            onClick={press}
          >
            {t('calls.stop')}
          </Button>
        </>
      )}
    </div>
  )
}

function MoreMenu() {
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const test = useConnectionTest()
  const run = () =>
    test.mutate(undefined, {
      onSuccess: ({ message, account }) => {
        const credit = account?.credit_balance
        const said =
          credit === null || credit === undefined ? '' : ` ${t('calls.credit', { credit: format.number(credit) })}`
        toasts.done(message + said)
      },
      onError: (error) => toasts.failed(error, t('calls.testFailed')),
    })
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="default" aria-label={t('calls.more')} loading={test.isPending}>
          <IconDots size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPlugConnected size={16} stroke={1.75} />} onClick={run}>
          {t('calls.testConnection')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
