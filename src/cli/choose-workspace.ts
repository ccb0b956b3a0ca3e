/** Which workspace a command means: the one that is named, or the only one there is. */
import type { Product } from '../app/product.ts'
import { listWorkspaceIds } from '../domains/workspaces/index.ts'
import type { Scope } from '../platform/scope.ts'
import { StartProblem } from '../platform/start-problem.ts'
import type { Command, Invocation } from './command.ts'

export const workspaceOption = {
  workspace: { type: 'string', placeholder: 'id', description: 'the workspace; not needed where there is only one' },
} satisfies Command['options']

/** The actor of everything that the command does there. */
export async function scopeOfCommand({ product, options }: Invocation, command: string): Promise<Scope> {
  const opened = await product()
  return scopeAt(opened, await chooseWorkspace(opened, options['workspace']), command)
}

export const scopeAt = (product: Product, workspaceId: string, command: string): Scope => ({
  ...product.scopeOf(workspaceId, { kind: 'system', id: `cli.${command}`, name: 'antesala (consola)' }),
  locale: 'en',
})

async function chooseWorkspace(product: Product, wished: Invocation['options'][string]): Promise<string> {
  const known = await listWorkspaceIds(product.db)
  const wrong = (sentence: string) => new StartProblem(sentence, { exitCode: 2 })
  if (typeof wished === 'string') {
    if (known.includes(wished.toLowerCase())) return wished.toLowerCase()
    throw wrong(`There is no workspace ${wished}: take one of ${known.join(', ') || 'none'}.`)
  }
  if (known.length === 0) throw wrong('There is no workspace yet: npx antesala workspaces create <name>')
  if (known.length > 1)
    throw wrong(`There are several workspaces: choose one with --workspace and ${known.join(' or ')}.`)
  return known[0]!
}
