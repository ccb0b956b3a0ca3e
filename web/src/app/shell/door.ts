/** Something that opens above the page and is opened from several places. */
import { useEffect, useState } from 'react'

export function createDoor() {
  const hearers = new Set<() => void>()
  const open = () => {
    for (const hear of hearers) hear()
  }
  const useDoor = () => {
    const [opened, setOpened] = useState(false)
    useEffect(() => {
      const hear = () => setOpened(true)
      hearers.add(hear)
      return () => {
        hearers.delete(hear)
      }
    }, [])
    return { opened, close: () => setOpened(false) }
  }
  return [open, useDoor] as const
}
