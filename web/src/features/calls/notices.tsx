/** What must be known now: what START or STOP did, who is not called and why, why the dialer waits. */
import { ActionIcon } from '@mantine/core'
import {
  IconAlertTriangle,
  IconClockPause,
  IconCloudOff,
  IconPlayerPlay,
  IconPlayerStop,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallsStatusWire } from '../../../../contract/calls.ts'
import { useConnected } from '../../api/live.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { useReasonWords } from '../../ui/use-reason-words.ts'
import classes from './calls.module.css'
import { type Said, useSaid } from './said.ts'

export function Notices({ status }: { status: CallsStatusWire | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const connected = useConnected()
  const { said, say } = useSaid()
  const when = (iso: string) => format.when(iso, { time: true })
  return (
    <div className={classes.notices} role="status">
      {!connected && (
        <Notice icon={IconCloudOff} tone="amber">
          {t('calls.stale')}
        </Notice>
      )}
      {status?.held ? (
        <Notice icon={IconAlertTriangle} tone="amber">
          {t('calls.held', { message: status.held.message, when: when(status.held.until) })}
        </Notice>
      ) : (
        status?.running &&
        status.active === 0 &&
        status.next_window && (
          <Notice icon={IconClockPause} tone="amber">
            {t('calls.waiting', { when: when(status.next_window) })}
          </Notice>
        )
      )}
      {said && <Answer said={said} onClose={() => say(null)} />}
    </div>
  )
}

const ANSWERS: Record<Said['act'], readonly [TablerIcon, 'green' | 'red' | 'grey']> = {
  start: [IconPlayerPlay, 'green'],
  stop: [IconPlayerStop, 'grey'],
  failed: [IconAlertTriangle, 'red'],
}

function Answer({ said, onClose }: { said: Said; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const wordsOf = useReasonWords()
  const [icon, tone] = ANSWERS[said.act]
  const blocked = said.blocked.reduce((sum, { count }) => sum + count, 0)
  return (
    <Notice icon={icon} tone={tone} onClose={onClose}>
      {said.message}
      {blocked > 0 && (
        <>
          {' '}
          <strong>{t('calls.blockedTitle', { count: blocked, total: format.number(blocked) })}</strong>{' '}
          {wordsOf(said.blocked)}. {t('calls.heal')}
        </>
      )}
    </Notice>
  )
}

interface NoticeProps {
  icon: TablerIcon
  tone: 'amber' | 'green' | 'red' | 'grey'
  onClose?: () => void
  children: ReactNode
}

function Notice({ icon: Icon, tone, onClose, children }: NoticeProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.notice} style={{ '--hue': `var(--${tone})` } as React.CSSProperties}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <p>{children}</p>
      {onClose && (
        <ActionIcon size="sm" aria-label={t('common.close')} onClick={onClose}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      )}
    </div>
  )
}
