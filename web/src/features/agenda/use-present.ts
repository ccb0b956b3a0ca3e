/** The present on the workspace's wall, each minute. */
import { useEffect, useState } from 'react'
import { useFormat } from '../../ui/use-format.tsx'
import { type Wall, wallAt } from './wall.ts'

const EVERY_MS = 15_000

export function usePresent(): Wall {
  const { now, zone } = useFormat()
  const [present, setPresent] = useState(() => wallAt(now(), zone))
  useEffect(() => {
    const look = () =>
      setPresent((before) => {
        const next = wallAt(now(), zone)
        return next.day === before.day && next.minutes === before.minutes ? before : next
      })
    look()
    const timer = setInterval(look, EVERY_MS)
    return () => clearInterval(timer)
  }, [now, zone])
  return present
}
