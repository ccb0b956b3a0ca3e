/** Every sentence the product says, by code: gathered from whoever says it. A code that two claim stops the start. */
import { appointmentsMessages } from '../domains/appointments/index.ts'
import { callsMessages } from '../domains/calls/index.ts'
import { contactsMessages } from '../domains/contacts/contacts.messages.ts'
import { intakeMessages } from '../domains/intake/index.ts'
import { importsMessages } from '../domains/leads/imports.messages.ts'
import { leadsMessages } from '../domains/leads/index.ts'
import { workspacesMessages } from '../domains/workspaces/workspaces.messages.ts'
import { pearlMessages } from '../integrations/pearl/pearl.messages.ts'
import { httpMessages } from '../platform/http/http.messages.ts'
import { type Messages, makeTranslate, type Translate } from '../platform/http/messages.ts'
import { outboundMessages } from '../platform/outbound/outbound.messages.ts'

const all: Messages[] = [
  httpMessages,
  outboundMessages,
  pearlMessages,
  intakeMessages,
  workspacesMessages,
  contactsMessages,
  leadsMessages,
  importsMessages,
  callsMessages,
  appointmentsMessages,
]

export function gatherMessages(): Messages {
  const gathered: Messages = {}
  for (const messages of all)
    for (const [code, sentence] of Object.entries(messages)) {
      if (gathered[code]) throw new Error(`Two places say what ${code} means: keep one`)
      gathered[code] = sentence
    }
  return gathered
}

export const productTranslate = (): Translate => makeTranslate(gatherMessages())
