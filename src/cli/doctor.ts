/** `antesala doctor`: what is configured, what answers, what to mend. Changes nothing. */
import { defineCommand } from './command.ts'
import { checkConnections } from './doctor/connections.checks.ts'
import { checkDatabase } from './doctor/database.checks.ts'
import type { Finding } from './doctor/finding.ts'
import { checkMachine } from './doctor/machine.checks.ts'
import { checkMailServer } from './doctor/outside.checks.ts'
import { checkSettings } from './doctor/settings.checks.ts'

interface Answer {
  ok: boolean
  findings: Finding[]
}

const MARK: Record<Finding['state'], string> = { fine: '✓', warning: '!', broken: '✗' }

export const doctor = defineCommand<Answer>({
  name: 'doctor',
  summary:
    'Says what is configured, what answers and what to mend. Changes nothing; ends with 1 when something is broken.',
  run: async ({ config, product }) => {
    const settings = checkSettings(config)
    const { findings: database, ready } = await checkDatabase(config)
    // Secrets are opened with the key: without a good one there is nothing to ask vendors with.
    const reachable = ready && settings.every(({ state }) => state !== 'broken')
    const connections = reachable ? await checkConnections(await product()) : []
    const findings = [
      ...settings,
      ...(await checkMachine(config)),
      ...database,
      ...connections,
      ...(await checkMailServer(config)),
    ]
    return { ok: findings.every(({ state }) => state !== 'broken'), findings }
  },
  show: ({ findings }) => findings.map(line).join('\n'),
  exitCode: ({ ok }) => (ok ? 0 : 1),
})

const line = ({ about, state, says, mend }: Finding): string =>
  `${MARK[state]} ${about}: ${says}${mend ? `\n    → ${mend}` : ''}`
