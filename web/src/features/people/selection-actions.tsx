/** What can be done with the selected people: put them on the dialer's list, take them off, export all that match. */
import { Button } from '@mantine/core'
import { IconDownload, IconPhoneOff, IconPhonePlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LeadChoiceWire, LeadWire } from '../../../../contract/leads.ts'
import { urlOf } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { SelectionBar, type SelectionControl } from '../../ui/table/index.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useFormat } from '../../ui/use-format.tsx'
import { countReasons, useReasonWords } from '../../ui/use-reason-words.ts'
import { type LeadFilter, toChoice } from './lead-filter.ts'
import { useSelectForCalls } from './select-for-calls.ts'

interface Props {
  control: SelectionControl
  rows: readonly LeadWire[]
  filter: LeadFilter
  total: number | undefined
}

export function SelectionActions({ control, rows, filter, total }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const select = useSelectForCalls()
  const mayCall = useMay('calls:write')
  const mayExport = useMay('leads:export')
  const wordsOf = useReasonWords()
  const { selection } = control

  const act = useMutation({
    mutationFn: async (selected: boolean) => {
      const choice: LeadChoiceWire = selection.kind === 'all' ? toChoice(filter) : { lead_ids: [...selection.ids] }
      // Of all that match we do not know who was selected before, so only a list can be taken back.
      const changing = rows.filter(
        ({ id, selected_for_calling }) => control.has(id) && selected_for_calling !== selected,
      )
      const answer = await select(choice, selected)
      return { selected, answer, changing: selection.kind === 'rows' ? changing.map(({ id }) => id) : null }
    },
    onSuccess: ({ selected, answer, changing }) => {
      const said = [
        answer.changed > 0 &&
          t(selected ? 'people.selected' : 'people.unselected', {
            count: answer.changed,
            total: format.number(answer.changed),
          }),
        answer.skipped.length > 0 &&
          t('people.skipped', {
            count: answer.skipped.length,
            total: format.number(answer.skipped.length),
            reasons: wordsOf(countReasons(answer.skipped)),
          }),
      ]
      toasts[answer.skipped.length > 0 ? 'partly' : 'done'](
        said.filter(Boolean).join(' '),
        changing && answer.changed > 0
          ? { undo: async () => void (await select({ lead_ids: changing }, !selected)) }
          : {},
      )
      control.clear()
    },
    onError: (error) => toasts.failed(error),
  })

  return (
    <SelectionBar control={control} total={total}>
      {mayCall && (
        <>
          <Button
            size="xs"
            leftSection={<IconPhonePlus size={16} stroke={1.75} />}
            loading={act.isPending && act.variables}
            disabled={act.isPending}
            onClick={() => act.mutate(true)}
          >
            {t('people.selectForCalls')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPhoneOff size={16} stroke={1.75} />}
            loading={act.isPending && !act.variables}
            disabled={act.isPending}
            onClick={() => act.mutate(false)}
          >
            {t('people.unselectForCalls')}
          </Button>
        </>
      )}
      {mayExport && selection.kind === 'all' && (
        <Button
          size="xs"
          variant="default"
          component="a"
          href={urlOf('/api/v1/leads/export.xlsx', filter)}
          download
          leftSection={<IconDownload size={16} stroke={1.75} />}
        >
          {t('people.export')}
        </Button>
      )}
    </SelectionBar>
  )
}
