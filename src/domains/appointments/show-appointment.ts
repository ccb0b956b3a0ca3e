/** An appointment with what people want to see beside it. */
import { notFound } from '../../kernel/errors.ts'
import { inWorkspace, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { getContacts } from '../contacts/index.ts'
import { getWorkspace } from '../workspaces/index.ts'
import type { Appointment, ShownAppointment } from './appointment.ts'
import { selectAppointment } from './appointments.store.ts'

/** Throws `appointment.not_found`; a hold that ran out is none any more. */
export async function readAppointment(scope: Scope, id: string): Promise<ShownAppointment> {
  return inWorkspace(scope, async (tx) => {
    const found = await selectAppointment(tx, id)
    if (!found || hasLapsed(found, scope)) throw notFound('appointment.not_found')
    const [shown] = await show(tx, scope, [found])
    return shown!
  })
}

/** In the order given. */
export async function show(tx: Tx, scope: Scope, appointments: readonly Appointment[]): Promise<ShownAppointment[]> {
  const { zone } = await getWorkspace(tx, scope)
  const contacts = await getContacts(tx, [...new Set(appointments.flatMap((one) => one.contactId ?? []))])
  return appointments.map((one) => ({
    ...one,
    contactName: one.contactId === null ? null : (contacts.get(one.contactId)?.name ?? null),
    zone,
  }))
}

export const hasLapsed = (one: Appointment, scope: Pick<Scope, 'clock'>): boolean =>
  one.state === 'held' && one.expiresAt! <= scope.clock.now()
