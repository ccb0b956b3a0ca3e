/** Which rows are meant: some, by id, or all that match the filter, loaded or not. */
import { useCallback, useMemo, useState } from 'react'

export type Selection = { kind: 'rows'; ids: ReadonlySet<string> } | { kind: 'all' }

export interface SelectionControl {
  selection: Selection
  /** True when nothing is selected. */
  none: boolean
  has: (id: string) => boolean
  /** Out of "all", a row taken away leaves the loaded others: the server knows a filter or a list, not "all but". */
  toggle: (id: string, loaded: readonly string[]) => void
  setLoaded: (loaded: readonly string[], selected: boolean) => void
  selectAll: () => void
  clear: () => void
}

const NOBODY: Selection = { kind: 'rows', ids: new Set() }

export function useSelection(): SelectionControl {
  const [selection, setSelection] = useState<Selection>(NOBODY)

  const toggle = useCallback<SelectionControl['toggle']>((id, loaded) => {
    setSelection((now) => {
      const ids = new Set(now.kind === 'all' ? loaded : now.ids)
      if (!ids.delete(id)) ids.add(id)
      return { kind: 'rows', ids }
    })
  }, [])
  const setLoaded = useCallback<SelectionControl['setLoaded']>((loaded, selected) => {
    setSelection((now) => {
      if (!selected) return NOBODY
      return { kind: 'rows', ids: new Set([...(now.kind === 'rows' ? now.ids : []), ...loaded]) }
    })
  }, [])
  const selectAll = useCallback(() => setSelection({ kind: 'all' }), [])
  const clear = useCallback(() => setSelection(NOBODY), [])

  return useMemo(
    () => ({
      selection,
      none: selection.kind === 'rows' && selection.ids.size === 0,
      has: (id: string) => selection.kind === 'all' || selection.ids.has(id),
      toggle,
      setLoaded,
      selectAll,
      clear,
    }),
    [selection, toggle, setLoaded, selectAll, clear],
  )
}
