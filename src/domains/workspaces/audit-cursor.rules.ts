/** The place after which a page of the audit log begins: the last entry's instant and id. */
import { invalid } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'

export interface AuditPlace {
  at: Date
  id: string
}

export const writeCursor = ({ at, id }: AuditPlace): string =>
  Buffer.from(`${at.getTime()} ${id}`).toString('base64url')

/** Throws `audit.bad_cursor` for what is not one of ours. */
export function readCursor(cursor: string): AuditPlace {
  const [ms = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const at = new Date(/^-?\d{1,15}$/.test(ms) ? Number(ms) : Number.NaN)
  if (Number.isNaN(at.getTime()) || !isUuid(id)) throw invalid('audit.bad_cursor')
  return { at, id }
}
