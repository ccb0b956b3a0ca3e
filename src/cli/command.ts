/** What a command is: its name, what it takes, what it does, and how its answer reads to a person. */
import type { ParseArgsConfig } from 'node:util'
import type { Config } from '../app/config.ts'
import type { Product } from '../app/product.ts'

type Options = NonNullable<ParseArgsConfig['options']>

export interface Invocation {
  /** Values of the options, by their long names. */
  options: Record<string, string | boolean | string[] | undefined>
  /** What was given beside the options, in order; as many as `takes` names. */
  given: string[]
  json: boolean
  config: Config
  /** The product on the running server's database, or on one started for this command; closed when the command ends. */
  product(): Promise<Product>
  /** Says to a person what is going on; nothing of it is part of the answer. */
  progress(sentence: string): void
}

export interface Command<Answer = unknown> {
  /** As typed: `dead-letters list`. */
  name: string
  summary: string
  /** Beside the options: `<name>` is needed, `[name]` is not. */
  takes?: string[]
  options?: Record<string, Options[string] & { description: string; placeholder?: string }>
  /** More for `--help`, in whole lines. */
  help?: string
  run(invocation: Invocation): Promise<Answer>
  /** The answer for people; `--json` prints it as it is. Undefined: nothing to say. */
  show(answer: Answer): string | undefined
  /** The exit code of an answer that came without an error; 0 unless given. */
  exitCode?(answer: Answer): number
}

/** Keeps the answer's type between `run` and `show`. */
export const defineCommand = <Answer>(command: Command<Answer>): Command => command as unknown as Command
