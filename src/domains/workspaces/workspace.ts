/** A workspace as the other domains know it. */
import { type WorkspaceSettings, workspaceSettings } from '../../../contract/workspace.ts'
import type { Locale } from '../../platform/scope.ts'

export interface Workspace {
  id: string
  name: string
  /** IANA zone in which wall times without a zone are read. */
  zone: string
  locale: Locale
  /** ISO country in which phones without a prefix are read. */
  region: string
  settings: WorkspaceSettings
}

/** Stored settings with every default filled in. Throws when what is stored was never valid. */
export const readSettings = (stored: Record<string, unknown>): WorkspaceSettings => workspaceSettings.parse(stored)
