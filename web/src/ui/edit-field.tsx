/** One field of a thing, edited where it stands: Enter or leaving saves, Esc gives up, "Guardado" offers undo. */
import { ActionIcon, Loader, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isApiError } from '../api/api-error.ts'
import classes from './edit-field.module.css'
import { useToasts } from './toasts.tsx'
import { useErrorText } from './use-error-text.ts'

interface Props {
  label: string
  /** As it is edited; empty where nothing is known. */
  value: string
  /** As it is read, where that differs. */
  shown?: ReactNode
  /** Takes the new text, `null` when emptied. A failure is shown at the field. Absent: read only. */
  onSave?: ((value: string | null) => Promise<unknown>) | undefined
  type?: 'text' | 'date' | 'email' | 'tel'
}

export function EditField({ label, value, shown, onSave, type = 'text' }: Props) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const textOf = useErrorText()
  const [draft, setDraft] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const reader = useRef<HTMLButtonElement>(null)

  const close = () => {
    setDraft(null)
    setProblem(null)
    requestAnimationFrame(() => reader.current?.focus())
  }
  const save = async () => {
    if (draft === null || !onSave || saving) return
    const wanted = draft.trim()
    if (wanted === value) return close()
    setSaving(true)
    try {
      await onSave(wanted || null)
      close()
      toasts.done(t('common.saved'), { undo: async () => void (await onSave(value || null)) })
    } catch (error) {
      setProblem((isApiError(error) && error.details.fields?.[0]?.message) || textOf(error))
    } finally {
      setSaving(false)
    }
  }

  const text = shown ?? value
  return (
    <div className={classes.field}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>
        {draft !== null ? (
          <TextInput
            size="xs"
            type={type}
            aria-label={label}
            autoFocus
            value={draft}
            error={problem}
            readOnly={saving}
            rightSection={saving ? <Loader size={14} /> : null}
            onChange={(event) => setDraft(event.currentTarget.value)}
            onBlur={() => void save()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void save()
              if (event.key === 'Escape') {
                event.stopPropagation()
                close()
              }
            }}
          />
        ) : (
          <>
            <span className={classes.text}>{text || <span className={classes.empty}>{t('common.empty')}</span>}</span>
            {onSave && (
              <ActionIcon
                ref={reader}
                size="sm"
                className={classes.edit ?? ''}
                aria-label={`${t('common.edit')}: ${label}`}
                onClick={() => setDraft(value)}
              >
                <IconPencil size={15} stroke={1.6} />
              </ActionIcon>
            )}
          </>
        )}
      </dd>
    </div>
  )
}
