/** Gives the focus back to where it was before this dialog, when the dialog goes. */
import { useEffect, useState } from 'react'

export function useReturnFocus(): void {
  // Read while drawing: by the time effects run, the dialog has taken the focus.
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    let here = true
    return () => {
      here = false
      requestAnimationFrame(() => {
        const nowhere = document.activeElement === null || document.activeElement === document.body
        if (!here && nowhere && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    }
  }, [before])
}
