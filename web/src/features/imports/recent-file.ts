/** The file of a preview made in this visit, so that a changed mapping does not ask for it again. */
let kept: { importId: string; file: File } | null = null

export function rememberFile(importId: string, file: File): void {
  kept = { importId, file }
}

export const recentFile = (importId: string): File | null => (kept?.importId === importId ? kept.file : null)
