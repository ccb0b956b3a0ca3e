/** Writes a note on a person. Ctrl-Enter adds it. */
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useToasts } from '../../ui/toasts.tsx'
import { useAddNote } from './contact.queries.ts'
import classes from './story.module.css'

export function NoteBox({ contactId, leadId }: { contactId: string; leadId: string }) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const [text, setText] = useState('')
  const add = useAddNote(contactId, leadId)
  const submit = () => {
    const wanted = text.trim()
    if (!wanted || add.isPending) return
    add.mutate(wanted, {
      onSuccess: () => {
        setText('')
        toasts.done(t('people.noteAdded'))
      },
      onError: (error) => toasts.failed(error),
    })
  }
  return (
    <form
      className={classes.note}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Textarea
        aria-label={t('people.note')}
        placeholder={t('people.note')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={5_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
        }}
      />
      {text.trim() && (
        <Button type="submit" size="xs" loading={add.isPending}>
          {t('people.addNote')}
        </Button>
      )}
    </form>
  )
}
