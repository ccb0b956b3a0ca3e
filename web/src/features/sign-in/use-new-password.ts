/** A password typed twice. */
import { useState } from 'react'
import { PASSWORD_MIN } from '../../ui/password-length.ts'

export function useNewPassword() {
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const problem: 'short' | 'different' | null =
    password.length < PASSWORD_MIN ? 'short' : password === repeated ? null : 'different'
  return { password, setPassword, repeated, setRepeated, problem }
}
