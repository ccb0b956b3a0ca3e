/** The one question before START: who, with which campaign, how many at a time. Its button says how many. */
import { Alert, Button, Group, Loader, Modal, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallsStatusWire } from '../../../../contract/calls.ts'
import type { LeadChoiceWire } from '../../../../contract/leads.ts'
import { isApiError } from '../../api/api-error.ts'
import { useErrorText } from '../../ui/use-error-text.ts'
import { useFormat } from '../../ui/use-format.tsx'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { SELECTED, useLeadCount } from './call-leads.queries.ts'
import classes from './calls.module.css'
import { useDialerCampaigns, useStart } from './calls.queries.ts'
import { useSaid } from './said.ts'

interface Props {
  /** Who; absent: those selected for calling. */
  choice: LeadChoiceWire | undefined
  status: CallsStatusWire | undefined
  onClose: () => void
  onStarted: () => void
}

const FIRST_CONCURRENCY = 5
const MOST_CONCURRENCY = 500

export function StartDialog({ choice, status, onClose, onStarted }: Props) {
  useReturnFocus()
  const { t } = useTranslation()
  const format = useFormat()
  const textOf = useErrorText()
  const { say } = useSaid()
  const count = useLeadCount(choice ?? SELECTED)
  const campaigns = useDialerCampaigns(true)
  const start = useStart()
  /** A second click comes before the button is drawn disabled. */
  const asked = useRef(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const [concurrency, setConcurrency] = useState<number | string>(status?.max_concurrent_calls || FIRST_CONCURRENCY)

  const list = campaigns.data?.campaigns ?? []
  const before = list.find(({ id }) => id === status?.campaign?.outbound_id)
  const outboundId = chosen ?? (before ?? list.find(({ state }) => state === 'running') ?? list[0])?.id
  const campaign = list.find(({ id }) => id === outboundId)
  const many = count.data
  const total = many === undefined ? '' : format.number(many)
  const ready = many !== undefined && many > 0 && outboundId !== undefined && Number(concurrency) >= 1

  const go = () => {
    if (!ready || asked.current) return
    asked.current = true
    start.mutate(
      {
        ...choice,
        outbound_id: outboundId,
        max_concurrent_calls: Number(concurrency),
        expected_count: many,
      },
      {
        onSuccess: ({ message, blocked }) => {
          say({ act: 'start', message, blocked })
          onStarted()
        },
        onError: (error) => {
          asked.current = false
          if (!isApiError(error)) return
          if (error.code === 'calls.selection_changed') void count.refetch()
          // Somebody was faster: what they want to see is the run.
          if (error.code === 'calls.already_running') onStarted()
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      // The second of a double click on START falls on the ground behind.
      closeOnClickOutside={false}
      title={t('calls.dialog.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <div role="status">
          {many === undefined && !count.error && <Text c="dimmed">{t('calls.dialog.counting')}</Text>}
          {count.error && <Text c="red">{textOf(count.error)}</Text>}
          {many === 0 && (
            <>
              <Text fw={500}>{t('calls.dialog.nobody')}</Text>
              <Text c="dimmed">{t('calls.dialog.nobodyHint')}</Text>
            </>
          )}
          {many !== undefined && many > 0 && (
            <>
              <Text fw={500} className="tabular">
                {t(choice ? 'calls.dialog.whoChosen' : 'calls.dialog.who', { count: many, total })}
              </Text>
              <Text c="dimmed">{t('calls.dialog.policy')}</Text>
            </>
          )}
        </div>
        <div className={classes.dialogFields}>
          <Select
            label={t('calls.dialog.campaign')}
            data={list.map(({ id, name }) => ({ value: id, label: name || id }))}
            value={outboundId ?? null}
            onChange={setChosen}
            allowDeselect={false}
            disabled={list.length === 0}
            rightSection={campaigns.isPending ? <Loader size={14} /> : undefined}
            error={
              campaigns.error
                ? textOf(campaigns.error)
                : campaigns.data && list.length === 0
                  ? t('calls.dialog.noCampaigns')
                  : null
            }
            description={campaign && campaign.state !== 'running' ? campaign.message : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
          <NumberInput
            label={t('calls.dialog.concurrency')}
            min={1}
            max={campaign?.agents ?? MOST_CONCURRENCY}
            clampBehavior="blur"
            allowDecimal={false}
            allowNegative={false}
            value={concurrency}
            onChange={setConcurrency}
            size="sm"
          />
        </div>
        {start.error && (
          <Alert color="red" variant="light" role="alert">
            {textOf(start.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            className={classes.big ?? ''}
            data-start
            data-autofocus
            disabled={!ready}
            loading={start.isPending}
            onClick={go}
          >
            {t('calls.dialog.verb', { count: many ?? 0, total: total || '…' })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
