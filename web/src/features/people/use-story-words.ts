/** An entry of the timeline as a sentence: what happened, what it led to, and who did it. */
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallRowWire } from '../../../../contract/calls.ts'
import type { TimelineEntryWire } from '../../../../contract/contacts.ts'
import { sayDuration } from '../../ui/format.ts'
import { type Format, useFormat } from '../../ui/use-format.tsx'

export interface StoryWords {
  title: string
  detail?: string | undefined
  by?: string | undefined
}

interface Tools {
  /** The call that the entry is about, where it is one. */
  call: CallRowWire | undefined
  t: TFunction
  format: Format
}
type Telling = (data: Record<string, unknown>, tools: Tools) => Omit<StoryWords, 'by'>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const joined = (...parts: unknown[]) => parts.map(text).filter(Boolean).join(' · ')
const when = (value: unknown, { format }: Tools) => (text(value) ? format.when(text(value), { time: true }) : '')

const appointment =
  (
    key: 'booked' | 'moved' | 'confirmed' | 'kept' | 'no_show' | 'cancelled' | 'held' | 'released' | 'reopened',
  ): Telling =>
  (data, tools) => ({
    title: tools.t(`people.told.appointment.${key}`, { when: when(data['start'], tools) }),
    detail: joined(
      data['service'],
      data['staff'],
      data['from'] && tools.t('people.told.before', { when: when(data['from'], tools) }),
      data['reason'],
    ),
  })

const callEnded: Telling = (data, tools) => {
  const { t, call } = tools
  const seconds = typeof data['duration_s'] === 'number' ? data['duration_s'] : null
  const disposition = text(data['disposition'])
  const known = t(`people.told.disposition.${disposition}` as 'people.told.disposition.talked', { defaultValue: '' })
  return {
    title: t('people.told.callEnded', {
      how: known || t(`common.callStatus.${text(data['call_status'])}` as 'common.callStatus.busy'),
    }),
    detail: joined(
      seconds ? sayDuration(seconds) : '',
      call?.summary,
      ...(call?.collected_info ?? []).map(({ id, name, value }) => said(name ?? id, value, t)),
      data['next_call_at'] ? t('people.told.callAgain', { when: when(data['next_call_at'], tools) }) : '',
    ),
  }
}

const TELLINGS: Record<string, Telling> = {
  'note.added': (data, { t }) => ({ title: t('people.told.note'), detail: text(data['text']) }),
  'contact.updated': (data, { t }) => ({
    title: t('people.told.contactUpdated'),
    detail: fieldNames(data['changed'], t),
  }),
  'consent.recorded': (data, { t }) => ({
    title: t(data['state'] === 'withdrawn' ? 'people.told.consentWithdrawn' : 'people.told.consentGiven', {
      channel: channelName(data['channel'], t),
    }),
    detail: text(data['source']),
  }),
  'objection.recorded': (data, { t }) => ({
    title: t('people.told.objection', { channel: channelName(data['channel'], t) }),
    detail: text(data['reason']),
  }),
  'lead.created': (data, { t }) => ({ title: t('people.told.leadCreated'), detail: text(data['source']) }),
  'lead.imported': (data, { t }) => ({ title: t('people.told.imported'), detail: importedRow(data, t) }),
  'lead.import_undone': (data, { t }) => ({ title: t('people.told.importUndone'), detail: importedRow(data, t) }),
  'lead.updated': (data, { t }) => ({ title: t('people.told.leadUpdated'), detail: changesOf(data['changes'], t) }),
  'lead.closed': (data, { t }) => ({
    title: t('people.told.leadClosed'),
    detail: t(`people.closure.${text(data['reason'])}` as 'people.closure.other', {
      defaultValue: text(data['reason']),
    }),
  }),
  'lead.reopened': (_, { t }) => ({ title: t('people.told.leadReopened') }),
  'result.recorded': (data, { t }) => ({
    title: joined(data['status_level_1'], data['status_level_2']) || t('people.told.result'),
    detail: text(data['reason']) || t('people.told.applied', { fields: appliedNames(data['applied'], t) }),
  }),
  'callback.scheduled': (data, tools) => ({
    title: tools.t('people.told.callback', { when: when(data['next_call_at'], tools) }),
    ...(data['requested_at'] !== data['next_call_at'] && {
      detail: tools.t('people.told.asked', { when: when(data['requested_at'], tools) }),
    }),
  }),
  'callback.dropped': (_, { t }) => ({ title: t('people.told.callbackDropped') }),
  'call.placed': (_, { t }) => ({ title: t('people.told.callPlaced') }),
  'call.ended': callEnded,
  'call.corrected': callEnded,
  'call.result_refused': (data, { t }) => ({ title: t('people.told.resultRefused'), detail: text(data['message']) }),
  'appointment.booked': appointment('booked'),
  'appointment.moved': appointment('moved'),
  'appointment.confirmed': appointment('confirmed'),
  'appointment.kept': appointment('kept'),
  'appointment.no_show': appointment('no_show'),
  'appointment.cancelled': appointment('cancelled'),
  'appointment.held': appointment('held'),
  'appointment.released': appointment('released'),
  'appointment.reopened': appointment('reopened'),
}

export function useStoryWords(): (entry: TimelineEntryWire, call?: CallRowWire) => StoryWords {
  const { t } = useTranslation()
  const format = useFormat()
  return useMemo(
    () =>
      ({ kind, data, actor }, call) => ({
        ...(TELLINGS[kind]?.(data, { t, format, call }) ?? { title: t('people.told.other') }),
        by: actor.kind === 'system' ? undefined : actor.name,
      }),
    [t, format],
  )
}

/** One thing that the agent noted: `Prefiere: por la tarde`. */
function said(name: string, value: unknown, t: TFunction): string {
  if (value === null || value === undefined || value === '') return ''
  const yes = value === true || value === 'true'
  const no = value === false || value === 'false'
  const words = yes ? t('people.told.yes') : no ? t('people.told.no') : Array.isArray(value) ? value.join(', ') : value
  const shown = typeof words === 'object' ? JSON.stringify(words) : String(words)
  return `${resultField(name, t)}: ${shown}`
}

const resultField = (name: string, t: TFunction): string =>
  t(`people.told.fields.${name}` as 'people.told.fields.conPack', { defaultValue: name })

const appliedNames = (names: unknown, t: TFunction): string =>
  Array.isArray(names) ? names.map((name) => resultField(String(name), t)).join(', ') : ''

const importedRow = (data: Record<string, unknown>, t: TFunction): string =>
  t('people.told.importedRow', { file: text(data['file']), row: String(data['row'] ?? '') })

const channelName = (channel: unknown, t: TFunction): string =>
  t(`people.channel.${text(channel) || 'any'}` as 'people.channel.any', { defaultValue: text(channel) })

const fieldName = (field: string, t: TFunction): string =>
  t(`people.fields.${field}` as 'people.fields.city', { defaultValue: field })

const fieldNames = (fields: unknown, t: TFunction): string =>
  Array.isArray(fields) ? fields.map((field) => fieldName(String(field), t)).join(', ') : ''

function changesOf(changes: unknown, t: TFunction): string {
  if (!Array.isArray(changes)) return ''
  const said = (value: unknown) => (value === null || value === undefined || value === '' ? '–' : String(value))
  return changes
    .map(({ field, before, after }) => `${fieldName(String(field), t)}: ${said(before)} → ${said(after)}`)
    .join(' · ')
}
