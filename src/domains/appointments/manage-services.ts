/** Services: added, changed, archived. An archived one takes no more bookings; those it has go on. */
import { conflict, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { brokeConstraint } from '../../platform/db/database-error.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordAudit } from '../workspaces/index.ts'
import { getService } from './free-times.ts'
import type { NewService, Service } from './service.ts'
import {
  archiveService,
  insertService,
  replaceStaffOfService,
  selectServices,
  updateService,
} from './services.store.ts'
import { existingStaff } from './staff.store.ts'

export const listServices = (scope: Scope): Promise<Service[]> => inWorkspace(scope, (tx) => selectServices(tx))

/** Throws `service.not_found`. */
export const readService = (scope: Scope, id: string): Promise<Service> =>
  inWorkspace(scope, (tx) => getService(tx, id))

/** Throws `service.name_taken`, `staff.not_found`. */
export function addService(scope: Scope, service: NewService): Promise<Service> {
  return writing(scope, async (tx) => {
    const id = newId()
    await insertService(tx, id, service, scope.clock.now())
    await linkStaff(tx, id, service.staffIds)
    await note(tx, scope, 'service.added', id, { name: service.name })
    return getService(tx, id)
  })
}

/** `change` gets what is there and answers what shall be. Throws `service.not_found`, `service.name_taken`, `staff.not_found`. */
export function changeService(scope: Scope, id: string, change: (service: Service) => NewService): Promise<Service> {
  return writing(scope, async (tx) => {
    const before = await getService(tx, id)
    const after = { ...change(before), id }
    const fields = changedFields(before, after)
    if (fields.length === 0) return before
    await updateService(tx, after, scope.clock.now())
    if (fields.includes('staffIds')) await linkStaff(tx, id, after.staffIds)
    await note(tx, scope, 'service.changed', id, { fields })
    return getService(tx, id)
  })
}

/** Throws `service.not_found`. */
export function removeService(scope: Scope, id: string): Promise<void> {
  return writing(scope, async (tx) => {
    const { name } = await getService(tx, id)
    await archiveService(tx, id, scope.clock.now())
    await note(tx, scope, 'service.archived', id, { name })
  })
}

async function linkStaff(tx: Tx, serviceId: string, staffIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(staffIds)]
  const known = await existingStaff(tx, wanted)
  if (known.size < wanted.length) throw notFound('staff.not_found')
  await replaceStaffOfService(tx, serviceId, wanted)
}

async function writing<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inWorkspace(scope, work)
  } catch (error) {
    if (brokeConstraint(error, 'services_name')) throw conflict('service.name_taken')
    throw error
  }
}

async function note(tx: Tx, scope: Scope, action: string, id: string, detail: Record<string, unknown>): Promise<void> {
  await recordAudit(tx, scope, { action, subject: { kind: 'service', id }, detail })
  await publish(tx, { topic: 'appointments', type: action, data: { id } })
}

/** Names of the fields that differ; lists and objects are compared by what is in them. */
export const changedFields = <T extends object>(before: T, after: T): string[] =>
  Object.keys(after).filter(
    (field) => JSON.stringify(before[field as keyof T]) !== JSON.stringify(after[field as keyof T]),
  )
