/** Asks before what cannot be undone: says what will be lost, in numbers; its button repeats the verb. */
import { Button, Group, Modal, Text } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface Question {
  title: string
  /** What will happen or be lost. */
  body?: ReactNode
  /** The verb and the number: «Borrar 3 personas». */
  verb: string
  danger?: boolean
}

type Ask = (question: Question) => Promise<boolean>
const AskContext = createContext<Ask>(async () => false)

/** `if (await confirm({ title, body, verb: t('…') })) …` */
export const useConfirm = () => useContext(AskContext)

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<(Question & { answer: (yes: boolean) => void }) | null>(null)
  const [open, setOpen] = useState(false)

  const ask = useCallback<Ask>(
    (question) =>
      new Promise((resolve) => {
        setAsked({ ...question, answer: resolve })
        setOpen(true)
      }),
    [],
  )
  const answer = (yes: boolean) => {
    setOpen(false)
    asked?.answer(yes)
  }

  return (
    <AskContext value={ask}>
      {children}
      <Modal
        opened={open}
        onClose={() => answer(false)}
        title={asked?.title}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {asked?.body && (
          <Text c="dimmed" component="div">
            {asked.body}
          </Text>
        )}
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={() => answer(false)}>
            {t('common.cancel')}
          </Button>
          <Button color={asked?.danger ? 'red' : 'teal'} data-autofocus onClick={() => answer(true)}>
            {asked?.verb}
          </Button>
        </Group>
      </Modal>
    </AskContext>
  )
}
