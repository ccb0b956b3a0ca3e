/** Row types of this domain, as migrations 0001 to 0003 made them. */
import type { ColumnType } from 'kysely'
import type { Role } from '../../../contract/workspace.ts'
import type { Actor, Locale } from '../../platform/scope.ts'

type Json = ColumnType<Record<string, unknown>, string, string>
type WrittenOnce<T> = ColumnType<T, T, never>

interface WorkspacesTable {
  id: WrittenOnce<string>
  name: string
  zone: string
  locale: Locale
  region: string
  settings: ColumnType<Record<string, unknown>, string | undefined, string>
  created_at: WrittenOnce<Date>
}

interface MembersTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  user_id: WrittenOnce<string>
  name: string
  email: string
  role: Role
  locale: Locale | null
  created_at: WrittenOnce<Date>
  updated_at: Date
  removed_at: Date | null
}

interface ApiKeysTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  name: string
  key_hash: WrittenOnce<string>
  hint: WrittenOnce<string>
  scopes: string[]
  created_at: WrittenOnce<Date>
  created_by: WrittenOnce<string>
  last_used_at: Date | null
  revoked_at: Date | null
}

interface AuditLogTable {
  workspace_id: WrittenOnce<string>
  id: WrittenOnce<string>
  at: WrittenOnce<Date>
  actor_kind: WrittenOnce<Actor['kind']>
  actor_id: WrittenOnce<string>
  actor_name: WrittenOnce<string>
  action: WrittenOnce<string>
  subject_kind: WrittenOnce<string | null>
  subject_id: WrittenOnce<string | null>
  detail: Json
}

interface ConnectionsTable {
  workspace_id: WrittenOnce<string>
  vendor: WrittenOnce<string>
  settings: Json
  sealed_secrets: string | null
  hook_token_hash: string | null
  created_at: WrittenOnce<Date>
  updated_at: Date
}

export interface WorkspaceTables {
  workspaces: WorkspacesTable
  members: MembersTable
  api_keys: ApiKeysTable
  audit_log: AuditLogTable
  connections: ConnectionsTable
}
