import { expect, test } from 'vitest'
import { allowedBy } from '../../../test/support/allowed-states.ts'
import { testDatabase } from '../../../test/support/database.ts'
import { CALLERS, CONSENT_STATES, CONTACT_CHANNELS, IDENTITY_KINDS, LANGUAGES, PURPOSES, SEXES } from './contact.ts'

test.each([
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
])('%s.%s: the database allows what the code knows, nothing else', async (table, column, known) => {
  expect((await allowedBy(await testDatabase(), table, column)).sort()).toEqual([...known].sort())
})
