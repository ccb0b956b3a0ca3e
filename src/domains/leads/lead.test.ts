import { expect, test } from 'vitest'
import { CALLERS, CONTACT_CHANNELS, PURPOSES, SEXES } from '../../../contract/contacts.ts'
import { testDatabase } from '../../../test/support/database.ts'
import { CONSENT_STATES, IDENTITY_KINDS, LANGUAGES } from '../contacts/contact.ts'
import { CALL_STATUSES, CLOSURE_REASONS, LEAD_STATUSES } from './lead.ts'

/** What the database lets a column be, read from its check constraints. */
async function allowed(table: string, column: string): Promise<string[]> {
  const { pool } = await testDatabase()
  const { rows } = await pool.query<{ definition: string }>(
    `select pg_get_constraintdef(c.oid) as definition from pg_constraint c
     where c.conrelid = $1::regclass and c.contype = 'c' and pg_get_constraintdef(c.oid) ~ ('[(]' || $2 || ' = ANY')`,
    [table, column],
  )
  expect(rows).toHaveLength(1)
  return [...rows[0]!.definition.matchAll(/'([^']+)'::text/g)].map((match) => match[1]!)
}

test.each([
  ['leads', 'status', LEAD_STATUSES],
  ['leads', 'call_status', CALL_STATUSES],
  ['leads', 'closure_reason', CLOSURE_REASONS],
  ['contacts', 'sex', SEXES],
  ['contacts', 'language', LANGUAGES],
  ['contact_identities', 'kind', IDENTITY_KINDS],
  ['touches', 'channel', CONTACT_CHANNELS],
  ['touches', 'purpose', PURPOSES],
  ['touches', 'caller', CALLERS],
  ['consents', 'channel', CONTACT_CHANNELS],
  ['consents', 'purpose', PURPOSES],
  ['consents', 'state', CONSENT_STATES],
  ['objections', 'channel', CONTACT_CHANNELS],
  ['objections', 'purpose', PURPOSES],
  ['campaigns', 'purpose', PURPOSES],
  ['campaigns', 'caller', CALLERS],
])('%s.%s: the database allows what the code knows, nothing else', async (table, column, known) => {
  expect((await allowed(table, column)).sort()).toEqual([...known].sort())
})
