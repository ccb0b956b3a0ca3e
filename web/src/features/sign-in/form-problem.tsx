/** What went wrong with a form as a whole, above its button. */
import { IconAlertTriangle } from '@tabler/icons-react'

export function FormProblem({ text }: { text: string | null }) {
  if (!text) return null
  return (
    <p role="alert" style={{ display: 'flex', gap: 'var(--gap-2)', color: 'var(--red)', margin: 0 }}>
      <IconAlertTriangle size={18} stroke={1.75} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      {text}
    </p>
  )
}
