/** A wall that nobody has seen fall is not known to stand: each rule of the import lint is breached once and must say so. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Breach, findBreaches } from '../scripts/walls.ts'

const ROOT = path.join(import.meta.dirname, '..')
const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] }

/** For each rule: a file, and what it imports though it must not. */
const BREACHES: Record<string, { file: string; imports: string }> = {
  'no-circles': { file: 'src/app/circle-a.ts', imports: 'src/app/circle-b.ts' },
  'kernel-stands-alone': { file: 'src/kernel/upward.ts', imports: 'src/platform/thing.ts' },
  'kernel-does-no-io': { file: 'src/kernel/reads.ts', imports: 'node:fs' },
  'contract-stands-alone': { file: 'contract/upward.ts', imports: 'src/kernel/word.ts' },
  'platform-below-everything': { file: 'src/platform/upward.ts', imports: 'src/integrations/pearl/client.ts' },
  'integrations-know-no-domain': { file: 'src/integrations/pearl/upward.ts', imports: 'src/domains/leads/index.ts' },
  'vendors-do-not-meet': { file: 'src/integrations/pearl/sideways.ts', imports: 'src/integrations/odoo/client.ts' },
  'domains-do-not-look-up': { file: 'src/domains/leads/upward.ts', imports: 'src/app/thing.ts' },
  'ladder-workspaces': { file: 'src/domains/workspaces/up.ts', imports: 'src/domains/intake/index.ts' },
  'ladder-intake': { file: 'src/domains/intake/up.ts', imports: 'src/domains/contacts/index.ts' },
  'ladder-contacts': { file: 'src/domains/contacts/up.ts', imports: 'src/domains/leads/index.ts' },
  'ladder-leads': { file: 'src/domains/leads/up.ts', imports: 'src/domains/appointments/index.ts' },
  'ladder-appointments': { file: 'src/domains/appointments/up.ts', imports: 'src/domains/calls/index.ts' },
  'ladder-calls': { file: 'src/domains/calls/past-the-door.ts', imports: 'src/domains/leads/inside.ts' },
  'every-domain-is-on-the-ladder': { file: 'src/app/newcomer.ts', imports: 'src/domains/unheard-of/index.ts' },
  'domains-are-met-at-the-door': { file: 'src/app/reaches-in.ts', imports: 'src/domains/leads/leads.store.ts' },
  'only-adapters-meet-vendors': { file: 'src/domains/calls/settle.ts', imports: 'src/integrations/pearl/client.ts' },
  'only-stores-speak-sql': { file: 'src/domains/leads/import-leads.ts', imports: 'kysely' },
  'rules-are-pure': { file: 'src/domains/leads/impure.rules.ts', imports: 'src/platform/thing.ts' },
  'doors-open-outward': { file: 'src/domains/leads/knocks.ts', imports: 'src/domains/leads/leads.routes.ts' },
  'routes-go-through-use-cases': {
    file: 'src/domains/leads/short.routes.ts',
    imports: 'src/domains/leads/leads.store.ts',
  },
  'web-knows-only-the-contract': { file: 'web/src/app/upward.ts', imports: 'src/kernel/word.ts' },
  'web-features-do-not-meet': { file: 'web/src/features/leads/page.ts', imports: 'web/src/features/calls/page.ts' },
  'sandbox-knows-only-the-wire': { file: 'sandbox/upward.ts', imports: 'src/integrations/pearl/client.ts' },
  'nobody-imports-a-test': { file: 'src/app/leans-on-a-test.ts', imports: 'src/app/thing.test.ts' },
}

/** What the same kinds of files may do. */
const ALLOWED: { file: string; imports: string }[] = [
  { file: 'src/domains/calls/settle-well.ts', imports: 'src/domains/leads/index.ts' },
  { file: 'src/domains/calls/dialers/pearl.dialer.ts', imports: 'src/integrations/pearl/client.ts' },
  { file: 'src/domains/leads/leads.store.ts', imports: 'kysely' },
  { file: 'src/domains/leads/leads.routes.ts', imports: 'src/domains/leads/inside.ts' },
  { file: 'src/app/api.ts', imports: 'src/domains/leads/leads.routes.ts' },
  { file: 'src/kernel/hashes.ts', imports: 'node:crypto' },
  { file: 'sandbox/pearl.ts', imports: 'src/integrations/pearl/wire.ts' },
  { file: 'web/src/features/leads/queries.ts', imports: 'contract/leads.ts' },
  { file: 'src/app/circle-b.ts', imports: 'src/app/circle-a.ts' },
]

let planted: string
let found: Breach[]

beforeAll(async () => {
  planted = await mkdtemp(path.join(os.tmpdir(), 'antesala-walls-'))
  await symlink(path.join(ROOT, 'node_modules'), path.join(planted, 'node_modules'))
  await symlink(path.join(ROOT, 'tsconfig.json'), path.join(planted, 'tsconfig.json'))
  const imports = [...Object.values(BREACHES), ...ALLOWED]
  for (const target of new Set(imports.map((entry) => entry.imports).filter((name) => name.endsWith('.ts'))))
    await plant(target, 'export const it = 1\n')
  for (const { file, imports: target } of imports) {
    const from = target.endsWith('.ts') ? path.relative(path.dirname(file), target).replace(/^(?!\.)/, './') : target
    await plant(file, `import * as other from '${from}'\nexport const it = other\n`)
  }
  found = (await findBreaches(planted)).breaches
})

afterAll(() => rm(planted, { recursive: true }))

async function plant(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(planted, file)), { recursive: true })
  await writeFile(path.join(planted, file), text)
}

test('every rule of the import lint has a breach planted here', () => {
  expect(Object.keys(BREACHES).sort()).toEqual(config.forbidden.map((rule) => rule.name).sort())
})

describe('a planted breach is found', () => {
  test.each(Object.entries(BREACHES))('%s', (rule, { file }) => {
    expect(found.filter((breach) => breach.from === file).map((breach) => breach.rule)).toContain(rule)
  })
})

test.each(ALLOWED.filter(({ file }) => file !== 'src/app/circle-b.ts'))('$file may import $imports', ({ file }) => {
  expect(found.filter((breach) => breach.from === file)).toEqual([])
})

test('a run that looked at no module fails', async () => {
  const empty = path.join(planted, 'empty')
  await mkdir(path.join(empty, 'src'), { recursive: true })
  await plant('empty/test/only-a-test.ts', 'export const it = 1\n')
  await symlink(path.join(ROOT, 'tsconfig.json'), path.join(empty, 'tsconfig.json'))
  await expect(findBreaches(empty)).rejects.toThrow(/looked at 0 modules/)
})
