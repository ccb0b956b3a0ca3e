/** The product's present in ms, once a second. */
import { useEffect, useState } from 'react'
import { useFormat } from '../../ui/use-format.tsx'

export function useNow(everyMs = 1_000): number {
  const { now } = useFormat()
  const [at, setAt] = useState(() => now().getTime())
  useEffect(() => {
    const timer = setInterval(() => setAt(now().getTime()), everyMs)
    return () => clearInterval(timer)
  }, [now, everyMs])
  return at
}
