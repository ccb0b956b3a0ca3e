/** j and k (or the arrows) walk through a list, Enter opens, x selects. The active row is remembered by its id. */
import { useHotkeys } from '@mantine/hooks'
import { type KeyboardEvent, useState } from 'react'
import { unlessDialog } from '../unless-dialog.ts'

interface Wiring {
  ids: readonly string[]
  openId: string | undefined
  scrollTo: (index: number) => void
  /** The list takes the keys, so that Enter means its row. */
  takeFocus: () => void
  onOpen: (index: number, quietly: boolean) => void
  onToggle: (id: string) => void
}

export function useRowKeys({ ids, openId, scrollTo, takeFocus, onOpen, onToggle }: Wiring) {
  const [chosen, setChosen] = useState<string | undefined>()
  const activeId = chosen !== undefined && ids.includes(chosen) ? chosen : openId
  const at = activeId === undefined ? -1 : ids.indexOf(activeId)

  const move = (step: number) => {
    const next = Math.min(Math.max(at + step, 0), ids.length - 1)
    const id = ids[next]
    if (id === undefined) return
    setChosen(id)
    takeFocus()
    scrollTo(next)
    if (openId !== undefined) onOpen(next, true)
  }
  const open = (index: number) => {
    setChosen(ids[index])
    onOpen(index, openId !== undefined)
  }
  const openActive = () => {
    if (at >= 0) open(at)
  }
  const toggleActive = () => {
    if (activeId !== undefined && at >= 0) onToggle(activeId)
  }

  useHotkeys([
    ['j', unlessDialog(() => move(1))],
    ['k', unlessDialog(() => move(-1))],
    ['x', unlessDialog(toggleActive)],
  ])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return
    const act = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: openActive, ' ': toggleActive }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return { activeId, open, onKeyDown }
}
