/** What went wrong with a form as a whole, above its button. */
import { Alert } from '@mantine/core'

export function FormAlert({ text }: { text: string | null }) {
  if (!text) return null
  return (
    <Alert color="red" variant="light" role="alert">
      {text}
    </Alert>
  )
}
