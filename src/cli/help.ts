/** What `--help` prints. */
import type { Command } from './command.ts'

export interface Entry {
  name: string
  summary: string
}

const column = (rows: [string, string][]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

export const helpOfAll = (entries: Entry[]): string =>
  [
    'npx antesala <command> [options]',
    '',
    column(entries.map(({ name, summary }) => [name, summary])),
    '',
    'Each takes --help, and --json for an answer that programs read. Settings come from the environment and .env (see .env.example).',
    'A command works on the database of the running server, found by the data folder, or starts the database itself.',
  ].join('\n')

export function helpOf(command: Command): string {
  const options: [string, string][] = Object.entries(command.options ?? {}).map(([name, option]) => [
    `--${name}${option.type === 'string' ? ` <${option.placeholder ?? 'value'}>` : ''}`,
    option.description,
  ])
  return [
    ['npx antesala', command.name, ...(command.takes ?? []), '[options]'].join(' '),
    '',
    command.summary,
    ...(command.help ? ['', command.help.trim()] : []),
    '',
    column([...options, ['--json', 'prints the answer as JSON'], ['--help', 'prints this']]),
  ].join('\n')
}
