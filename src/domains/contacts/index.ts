/** The face of the contacts domain: people, what happened to them, and whether they may be contacted. */
export {
  type BlockReason,
  type Caller,
  type Contact,
  type ContactChannel,
  type ContactFields,
  type ContactIntent,
  type Identity,
  type IdentityKind,
  type Purpose,
  validPhones,
  valuesOf,
  wholeName,
} from './contact.ts'
export type { PolicyDecision } from './contact-policy.rules.ts'
export { contactsMessages } from './contacts.messages.ts'
export { type ContactQuestion, mayContact, mayContactMany } from './may-contact.ts'
export { firstPhone, hasPhone, objectsToCalls, type PersonColumns, peopleWithPhone } from './reach.store.ts'
export { findContacts, getContact, getContacts } from './read-contact.ts'
export { type ManyConsents, recordConsents, takeBackConsents } from './record-consents.ts'
export { recordTouch } from './record-touch.ts'
export { type ObjectionWish, recordObjection } from './record-wishes.ts'
export { toContactSummary } from './show-contact.ts'
export { type ChangeMark, type ContactUndo, takeBackContacts, touchedContacts } from './take-back-contacts.ts'
export { appendTimeline, appendTimelineMany, type NewTimelineEntry, type TimelineEntry } from './timeline.store.ts'
export type { Change, ContactInput, UpsertPolicy } from './upsert.rules.ts'
export { type SkipReason, type UpsertOutcome, upsertContacts } from './upsert-contacts.ts'
export { type ContactChanges, changeContact, createContact } from './write-contact.ts'
