/** Changes a workspace's name, zone or settings; the settings are checked whole before any of it is kept. */
import { workspaceSettings } from '../../../contract/workspace.ts'
import { type FieldProblem, invalid, notFound } from '../../kernel/errors.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Locale, Scope } from '../../platform/scope.ts'
import { recordAudit } from './audit.store.ts'
import { layOver } from './settings.rules.ts'
import { readSettings, type Workspace } from './workspace.ts'
import { lockWorkspace, updateWorkspace } from './workspaces.store.ts'

export interface WorkspaceChange {
  name?: string | undefined
  zone?: string | undefined
  locale?: Locale | undefined
  region?: string | undefined
  /** Laid over what is there, section by section and key by key; `null` drops a key back to its default. */
  settings?: Record<string, unknown> | undefined
}

/** Throws `settings.invalid`, naming each field that is wrong; nothing is changed then. */
export async function changeWorkspace(scope: Scope, change: WorkspaceChange): Promise<Workspace> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockWorkspace(tx)
    if (!row) throw notFound('workspace.not_found')
    const settings = layOver(row.settings, change.settings ?? {})
    const checked = workspaceSettings.safeParse(settings)
    if (!checked.success) throw settingsInvalid(checked.error.issues)

    const { settings: _, ...rest } = change
    const columns = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
    const after = { ...row, ...columns, settings }
    await updateWorkspace(tx, { ...columns, ...(change.settings && { settings }) })
    await recordAudit(tx, scope, {
      action: 'workspace.changed',
      subject: { kind: 'workspace', id: scope.workspaceId },
      detail: { ...columns, ...(change.settings && { settings: change.settings }) },
    })
    await publish(tx, { topic: 'workspace', type: 'changed' })
    return { ...after, settings: readSettings(settings) }
  })
}

interface Issue {
  path: PropertyKey[]
  message: string
}

function settingsInvalid(issues: Issue[]) {
  const fields: FieldProblem[] = issues.map((issue) => ({
    field: ['settings', ...issue.path.map(String)].join('.'),
    code: issue.message.startsWith('settings.') ? issue.message : 'settings.value',
    message: issue.message,
  }))
  return invalid('settings.invalid', {
    details: { fields },
    params: { fields: fields.map((field) => field.field).join(', ') },
  })
}
