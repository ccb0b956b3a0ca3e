/** One thing that doctor looked at. */

export interface Finding {
  about: string
  /** `warning`: works, but something is likely not what was meant. `broken`: mend it before relying on Antesala. */
  state: 'fine' | 'warning' | 'broken'
  says: string
  /** What to do about it. */
  mend?: string
}

export const fine = (about: string, says: string): Finding => ({ about, state: 'fine', says })
export const warning = (about: string, says: string, mend: string): Finding => ({ about, state: 'warning', says, mend })
export const broken = (about: string, says: string, mend: string): Finding => ({ about, state: 'broken', says, mend })
