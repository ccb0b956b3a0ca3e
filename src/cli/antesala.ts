/** `npx antesala <command>`: finds the command, reads what was typed, prints the answer, ends with the right code. */
import { parseArgs } from 'node:util'
import { loadConfig } from '../app/config.ts'
import type { Product } from '../app/product.ts'
import { AppError } from '../kernel/errors.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { COMMANDS } from './catalogue.ts'
import type { Command, Invocation } from './command.ts'
import { helpOf, helpOfAll } from './help.ts'

const EXIT_WRONG_USE = 2

process.exitCode = await main(process.argv.slice(2))

async function main(words: string[]): Promise<number> {
  // A pipe that was closed early (`| head`) is no mistake of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  const entry = COMMANDS.find(({ name }) => words.slice(0, name.split(' ').length).join(' ') === name)
  if (!entry) return answerWithoutCommand(words)
  const command = await entry.load()
  return execute(command, words.slice(command.name.split(' ').length))
}

function answerWithoutCommand(words: string[]): number {
  if (words.length === 0 || words.includes('--help') || words.includes('-h')) {
    // `antesala dead-letters --help` shows the family.
    const family =
      words[0] && !words[0].startsWith('-') ? COMMANDS.filter(({ name }) => name.startsWith(`${words[0]} `)) : []
    console.log(helpOfAll(family.length > 0 ? family : COMMANDS))
    return 0
  }
  console.error(
    `antesala: there is no command "${words.filter((word) => !word.startsWith('-')).join(' ')}": npx antesala --help lists them.`,
  )
  return EXIT_WRONG_USE
}

async function execute(command: Command, words: string[]): Promise<number> {
  let json = words.includes('--json')
  let product: Promise<Product> | undefined
  try {
    const { values, positionals } = readWords(command, words)
    json = values['json'] === true
    if (values['help']) {
      console.log(helpOf(command))
      return 0
    }
    const progress = (sentence: string) => {
      if (!json) console.error(`antesala: ${sentence}…`)
    }
    const config = loadConfig()
    const invocation: Invocation = {
      options: values,
      given: positionals,
      json,
      config,
      progress,
      product: () => {
        product ??= import('../app/product.ts').then(({ openProduct }) => openProduct({ ...config, logLevel: 'warn' }))
        return product
      },
    }
    const answer = await command.run(invocation)
    const text = json ? JSON.stringify(answer ?? null) : command.show(answer)
    if (text !== undefined) console.log(text)
    return command.exitCode?.(answer) ?? 0
  } catch (error) {
    return tell(error, json)
  } finally {
    await (await product?.catch(() => undefined))?.close()
  }
}

function readWords(command: Command, words: string[]) {
  const options = {
    ...command.options,
    json: { type: 'boolean' as const },
    help: { type: 'boolean' as const, short: 'h' },
  }
  const wrong = (what: string) =>
    new StartProblem(`${what}: npx antesala ${command.name} --help says what it takes.`, { exitCode: EXIT_WRONG_USE })
  let read: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    read = parseArgs({ args: words, options, allowPositionals: true })
  } catch (error) {
    throw wrong((error as Error).message.split('. ')[0]!.replace(/[.']+$/, "'"))
  }
  const takes = command.takes ?? []
  const needed = takes.filter((name) => name.startsWith('<')).length
  if (!read.values['help']) {
    if (read.positionals.length < needed) throw wrong(`${takes[read.positionals.length]} is missing`)
    if (read.positionals.length > takes.length && !takes.at(-1)?.includes('…'))
      throw wrong(`"${read.positionals[takes.length]}" is too much`)
  }
  return read as { values: Invocation['options']; positionals: string[] }
}

/** A sentence for people, an object for programs; the stack only of what is our own mistake. */
async function tell(error: unknown, json: boolean): Promise<number> {
  const known = error instanceof StartProblem || error instanceof AppError
  const code =
    error instanceof AppError ? error.code : error instanceof StartProblem ? 'start.problem' : 'internal.unexpected'
  const message =
    error instanceof AppError
      ? await sentenceOf(error)
      : known
        ? error.message
        : 'something unexpected happened; this is our mistake, please report it with what follows.'
  if (json)
    console.error(
      JSON.stringify({
        error: { code, message, ...(error instanceof AppError && error.details ? { details: error.details } : {}) },
      }),
    )
  else for (const line of message.split('\n')) console.error(`antesala: ${line}`)
  if (!known || (error instanceof AppError && error.kind === 'bug')) console.error(error)
  if (error instanceof StartProblem) return error.exitCode
  return error instanceof AppError && error.kind === 'invalid' ? EXIT_WRONG_USE : 1
}

async function sentenceOf(error: AppError): Promise<string> {
  const { productTranslate } = await import('../app/messages.ts')
  return productTranslate()(error.code, 'en', error.params)
}
