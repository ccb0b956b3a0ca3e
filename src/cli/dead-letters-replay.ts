/** `antesala dead-letters replay`: promises dead work again, one piece or all of it. */
import { isUuid } from '../kernel/ids.ts'
import { listDeadLetters, replayDeadLetter } from '../platform/queue/dead-letters.ts'
import type { Scope } from '../platform/scope.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { scopeOfCommand, workspaceOption } from './choose-workspace.ts'
import { defineCommand } from './command.ts'

interface Answer {
  replayed: { id: string; job: string }[]
}

const A_PAGE = 500

export const deadLettersReplay = defineCommand<Answer>({
  name: 'dead-letters replay',
  summary: 'Does dead work again: the one that is named, or with --all every one that was not replayed yet.',
  takes: ['[id]'],
  options: { ...workspaceOption, all: { type: 'boolean', description: 'every one' } },
  run: async (invocation) => {
    const [id] = invocation.given
    const all = invocation.options['all'] === true
    if (all === (id !== undefined)) throw new StartProblem('Name one dead letter, or say --all.', { exitCode: 2 })
    if (id !== undefined && !isUuid(id))
      throw new StartProblem(`"${id}" is not the id of a dead letter: npx antesala dead-letters list shows them.`, {
        exitCode: 2,
      })
    const scope = await scopeOfCommand(invocation, 'dead-letters.replay')
    return { replayed: id ? [{ id, ...(await replayDeadLetter(scope, id)) }] : await replayAll(scope) }
  },
  show: ({ replayed }) =>
    replayed.length === 0
      ? 'There was nothing to replay.'
      : `${replayed.length} promised again: ${[...new Set(replayed.map(({ job }) => job))].join(', ')}.`,
})

/** What dies again meanwhile has a newer id than the first page, so this comes to an end. */
async function replayAll(scope: Scope): Promise<Answer['replayed']> {
  const replayed: Answer['replayed'] = []
  let cursor: string | undefined
  do {
    const page = await listDeadLetters(scope, { limit: A_PAGE, cursor })
    for (const { id } of page.items) replayed.push({ id, ...(await replayDeadLetter(scope, id)) })
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return replayed
}
