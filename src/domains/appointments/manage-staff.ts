/** Professionals: added, changed, archived. */
import { isZone } from '../../kernel/dates.ts'
import { conflict, invalid, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import { publish } from '../../platform/events/publish.ts'
import type { Scope } from '../../platform/scope.ts'
import { getWorkspace, recordAudit } from '../workspaces/index.ts'
import { countComing } from './appointments.store.ts'
import { changedFields } from './manage-services.ts'
import { lockResources } from './occupied.store.ts'
import { existingServices, replaceServicesOfStaff } from './services.store.ts'
import { archiveStaff, insertStaff, selectStaff, updateStaff } from './staff.store.ts'
import type { NewStaff, Staff } from './staff.ts'

export const listStaff = (scope: Scope): Promise<Staff[]> => inWorkspace(scope, (tx) => selectStaff(tx))

/** Throws `staff.not_found`. */
export const readStaff = (scope: Scope, id: string): Promise<Staff> => inWorkspace(scope, (tx) => getStaff(tx, id))

/** `make` is told the workspace's zone. Throws `service.not_found`, `staff.zone_unknown`. */
export function addStaff(scope: Scope, make: (zone: string) => NewStaff): Promise<Staff> {
  return inWorkspace(scope, async (tx) => {
    const { zone } = await getWorkspace(tx, scope)
    const staff = make(zone)
    checkZone(staff)
    const id = newId()
    await insertStaff(tx, id, staff, scope.clock.now())
    await linkServices(tx, id, staff.serviceIds)
    await note(tx, scope, 'staff.added', id, { name: staff.name })
    return getStaff(tx, id)
  })
}

/**
 * `change` gets what is there and answers what shall be; hours may change under appointments, which stay.
 * Throws `staff.not_found`, `service.not_found`, `staff.zone_unknown`.
 */
export function changeStaff(scope: Scope, id: string, change: (staff: Staff) => NewStaff): Promise<Staff> {
  return inWorkspace(scope, async (tx) => {
    const before = await getStaff(tx, id)
    const after = { ...change(before), id }
    const fields = changedFields(before, after)
    if (fields.length === 0) return before
    checkZone(after)
    await updateStaff(tx, after, scope.clock.now())
    if (fields.includes('serviceIds')) await linkServices(tx, id, after.serviceIds)
    await note(tx, scope, 'staff.changed', id, { fields })
    return getStaff(tx, id)
  })
}

/** Throws `staff.not_found`; 409 `staff.has_appointments` while somebody is coming to them. */
export function removeStaff(scope: Scope, id: string): Promise<void> {
  return inWorkspace(scope, async (tx) => {
    const { name } = await getStaff(tx, id)
    // Bookings wait for this lock, and then find them gone.
    await lockResources(tx, [id])
    const now = scope.clock.now()
    const count = await countComing(tx, id, now)
    if (count > 0) throw conflict('staff.has_appointments', { params: { count } })
    await archiveStaff(tx, id, now)
    await note(tx, scope, 'staff.archived', id, { name })
  })
}

function checkZone({ zone }: NewStaff): void {
  if (!isZone(zone)) throw invalid('staff.zone_unknown', { params: { zone } })
}

async function getStaff(tx: Tx, id: string): Promise<Staff> {
  const [staff] = await selectStaff(tx, { ids: [id] })
  if (!staff) throw notFound('staff.not_found')
  return staff
}

async function linkServices(tx: Tx, staffId: string, serviceIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(serviceIds)]
  const known = await existingServices(tx, wanted)
  if (known.size < wanted.length) throw notFound('service.not_found')
  await replaceServicesOfStaff(tx, staffId, wanted)
}

async function note(tx: Tx, scope: Scope, action: string, id: string, detail: Record<string, unknown>): Promise<void> {
  await recordAudit(tx, scope, { action, subject: { kind: 'staff', id }, detail })
  await publish(tx, { topic: 'appointments', type: action, data: { id } })
}
