/** Conditions on people as SQL, for stores of other domains that decide about thousands in one statement. */
import { type RawBuilder, sql } from 'kysely'

/** How a statement calls a person: two columns, as SQL. */
export interface PersonColumns {
  workspace: RawBuilder<string>
  contact: RawBuilder<string>
}

/** True where they have a phone that can be dialled. */
export const hasPhone = ({ workspace, contact }: PersonColumns): RawBuilder<boolean> => sql<boolean>`exists (
  select from contact_identities i
  where i.workspace_id = ${workspace} and i.contact_id = ${contact} and i.kind = 'phone' and i.valid)`

/** E.164 of the first phone that can be dialled, null where there is none. */
export const firstPhone = ({ workspace, contact }: PersonColumns): RawBuilder<string | null> => sql<string | null>`(
  select i.value from contact_identities i
  where i.workspace_id = ${workspace} and i.contact_id = ${contact} and i.kind = 'phone' and i.valid
  order by i.position limit 1)`

/** True where they object to calls for this purpose. */
export const objectsToCalls = (
  { workspace, contact }: PersonColumns,
  purpose: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`exists (
  select from objections o where o.workspace_id = ${workspace} and o.contact_id = ${contact}
    and (o.channel is null or o.channel = 'phone') and (o.purpose is null or o.purpose = ${purpose}))`

/** Ids of the people who answer to this phone (E.164). */
export const peopleWithPhone = (phone: string): RawBuilder<string> => sql<string>`(
  select i.contact_id from contact_identities i where i.kind = 'phone' and i.value = ${phone})`
