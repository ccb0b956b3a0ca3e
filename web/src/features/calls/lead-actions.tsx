/** What is done with the marked leads: for calling or not, back to the beginning, or called at once. */
import { Button } from '@mantine/core'
import { IconPhoneOff, IconPhonePlus, IconPlayerPlayFilled, IconRestore } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LeadChoiceWire } from '../../../../contract/leads.ts'
import { SelectionBar, type SelectionControl } from '../../ui/table/index.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { countReasons, useReasonWords } from '../../ui/use-reason-words.ts'
import { type CallLeadFilter, toChoice } from './call-lead-filter.ts'
import { type ChangedLeads, type LeadAct, useChangeLeads } from './call-leads.queries.ts'

interface Props {
  control: SelectionControl
  filter: CallLeadFilter
  total: number | undefined
  running: boolean
  onStart: (choice: LeadChoiceWire) => void
}

const DID = {
  select: 'calls.leads.didSelect',
  unselect: 'calls.leads.didUnselect',
  reset: 'calls.leads.didReset',
} as const

export function LeadActions({ control, filter, total, running, onStart }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const confirm = useConfirm()
  const wordsOf = useReasonWords()
  const change = useChangeLeads()
  const { selection } = control
  const choice: LeadChoiceWire = selection.kind === 'all' ? toChoice(filter) : { lead_ids: [...selection.ids] }
  const many = selection.kind === 'all' ? (total ?? 0) : selection.ids.size
  const said = { count: many, total: format.number(many) }

  const report = (act: LeadAct, { changed, skipped }: ChangedLeads) => {
    const words = [
      changed > 0 && t(DID[act], { count: changed, total: format.number(changed) }),
      changed === 0 && skipped.length === 0 && t('calls.leads.nothing'),
      skipped.length > 0 && t('calls.leads.skipped', { reasons: wordsOf(countReasons(skipped)) }),
    ]
    toasts[skipped.length > 0 ? 'partly' : 'done'](words.filter(Boolean).join(' '))
    control.clear()
  }
  const act = async (wanted: LeadAct) => {
    if (wanted === 'reset') {
      const sure = await confirm({
        title: t('calls.leads.resetTitle', said),
        body: t('calls.leads.resetBody'),
        verb: t('calls.leads.resetVerb', said),
        danger: true,
      })
      if (!sure) return
    }
    change.mutate(
      { act: wanted, choice },
      { onSuccess: (answer) => report(wanted, answer), onError: (error) => toasts.failed(error) },
    )
  }
  const doing = (wanted: LeadAct) => change.isPending && change.variables.act === wanted

  return (
    <SelectionBar control={control} total={total}>
      <Button
        size="xs"
        leftSection={<IconPhonePlus size={16} stroke={1.75} />}
        loading={doing('select')}
        disabled={change.isPending}
        onClick={() => void act('select')}
      >
        {t('calls.leads.select')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPhoneOff size={16} stroke={1.75} />}
        loading={doing('unselect')}
        disabled={change.isPending}
        onClick={() => void act('unselect')}
      >
        {t('calls.leads.unselect')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRestore size={16} stroke={1.75} />}
        loading={doing('reset')}
        disabled={change.isPending}
        onClick={() => void act('reset')}
      >
        {t('calls.leads.reset')}
      </Button>
      {!running && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPlayFilled size={14} />}
          onClick={() => onStart(choice)}
        >
          {t('calls.leads.callThese')}
        </Button>
      )}
    </SelectionBar>
  )
}
