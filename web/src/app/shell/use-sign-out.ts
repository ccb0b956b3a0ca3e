/** Ends the session, and forgets everything that was on the screen. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api/client.ts'
import { useToasts } from '../../ui/toasts.tsx'

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const toasts = useToasts()
  return async () => {
    try {
      await api.post('/api/auth/sign-out', { body: {} })
    } catch (error) {
      toasts.failed(error)
      return
    }
    await navigate({ to: '/login' })
    queries.clear()
  }
}
