/** A workspace and how it works: name, zone, and the settings that other domains read. */
import { z } from 'zod'

export const LOCALES = ['es', 'en', 'ca'] as const
export const ROLES = ['owner', 'supervisor', 'agent', 'viewer'] as const
export type Role = (typeof ROLES)[number]

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const CLOCK_TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/

const clockTime = z.string().regex(CLOCK_TIME).meta({ example: '09:00' })

/** From–until in the reader's wall time, `24:00` being the end of the day; the end lies after the start. */
const timeWindow = z
  .tuple([clockTime, clockTime])
  .refine(([from, until]) => from < until, { error: 'settings.window_order' })

const dayWindows = z
  .array(timeWindow)
  .max(10)
  .refine((windows) => [...windows].sort().every((one, i, all) => i === 0 || all[i - 1]![1] <= one[0]), {
    error: 'settings.windows_overlap',
  })

/** A day that is not named is closed. */
export const weeklyWindows = z.strictObject(
  Object.fromEntries(DAYS.map((day) => [day, dayWindows.optional()])) as Record<
    (typeof DAYS)[number],
    z.ZodOptional<typeof dayWindows>
  >,
)
export type WeeklyWindows = z.infer<typeof weeklyWindows>

const allDay = (from: string, until: string): [string, string][] => [[from, until]]
const weekdays = (from: string, until: string): WeeklyWindows => ({
  mon: allDay(from, until),
  tue: allDay(from, until),
  wed: allDay(from, until),
  thu: allDay(from, until),
  fri: allDay(from, until),
})

/** Who may be contacted when, as far as the workspace decides; the law profile can only narrow it. */
const policySettings = z.strictObject({
  /** The law profile: Spain, or the general one for countries without their own. */
  profile: z.enum(['ES', 'general']).default('ES'),
  /** When calls may be placed, by purpose, in the contact's wall time. */
  hours: z
    .strictObject({
      service: weeklyWindows.default(weekdays('09:00', '21:00')),
      commercial: weeklyWindows.default(weekdays('09:00', '21:00')),
    })
    .prefault({}),
  /** What a new campaign is for, unless it says so itself. */
  defaultPurpose: z.enum(['service', 'commercial']).default('service'),
  /** The smallest time between two contacts with one person, over every campaign and channel. */
  gapMinutes: z.int().min(0).max(10_080).default(15),
  /** Contacts with one person per day of their zone, and per seven days. */
  capPerDay: z.int().min(1).max(100).default(3),
  capPerWeek: z.int().min(1).max(500).default(7),
})

/** Variables that a call may carry to the voice agent, by their documented ids. */
const AGENT_FIELDS = [
  'firstName',
  'lastName',
  'dias_tardes',
  'emailAddress',
  'codigoPostal',
  'delegacion',
  'fechaNacimiento',
  'nif',
  'sexo',
  'certificado',
  'clinicaId',
  'direccionClinica',
  'nombreClinica',
  'orden',
  'poliza',
  'segmento',
] as const
export type AgentField = (typeof AGENT_FIELDS)[number]

const callSettings = z.strictObject({
  /** Calls in flight at once, in all processes together. */
  maxConcurrent: z.int().min(1).max(500).default(5),
  /** Attempts without contact before a lead rests. */
  retryLimit: z.int().min(1).max(20).default(3),
  /** Seconds between two attempts without contact (the documented default). */
  retrySeconds: z.int().min(1).max(604_800).default(30),
  /** The vendor's campaign (Pearl: outbound id) that a run uses when none is named. */
  outboundId: z.string().min(1).max(200).optional(),
  /** Whether a time that somebody asked to be called at is kept by the dialer. */
  honourCallbacks: z.boolean().default(true),
  /** For tests: calls go out to these numbers (E.164) and to no others; an empty list is nobody. Absent, there is no such list. */
  onlyNumbers: z
    .array(z.string().regex(/^\+[1-9]\d{6,14}$/))
    .max(100)
    .optional(),
  /** What the vendor's agent is told about the person: every field leaves for a third party on every call, so few by default. */
  agentKnows: z.array(z.enum(AGENT_FIELDS)).default(['firstName', 'lastName', 'dias_tardes']),
})

const crmSettings = z.strictObject({
  mode: z.enum(['contacts-and-opportunities', 'opportunities-only']).default('contacts-and-opportunities'),
})

/** `workspaces.settings`, whole: what is not stored has the value that stands here. */
export const workspaceSettings = z.strictObject({
  policy: policySettings.prefault({}),
  calls: callSettings.prefault({}),
  crm: crmSettings.prefault({}),
})
export type WorkspaceSettings = z.infer<typeof workspaceSettings>

/** What may be sent to change some of it: a section is laid over what is there, key by key. `null` drops an optional key. */
const workspaceSettingsPatch = z.strictObject({
  policy: z.record(z.string(), z.unknown()).optional(),
  calls: z.record(z.string(), z.unknown()).optional(),
  crm: z.record(z.string(), z.unknown()).optional(),
})

/** An IANA zone; whether it exists is for the server to say. */
export const zoneName = z.string().trim().min(1).max(100).meta({ example: 'Europe/Madrid' })

export const workspaceWire = z.object({
  id: z.uuid(),
  name: z.string(),
  zone: z.string(),
  locale: z.enum(LOCALES),
  region: z.string(),
  settings: workspaceSettings,
})

export const workspacePatch = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  zone: zoneName.optional(),
  locale: z.enum(LOCALES).optional(),
  /** The country that a phone without a prefix is read in. */
  region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  settings: workspaceSettingsPatch.optional(),
})
