/** A service: how long, for how much, who gives it, how far ahead. */
import { Alert, MultiSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServicePatch, ServiceWire, StaffWire } from '../../../../contract/appointments.ts'
import { isApiError } from '../../api/api-error.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { useErrorText } from '../../ui/use-error-text.ts'
import { amountOf, priceOf } from './price.ts'
import classes from './setup.module.css'
import { useServiceSetup } from './setup.queries.ts'
import { SetupFoot } from './setup-foot.tsx'

interface Props {
  /** Null: a new one. */
  service: ServiceWire | null
  staff: readonly StaffWire[]
  mayChange: boolean
  onDone: () => void
}

const NUMBERS = {
  duration_min: [30, 5, 1440],
  slot_step_min: [15, 5, 480],
  buffer_before_min: [0, 0, 480],
  buffer_after_min: [0, 0, 480],
  min_notice_min: [0, 0, 525_600],
  horizon_days: [60, 1, 730],
} as const
type NumberName = keyof typeof NUMBERS
const LABELS = {
  duration_min: 'agenda.setup.duration',
  slot_step_min: 'agenda.setup.step',
  buffer_before_min: 'agenda.setup.before',
  buffer_after_min: 'agenda.setup.after',
  min_notice_min: 'agenda.setup.notice',
  horizon_days: 'agenda.setup.horizon',
} as const

export function ServiceForm({ service, staff, mayChange, onDone }: Props) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const { save, remove } = useServiceSetup()
  const [name, setName] = useState(service?.name ?? '')
  const [numbers, setNumbers] = useState<Record<NumberName, number | string>>(() => firstNumbers(service))
  const [amount, setAmount] = useState<number | string>(service?.price ? amountOf(service.price) : '')
  const [currency, setCurrency] = useState(service?.price?.currency ?? 'EUR')
  const [synonyms, setSynonyms] = useState(service?.synonyms.join(', ') ?? '')
  const [description, setDescription] = useState(service?.description ?? '')
  const [givers, setGivers] = useState<string[]>(service?.staff_ids ?? [])
  const fields = isApiError(save.error) ? save.error.byField() : {}
  const disabled = !mayChange

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const patch: ServicePatch = {
      name: name.trim(),
      ...(Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, Number(value)])) as Record<
        NumberName,
        number
      >),
      price: amount === '' ? null : priceOf(Number(amount), currency),
      synonyms: synonyms
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean),
      description: description.trim(),
      staff_ids: givers,
    }
    save.mutate(
      { id: service?.id ?? null, patch },
      {
        onSuccess: (saved) => {
          toasts.done(t(service ? 'agenda.setup.saved' : 'agenda.setup.added', { name: saved.name }))
          onDone()
        },
      },
    )
  }
  const archive = async () => {
    if (!service) return
    const sure = await confirm({
      title: t('agenda.setup.removeServiceTitle', { name: service.name }),
      body: t('agenda.setup.removeServiceBody'),
      verb: t('agenda.setup.removeVerb', { name: service.name }),
      danger: true,
    })
    if (!sure) return
    remove.mutate(service.id, {
      onSuccess: () => {
        toasts.done(t('agenda.setup.removed', { name: service.name }))
        onDone()
      },
      onError: (error) => toasts.failed(error),
    })
  }
  const number = (key: NumberName) => {
    const [, min, max] = NUMBERS[key]
    return (
      <NumberInput
        key={key}
        size="sm"
        label={t(LABELS[key])}
        suffix={` ${t(key === 'horizon_days' ? 'agenda.setup.days' : 'agenda.setup.minutes')}`}
        required
        withAsterisk={false}
        min={min}
        max={max}
        step={key === 'horizon_days' ? 1 : 5}
        allowDecimal={false}
        disabled={disabled}
        value={numbers[key]}
        error={fields[key]}
        onChange={(value) => setNumbers((now) => ({ ...now, [key]: value }))}
      />
    )
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={t('agenda.setup.name')}
        required
        withAsterisk={false}
        disabled={disabled}
        value={name}
        error={fields['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <MultiSelect
        label={t('agenda.setup.givenBy')}
        disabled={disabled}
        data={staff.map(({ id, name: label }) => ({ value: id, label }))}
        value={givers}
        onChange={setGivers}
        searchable
      />
      <div className={classes.pair}>{(Object.keys(NUMBERS) as NumberName[]).map(number)}</div>
      <div className={classes.pair}>
        <NumberInput
          size="sm"
          label={t('agenda.setup.price')}
          min={0}
          decimalScale={2}
          disabled={disabled}
          value={amount}
          onChange={setAmount}
        />
        <TextInput
          label={t('agenda.setup.currency')}
          maxLength={3}
          disabled={disabled}
          value={currency}
          error={fields['price.currency']}
          onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
        />
      </div>
      <TextInput
        label={t('agenda.setup.synonyms')}
        description={t('agenda.setup.synonymsHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        disabled={disabled}
        value={synonyms}
        onChange={(event) => setSynonyms(event.currentTarget.value)}
      />
      <Textarea
        label={t('agenda.setup.description')}
        autosize
        minRows={2}
        disabled={disabled}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      {save.error && (
        <Alert color="red" variant="light" role="alert">
          {textOf(save.error)}
        </Alert>
      )}
      {mayChange && <SetupFoot saving={save.isPending} onRemove={service ? () => void archive() : null} />}
    </form>
  )
}

const firstNumbers = (service: ServiceWire | null) =>
  Object.fromEntries(
    (Object.keys(NUMBERS) as NumberName[]).map((key) => [key, service?.[key] ?? NUMBERS[key][0]]),
  ) as Record<NumberName, number>
