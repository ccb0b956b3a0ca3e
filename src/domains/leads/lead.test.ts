import { expect, test } from 'vitest'
import { CALLERS, PURPOSES } from '../../../contract/contacts.ts'
import { allowedBy } from '../../../test/support/allowed-states.ts'
import { testDatabase } from '../../../test/support/database.ts'
import { CALL_STATUSES, CLOSURE_REASONS, LEAD_STATUSES } from './lead.ts'

test.each([
  ['leads', 'status', LEAD_STATUSES],
  ['leads', 'call_status', CALL_STATUSES],
  ['leads', 'closure_reason', CLOSURE_REASONS],
  ['campaigns', 'purpose', PURPOSES],
  ['campaigns', 'caller', CALLERS],
])('%s.%s: the database allows what the code knows, nothing else', async (table, column, known) => {
  expect((await allowedBy(await testDatabase(), table, column)).sort()).toEqual([...known].sort())
})
