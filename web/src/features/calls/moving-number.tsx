/** A figure that moves gently to its new value; at once where the reader wants no motion. */
import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useFormat } from '../../ui/use-format.tsx'

const MOVE_MS = 400

export function MovingNumber({ value }: { value: number }) {
  const format = useFormat()
  const still = useReducedMotion()
  const [shown, setShown] = useState(value)
  const from = useRef(value)

  useEffect(() => {
    if (still || from.current === value) {
      from.current = value
      setShown(value)
      return
    }
    const start = performance.now()
    const first = from.current
    let frame = requestAnimationFrame(function step(time) {
      const part = Math.min(1, Math.max(0, (time - start) / MOVE_MS))
      const eased = 1 - (1 - part) ** 3
      from.current = Math.round(first + (value - first) * eased)
      setShown(from.current)
      if (part < 1) frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [value, still])

  return <span className="tabular">{format.number(shown)}</span>
}
