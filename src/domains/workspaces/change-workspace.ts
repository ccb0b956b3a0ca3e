/** Changes a workspace's name, zone or settings; the settings are checked whole before any of it is kept. */
import { workspaceSettings } from '../../../contract/workspace.ts'
import { isZone } from '../../kernel/dates.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import { problemsOf } from '../../platform/http/zod-problems.ts'
import type { Locale, Scope } from '../../platform/scope.ts'
import { recordAudit } from './audit.store.ts'
import { layOver } from './settings.rules.ts'
import { readSettings, type Workspace } from './workspace.ts'
import { workspacesMessages } from './workspaces.messages.ts'
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
  if (change.zone !== undefined && !isZone(change.zone))
    throw invalid('workspace.zone_unknown', { params: { zone: change.zone } })
  return inWorkspace(scope, async (tx) => {
    const row = await lockWorkspace(tx)
    if (!row) throw notFound('workspace.not_found')
    const settings = layOver(row.settings, change.settings ?? {})
    const checked = workspaceSettings.safeParse(settings)
    if (!checked.success) throw settingsInvalid(checked.error.issues, scope.locale)

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

/** Our own rules carry a code for a message, zod's are translated by the edge's table. */
function settingsInvalid(issues: readonly { path: PropertyKey[]; message: string }[], locale: Locale) {
  const fields = problemsOf(issues, locale).map((problem, index) => {
    const own = workspacesMessages[issues[index]?.message as keyof typeof workspacesMessages]
    return {
      ...problem,
      field: `settings.${problem.field}`,
      ...(own && { code: issues[index]!.message, message: own[locale] }),
    }
  })
  return invalid('settings.invalid', {
    details: { fields },
    params: { fields: fields.map((field) => field.field).join(', ') },
  })
}
