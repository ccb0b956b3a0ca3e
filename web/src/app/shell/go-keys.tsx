/** `g` and a letter goes to a place; `/` and Ctrl-K search; `?` shows the keys. */
import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { unlessDialog } from '../../ui/unless-dialog.ts'
import { places } from '../places.ts'
import { openKeysHelp } from './keys-door.ts'
import { openSearch } from './search-door.ts'

/** Time to press the second key, after which the first is forgotten. */
const SECOND_KEY_MS = 1_200

export function GoKeys() {
  const navigate = useNavigate()
  useHotkeys([
    ['/', unlessDialog(openSearch)],
    ['shift+/', unlessDialog(openKeysHelp)],
    ['?', unlessDialog(openKeysHelp)],
  ])
  // From inside a field too.
  useHotkeys([['mod+K', openSearch]], [])

  useEffect(() => {
    let since = Number.NEGATIVE_INFINITY
    const hear = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]')
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'g') {
        since = event.timeStamp
        return
      }
      const place = places.find(({ key }) => key === event.key)
      if (place && event.timeStamp - since < SECOND_KEY_MS) void navigate({ to: place.to })
      since = Number.NEGATIVE_INFINITY
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [navigate])
  return null
}
