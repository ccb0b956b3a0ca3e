import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { TestClock } from '../../../test/support/clock.ts'
import { makeWorkspace, testDatabase } from '../../../test/support/database.ts'
import { type MadeLead, makeLead, nextPhone } from '../../../test/support/people.ts'
import { inWorkspace } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { recordObjection } from '../contacts/index.ts'
import type { LeadFields } from './lead.ts'
import { selectLeads, updateLead } from './leads.store.ts'
import { type RecordedResult, recordResult, resultMessage } from './record-result.ts'
import { CALL_AGAIN_CODES, levelsOf, NO_INTEREST_CODES } from './result-codes.rules.ts'

let scope: Scope
let clock: TestClock
let lead: MadeLead
/** The agenda one step up: a lead's external appointments, as they stand. */
let agenda: Map<string, Date>

const appointments = {
  async recordExternalAppointment(_tx: unknown, _scope: Scope, { leadId, start }: { leadId: string; start: Date }) {
    const before = agenda.get(leadId)
    agenda.set(leadId, start)
    return { outcome: !before ? 'booked' : before.getTime() === start.getTime() ? 'unchanged' : 'moved' } as const
  },
  async cancelExternalAppointment(_tx: unknown, _scope: Scope, leadId: string) {
    return agenda.delete(leadId)
  },
}

beforeEach(async () => {
  scope = await makeWorkspace(await testDatabase())
  clock = scope.clock as TestClock
  lead = await makeLead(scope)
  agenda = new Map()
})

const send = (body: Record<string, unknown>, phone: unknown = lead.phone): Promise<RecordedResult> =>
  recordResult(scope, { telefono: phone, ...body }, { appointments })
const now = async (id = lead.leadId) => (await inWorkspace(scope, (tx) => selectLeads(tx, [id])))[0]!
const set = (fields: Partial<LeadFields>, id = lead.leadId) =>
  inWorkspace(scope, (tx) => updateLead(tx, id, fields, clock.now()))
const story = async () => {
  const { rows } = await inWorkspace(scope, (tx) =>
    sql<{ kind: string }>`select kind from timeline where contact_id = ${lead.contactId} order by at, id`.execute(tx),
  )
  return rows.map((row) => row.kind)
}
const at = (wall: string) => new Date(`${wall.replace(' ', 'T')}:00+01:00`)

/** Refused, and nothing is different afterwards: neither lead, story nor agenda. */
async function refused(body: Record<string, unknown>, error: object, phone?: unknown): Promise<void> {
  const before = await now()
  await expect(send(body, phone)).rejects.toMatchObject(error)
  expect(await now()).toEqual(before)
  expect(await story()).toEqual([])
  expect(agenda.size).toBe(0)
}

describe('every documented field', () => {
  const CASES: [field: string, sent: unknown, stored: Partial<LeadFields>][] = [
    ['status_level_1', 'Volver a llamar', { statusLevel1: 'Volver a llamar', resultCode: 'call_again' }],
    ['status_level_1', ' NO INTERESADO ', { statusLevel1: 'NO INTERESADO', resultCode: 'not_interested' }],
    ['status_level_2', 'buzón', { statusLevel2: 'buzón', resultCode: null }],
    ['conPack', true, { conPack: true }],
    ['conPack', false, { conPack: false }],
    ['conPack', 'true', { conPack: true }],
    ['conPack', 'False', { conPack: false }],
    ['errorTecnico', 'false', { technicalError: false }],
    ['errorTecnico', false, { technicalError: false, statusLevel1: null }],
    ['razonvueltaallamar', 'Está conduciendo', { callbackReason: 'Está conduciendo' }],
    ['razonNoInteres', 'Ya tiene dentista', { noInterestReason: 'Ya tiene dentista' }],
    ['codigoNoInteres', 'descontento', { noInterestCode: 'descontento' }],
    ['codigoNoInteres', ['BAJAPROXIMA'], { noInterestCode: 'bajaProxima' }],
    ['codigoNoInteres', 'No Disponibilidad', { noInterestCode: 'no disponibilidad' }],
    ['codigoVolverLlamar', 'Buzón', { callbackCode: 'buzon' }],
    ['codigoVolverLlamar', 'proble tecnico', { callbackCode: 'proble_tecnico' }],
    ['horaRellamada', '2026-12-01 12:00', { callbackRequestedAt: at('2026-12-01 12:00'), callbackPending: true }],
  ]
  test.each(CASES)('%s: %j', async (field, sent, stored) => {
    expect(await send({ [field]: sent })).toMatchObject({ leadId: lead.leadId, applied: [field], ignored: [] })
    expect(await now()).toMatchObject(stored)
  })

  test.each([
    'status_level_1',
    'status_level_2',
    'conPack',
    'errorTecnico',
    'razonvueltaallamar',
    'razonNoInteres',
    'codigoNoInteres',
    'codigoVolverLlamar',
  ])('%s: null clears, and counts as a value', async (field) => {
    await set({
      statusLevel1: 'Volver a llamar',
      statusLevel2: 'buzón',
      conPack: true,
      technicalError: true,
      callbackReason: 'x',
      noInterestReason: 'x',
      noInterestCode: 'otros',
      callbackCode: 'buzon',
    })
    const before = await now()
    expect((await send({ [field]: null })).applied).toEqual([field])
    const after = await now()
    const cleared = Object.keys(before).filter((key) => {
      const name = key as keyof typeof before
      return before[name] !== null && after[name] === null
    })
    expect(cleared).toHaveLength(1)
  })

  test('absent and empty keep what is there', async () => {
    await set({ statusLevel1: 'Volver a llamar', callbackReason: 'antes' })
    expect((await send({ conPack: true, razonvueltaallamar: '', status_level_1: '  ' })).applied).toEqual(['conPack'])
    expect(await now()).toMatchObject({ statusLevel1: 'Volver a llamar', callbackReason: 'antes' })
  })

  test('names that no document knows are listed and left alone; the key of a repeat is none', async () => {
    const { ignored } = await send({ conPack: true, nota: 'x', sumario: 1, idempotency_key: 'k' })
    expect(ignored).toEqual(['nota', 'sumario'])
  })
})

describe('the levels that a code implies', () => {
  const ALL = [
    ...Object.entries(CALL_AGAIN_CODES).map(([code, ours]) => ['codigoVolverLlamar', code, ours] as const),
    ...Object.entries(NO_INTEREST_CODES).map(([code, ours]) => ['codigoNoInteres', code, ours] as const),
  ]
  test.each([
    ['codigoVolverLlamar', 'buzon', 'Volver a llamar', 'buzón'],
    ['codigoVolverLlamar', 'interrupcion', 'Volver a llamar', 'no disponible cliente'],
    ['codigoVolverLlamar', 'proble_tecnico', 'Volver a llamar', 'Interesado. Problema técnico'],
    ['codigoNoInteres', 'no disponibilidad', 'No Interesado', 'no disponibilidad cliente'],
    ['codigoNoInteres', 'descontento', 'No Interesado', 'Descontento'],
    ['codigoNoInteres', 'bajaProxima', 'No Interesado', 'Próxima baja'],
    ['codigoNoInteres', 'otros', 'No Interesado', 'No da motivos'],
    ['codigoNoInteres', 'paciente_con_tratamiento', 'No Interesado', 'Paciente con tratamiento'],
    ['codigoNoInteres', 'paciente_con_tratamiento_particular', 'No Interesado', 'Paciente con tratamiento particular'],
    ['codigoNoInteres', 'solicitan_baja_poliza', 'No Interesado', 'Solicita baja póliza'],
    ['codigoNoInteres', 'solicita_baja', 'No Interesado', 'Solicita baja póliza'],
    ['codigoNoInteres', 'no_colabora', 'No Interesado', 'No quiere ser molestado / no colabora'],
    ['codigoNoInteres', 'no_desea_informar_motivo', 'No Interesado', 'No da motivos'],
    ['codigoNoInteres', 'llamara_cuando_este_interesado', 'Volver a llamar', 'Llamará cuando esté interesado'],
  ])('%s %s → %s → %s', async (field, code, level1, level2) => {
    await send({ [field]: code })
    expect(await now()).toMatchObject({ statusLevel1: level1, statusLevel2: level2 })
  })

  test.each(ALL)('%s %s is kept as our own code too', async (field, code, ours) => {
    await send({ [field]: code })
    expect(await now()).toMatchObject({ resultCode: ours, ...{ statusLevel1: levelsOf(ours).level1 } })
  })

  test('an explicit level beats what a code implies', async () => {
    await send({ codigoVolverLlamar: 'buzon', status_level_1: 'Volver a llamar', status_level_2: 'cortado' })
    expect(await now()).toMatchObject({
      statusLevel2: 'cortado',
      callbackCode: 'buzon',
      resultCode: 'call_again_cut_off',
    })
  })

  test('an appointment: with a pack, without, or nothing said', async () => {
    await send({ nuevaCita: '2026-12-01 15:00', conPack: true })
    expect(await now()).toMatchObject({ statusLevel1: 'Cita Agendada', statusLevel2: 'Con Pack' })
    await send({ nuevaCita: '2026-12-01 16:00', conPack: false })
    expect(await now()).toMatchObject({ statusLevel1: 'Cita Agendada', statusLevel2: 'Sin Pack' })
    const other = await makeLead(scope)
    await send({ nuevaCita: '2026-12-01 17:00' }, other.phone)
    expect(await now(other.leadId)).toMatchObject({ statusLevel2: 'Sin Pack', conPack: null })
  })

  test('a technical error counts by itself only', async () => {
    await send({ errorTecnico: true })
    expect(await now()).toMatchObject({ statusLevel1: 'Volver a llamar', statusLevel2: 'Interesado. Problema técnico' })
    const other = await makeLead(scope)
    await send({ errorTecnico: true, codigoVolverLlamar: 'buzon' }, other.phone)
    expect(await now(other.leadId)).toMatchObject({ statusLevel2: 'buzón', technicalError: true })
  })

  test('unknown text is kept as sent and collected once for review', async () => {
    await send({ status_level_1: 'Volver a llamar', status_level_2: 'Se fue a la Luna' })
    await send({ status_level_1: 'Quizá' })
    await send({ status_level_1: 'QUIZA ' })
    expect(await now()).toMatchObject({ statusLevel1: 'QUIZA', resultCode: null })
    const { rows } = await inWorkspace(scope, (tx) =>
      sql`select level, text from unknown_results order by level`.execute(tx),
    )
    expect(rows).toEqual([
      { level: 1, text: 'Quizá' },
      { level: 2, text: 'Se fue a la Luna' },
    ])
  })
})

describe('what is refused, and changes nothing', () => {
  const field = (name: string, code: string) => ({
    kind: 'invalid',
    code: 'result.invalid',
    details: { fields: expect.arrayContaining([expect.objectContaining({ field: name, code })]) },
  })
  test.each([
    [{ status_level_1: 5 }, field('status_level_1', 'result.not_text')],
    [{ razonNoInteres: ['x'] }, field('razonNoInteres', 'result.not_text')],
    [{ status_level_2: 'x'.repeat(201) }, field('status_level_2', 'result.too_long')],
    [{ conPack: 'sí' }, field('conPack', 'result.not_boolean')],
    [{ errorTecnico: 1 }, field('errorTecnico', 'result.not_boolean')],
    [{ codigoNoInteres: 'buzon' }, field('codigoNoInteres', 'result.code_unknown')],
    [{ codigoVolverLlamar: ['buzon', 'interrupcion'] }, field('codigoVolverLlamar', 'result.code_unknown')],
    [{ codigoVolverLlamar: [] }, field('codigoVolverLlamar', 'result.code_unknown')],
    [{ codigoVolverLlamar: 'buzon', codigoNoInteres: 'otros' }, field('codigoNoInteres', 'result.two_codes')],
    [{ nuevaCita: '2026-12-01' }, field('nuevaCita', 'result.not_a_time')],
    [{ nuevaCita: 'mañana' }, field('nuevaCita', 'result.not_a_time')],
    [{ horaRellamada: '2026-13-01 10:00' }, field('horaRellamada', 'result.not_a_time')],
    [{ horaRellamada: 20261201 }, field('horaRellamada', 'result.not_a_time')],
    [{}, { kind: 'invalid', code: 'result.nothing_to_update' }],
    [
      { conPack: '', otra: 'cosa' },
      { kind: 'invalid', code: 'result.nothing_to_update' },
    ],
  ])('%j', async (body, error) => {
    await refused(body, error)
  })

  test('one bad field keeps the good ones out too', async () => {
    await refused({ conPack: true, nuevaCita: '2026-12-01 15:00', horaRellamada: 'luego' }, { code: 'result.invalid' })
  })

  test('the accepted list and forms are in the message', async () => {
    const error = await send({ codigoVolverLlamar: 'x', nuevaCita: 'x' }).catch((thrown) => thrown)
    const messages = error.details.fields.map((problem: { message: string }) => problem.message).join(' ')
    expect(messages).toContain('buzon, interrupcion, proble_tecnico')
    expect(messages).toContain('DD/MM/YYYY HH:MM')
  })

  test.each([
    [undefined, 'result.phone_missing'],
    [null, 'result.phone_missing'],
    ['  ', 'result.phone_missing'],
    ['60012345', 'result.phone_invalid'],
    ['+521234567891', 'result.phone_invalid'],
    [600123456, 'result.phone_invalid'],
    ['no sé', 'result.phone_invalid'],
  ])('telefono %j', async (phone, code) => {
    const before = await now()
    const body = phone === undefined ? {} : { telefono: phone }
    await expect(recordResult(scope, { ...body, conPack: true }, { appointments })).rejects.toMatchObject({
      kind: 'invalid',
      code,
    })
    expect(await now()).toEqual(before)
  })

  test('a phone that no lead has is not found', async () => {
    await refused({ conPack: true }, { kind: 'not_found', code: 'lead.phone_unknown' }, nextPhone())
  })

  test('a neighbour does not have our phones', async () => {
    const neighbour = await makeWorkspace(scope.db)
    await expect(
      recordResult(neighbour, { telefono: lead.phone, conPack: true }, { appointments }),
    ).rejects.toMatchObject({ code: 'lead.phone_unknown' })
  })
})

describe('a callback', () => {
  test.each([
    ['2026-12-01 12:00', '2026-12-01 12:00'],
    ['2026-12-01 12:00:30', '2026-12-01 12:00'],
    ['01/12/2026 12:00', '2026-12-01 12:00'],
    ['2026-12-01 12:00-12:20', '2026-12-01 12:00'],
    ['2026-12-01T12:00:00+01:00', '2026-12-01 12:00'],
    ['2026-12-01T11:00:00Z', '2026-12-01 12:00'],
  ])('%s is read', async (sent, wall) => {
    const { callback } = await send({ horaRellamada: sent })
    expect(Math.floor(callback!.requestedAt.getTime() / 60_000)).toBe(at(wall).getTime() / 60_000)
  })

  test('in the past it is due at the next allowed moment', async () => {
    expect((await send({ horaRellamada: '2025-07-06 12:00' })).callback).toEqual({
      requestedAt: new Date('2025-07-06T12:00:00+02:00'),
      nextCallAt: clock.now(),
    })
    clock.set('2026-11-24T22:30:00+01:00')
    const late = await send({ horaRellamada: '2026-11-24 21:00' })
    expect(late.callback).toEqual({ requestedAt: at('2026-11-24 21:00'), nextCallAt: at('2026-11-25 09:00') })
  })

  test('outside the permitted hours it waits for them, and the answer says so', async () => {
    const done = await send({ horaRellamada: '2026-11-28 12:00' })
    expect(done.callback?.nextCallAt).toEqual(at('2026-11-30 09:00'))
    expect(resultMessage(scope, done)).toBe('Resultado guardado. Se le volverá a llamar el 30/11/2026 a las 09:00.')
    expect(await story()).toEqual(['result.recorded', 'callback.scheduled'])
  })

  test('opens a closed lead', async () => {
    await set({ status: 'closed', closureReason: 'not_interested' })
    await send({ horaRellamada: '2026-12-01 12:00' })
    expect(await now()).toMatchObject({ status: 'open', closureReason: null, callbackPending: true })
    expect(await story()).toContain('lead.reopened')
  })

  test('null drops it, and leaves a trace', async () => {
    await send({ horaRellamada: '2026-12-01 12:00' })
    expect((await send({ horaRellamada: null })).applied).toEqual(['horaRellamada'])
    expect(await now()).toMatchObject({ callbackRequestedAt: null, callbackPending: false, nextCallAt: null })
    expect(await story()).toContain('callback.dropped')
  })

  test('asked for, called, and the same request once more: nobody is called twice', async () => {
    await send({ horaRellamada: '2026-12-01 12:00' })
    await set({ callbackPending: false, nextCallAt: null })
    expect((await send({ horaRellamada: '2026-12-01 12:00' })).applied).toEqual([])
    expect(await now()).toMatchObject({ callbackPending: false, nextCallAt: null })
  })

  test('a person who objects is not called again: 409, and the objection stands', async () => {
    await recordObjection(scope, lead.contactId, { channel: null, purpose: null, source: 'test' })
    const before = await now()
    await expect(send({ horaRellamada: '2026-12-01 12:00', conPack: true })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'contact.do_not_contact',
    })
    expect(await now()).toEqual(before)
    expect((await send({ conPack: true })).applied).toEqual(['conPack'])
  })

  test('where the policy names no moment, nothing is promised', async () => {
    await inWorkspace(scope, (tx) =>
      sql`update workspaces set settings = '{"policy":{"hours":{"service":{}}}}' where id = app.workspace()`.execute(
        tx,
      ),
    )
    await refused({ horaRellamada: '2026-12-01 12:00' }, { kind: 'conflict', code: 'callback.not_allowed' })
  })

  test('a lead in somebody’s hands keeps the wish, and the dialer keeps out', async () => {
    await set({ manualManagement: true })
    expect((await send({ horaRellamada: '2026-12-01 12:00' })).callback?.nextCallAt).toBeNull()
    expect(await now()).toMatchObject({ callbackRequestedAt: at('2026-12-01 12:00'), callbackPending: false })
  })
})

describe('what closes and opens a lead', () => {
  test('an appointment takes it off the dialer and closes it', async () => {
    await set({ selectedForCalling: true, callStatus: 'selected', nextCallAt: clock.now(), callbackPending: true })
    expect((await send({ nuevaCita: '2026-12-01 09:50-10:10' })).applied).toEqual(['nuevaCita'])
    expect(agenda.get(lead.leadId)).toEqual(at('2026-12-01 09:50'))
    expect(await now()).toMatchObject({
      status: 'closed',
      closureReason: 'appointment_booked',
      selectedForCalling: false,
      callStatus: 'no_selected',
      nextCallAt: null,
      callbackPending: false,
    })
  })

  test('null cancels the appointment and opens the lead again', async () => {
    await send({ nuevaCita: '2026-12-01 15:00' })
    expect((await send({ nuevaCita: null })).applied).toEqual(['nuevaCita'])
    expect(agenda.size).toBe(0)
    expect(await now()).toMatchObject({ status: 'open', closureReason: null })
    expect((await send({ nuevaCita: null })).applied).toEqual([])
  })

  test('a call in flight is left to end', async () => {
    const run = '019ab1c2-7f00-7000-8000-000000000001'
    await set({ callStatus: 'calling', callRunId: run, selectedForCalling: true })
    await send({ codigoNoInteres: 'otros' })
    expect(await now()).toMatchObject({ status: 'closed', callStatus: 'calling', callRunId: run })
  })

  test.each([
    ['otros', 'closed', 'not_interested'],
    ['no_colabora', 'closed', 'does_not_cooperate'],
    ['llamara_cuando_este_interesado', 'open', null],
  ])('codigoNoInteres %s leaves it %s', async (code, status, reason) => {
    await send({ codigoNoInteres: code })
    expect(await now()).toMatchObject({ status, closureReason: reason })
  })

  test('no interest and a callback at once: the callback stands', async () => {
    await send({ codigoNoInteres: 'otros', horaRellamada: '2026-12-01 12:00' })
    expect(await now()).toMatchObject({ status: 'open', nextCallAt: at('2026-12-01 12:00') })
  })
})

test('the same request twice: the second applies nothing and leaves no trace', async () => {
  const body = { codigoNoInteres: ['descontento'], razonNoInteres: 'Mal trato', conPack: 'false', nuevaCita: null }
  expect((await send(body)).applied).toEqual(['conPack', 'razonNoInteres', 'codigoNoInteres'])
  const [before, told] = [await now(), await story()]
  clock.advance(60_000)
  const again = await send(body)
  expect(again.applied).toEqual([])
  expect(resultMessage(scope, again)).toBe('Ya estaba así: no ha cambiado nada.')
  expect(await now()).toEqual(before)
  expect(await story()).toEqual(told)
})

describe('a phone shared by several leads', () => {
  test('the call in progress, else the one called last, else the newest', async () => {
    const phone = nextPhone()
    const first = await makeLead(scope, { person: { phones: [phone] } })
    clock.advance(1000)
    const second = await makeLead(scope, { person: { phones: [phone] } })
    clock.advance(1000)
    const third = await makeLead(scope, { person: { phones: [nextPhone(), phone] } })
    const chosen = async (n: number) => (await send({ razonNoInteres: `${n}` }, phone)).leadId
    expect(await chosen(1)).toBe(third.leadId)
    await set({ lastCallAttempt: clock.now() }, first.leadId)
    expect(await chosen(2)).toBe(first.leadId)
    await set({ callStatus: 'calling' }, second.leadId)
    expect(await chosen(3)).toBe(second.leadId)
  })

  test('the phone may be written in any way', async () => {
    const made = await makeLead(scope, { person: { phones: ['600123456'] } })
    for (const [n, written] of ['600 123 456', '+34600123456', '0034600123456', '600-123-456'].entries())
      expect((await send({ razonNoInteres: `${n}` }, written)).leadId).toBe(made.leadId)
  })
})
