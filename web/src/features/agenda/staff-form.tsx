/** A professional: name, hours of each week, absences, what they give. */
import { ActionIcon, Alert, Button, MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceWire, StaffPatch, StaffWire } from '../../../../contract/appointments.ts'
import { isApiError } from '../../api/api-error.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { useErrorText } from '../../ui/use-error-text.ts'
import classes from './setup.module.css'
import { useStaffSetup } from './setup.queries.ts'
import { SetupFoot } from './setup-foot.tsx'
import { useDayWords } from './use-day-words.ts'
import { WEEKDAYS } from './wall.ts'
import { areSound, type Windows, WindowsEditor } from './windows-editor.tsx'

interface Props {
  /** Null: somebody new. */
  staff: StaffWire | null
  services: readonly ServiceWire[]
  mayChange: boolean
  onDone: () => void
}

export function StaffForm({ staff, services, mayChange, onDone }: Props) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const words = useDayWords()
  const { save, remove } = useStaffSetup()
  const [name, setName] = useState(staff?.name ?? '')
  const [email, setEmail] = useState(staff?.email ?? '')
  const [weight, setWeight] = useState<number | string>(staff?.weight ?? 1)
  const [week, setWeek] = useState<Record<string, Windows>>(staff?.weekly_hours ?? {})
  const [exceptions, setExceptions] = useState<{ date: string; hours: Windows }[]>(staff?.exceptions ?? [])
  const [given, setGiven] = useState<string[]>(staff?.service_ids ?? [])
  const [unsound, setUnsound] = useState(false)
  const fields = isApiError(save.error) ? save.error.byField() : {}
  const disabled = !mayChange

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const sound = [...Object.values(week), ...exceptions.map(({ hours }) => hours)].every(areSound)
    setUnsound(!sound)
    if (!sound) return
    const patch = {
      name: name.trim(),
      email: email.trim() || null,
      weight: Number(weight),
      weekly_hours: Object.fromEntries(Object.entries(week).filter(([, windows]) => windows.length > 0)),
      exceptions: exceptions.toSorted((a, b) => a.date.localeCompare(b.date)),
      service_ids: given,
    } as StaffPatch
    save.mutate(
      { id: staff?.id ?? null, patch },
      {
        onSuccess: (saved) => {
          toasts.done(t(staff ? 'agenda.setup.saved' : 'agenda.setup.added', { name: saved.name }))
          onDone()
        },
      },
    )
  }
  const archive = async () => {
    if (!staff) return
    const sure = await confirm({
      title: t('agenda.setup.removeStaffTitle', { name: staff.name }),
      body: t('agenda.setup.removeStaffBody'),
      verb: t('agenda.setup.removeVerb', { name: staff.name }),
      danger: true,
    })
    if (!sure) return
    remove.mutate(staff.id, {
      onSuccess: () => {
        toasts.done(t('agenda.setup.removed', { name: staff.name }))
        onDone()
      },
      onError: (error) => toasts.failed(error),
    })
  }
  const setException = (at: number, change: Partial<{ date: string; hours: Windows }>) =>
    setExceptions(exceptions.map((one, index) => (index === at ? { ...one, ...change } : one)))

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
        label={t('agenda.setup.given')}
        disabled={disabled}
        data={services.map(({ id, name: label }) => ({ value: id, label }))}
        value={given}
        onChange={setGiven}
        searchable
      />
      <h3 className={classes.part}>{t('agenda.setup.weekly')}</h3>
      <ul className={classes.days}>
        {WEEKDAYS.map((day) => (
          <li key={day} className={classes.day}>
            <span>{t(`agenda.setup.weekdays.${day}`)}</span>
            <WindowsEditor
              day={t(`agenda.setup.weekdays.${day}`)}
              windows={week[day] ?? []}
              disabled={disabled}
              onChange={(windows) => setWeek({ ...week, [day]: windows })}
            />
          </li>
        ))}
      </ul>
      {!disabled && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconCopy size={15} stroke={1.75} />}
          onClick={() =>
            setWeek({ ...week, ...Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, week['mon'] ?? []])) })
          }
        >
          {t('agenda.setup.copyDown')}
        </Button>
      )}
      <h3 className={classes.part}>{t('agenda.setup.exceptions')}</h3>
      <div>
        {exceptions.map(({ date, hours }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is edited in its place
          <div key={index} className={classes.exception}>
            <div className={classes.exceptionTop}>
              <TextInput
                type="date"
                size="xs"
                required
                disabled={disabled}
                aria-label={t('agenda.setup.exceptionDay')}
                value={date}
                onChange={(event) => setException(index, { date: event.currentTarget.value })}
              />
              {!disabled && (
                <ActionIcon
                  size="md"
                  aria-label={t('agenda.setup.removeException')}
                  onClick={() => setExceptions(exceptions.filter((_, at) => at !== index))}
                >
                  <IconX size={16} stroke={1.75} />
                </ActionIcon>
              )}
            </div>
            <div className={classes.window}>
              <WindowsEditor
                day={date}
                windows={hours}
                disabled={disabled}
                onChange={(windows) => setException(index, { hours: windows })}
              />
            </div>
          </div>
        ))}
        {!disabled && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={15} stroke={1.75} />}
            onClick={() => setExceptions([...exceptions, { date: words.today(), hours: [] }])}
          >
            {t('agenda.setup.addException')}
          </Button>
        )}
      </div>
      <div className={classes.pair}>
        <TextInput
          type="email"
          label={t('agenda.setup.email')}
          disabled={disabled}
          value={email}
          error={fields['email']}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NumberInput
          label={t('agenda.setup.weight')}
          size="sm"
          min={0}
          max={100}
          allowDecimal={false}
          disabled={disabled}
          value={weight}
          onChange={setWeight}
          description={t('agenda.setup.weightHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      </div>
      {(unsound || save.error) && (
        <Alert color="red" variant="light" role="alert">
          {unsound ? t('agenda.setup.wrongHours') : textOf(save.error)}
        </Alert>
      )}
      {mayChange && <SetupFoot saving={save.isPending} onRemove={staff ? () => void archive() : null} />}
    </form>
  )
}
