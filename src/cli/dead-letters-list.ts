/** `antesala dead-letters list`: work that ran out of tries, and why. */
import { type DeadLetter, listDeadLetters } from '../platform/queue/dead-letters.ts'
import { scopeOfCommand, workspaceOption } from './choose-workspace.ts'
import { defineCommand } from './command.ts'
import { readLimit } from './read-limit.ts'

interface Answer {
  items: DeadLetter[]
  nextCursor: string | null
}

export const deadLettersList = defineCommand<Answer>({
  name: 'dead-letters list',
  summary: 'Lists work that ran out of tries, newest first.',
  options: {
    ...workspaceOption,
    all: { type: 'boolean', description: 'also what was replayed since' },
    limit: { type: 'string', placeholder: 'n', description: 'how many, at most 500 (default: 50)' },
    cursor: { type: 'string', placeholder: 'id', description: 'goes on after the last one shown' },
  },
  run: async (invocation) => {
    const limit = readLimit(invocation.options['limit'])
    const scope = await scopeOfCommand(invocation, 'dead-letters.list')
    return listDeadLetters(scope, {
      open: !invocation.options['all'],
      limit,
      cursor: invocation.options['cursor'] as string | undefined,
    })
  },
  show: ({ items, nextCursor }) => {
    if (items.length === 0) return 'None: everything that was promised was done.'
    const lines = items.map((letter) =>
      [
        `${letter.id}  ${letter.diedAt.toISOString()}  ${letter.job} (${letter.attempts} tries)${letter.replayedAt ? '  replayed' : ''}`,
        `    ${letter.errorCode}: ${letter.reason.split('\n')[0]}`,
      ].join('\n'),
    )
    return [...lines, ...(nextCursor ? [`More: --cursor ${nextCursor}`] : [])].join('\n')
  },
})
