import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT_ROOT } from './config.ts'
import { SCOPE_OF_TOPIC } from './events.routes.ts'

test('every topic that is published says who may hear it', () => {
  const published = new Set<string>()
  for (const file of globSync('src/{domains,platform}/**/*.ts', { cwd: PROJECT_ROOT }))
    if (!file.endsWith('.test.ts'))
      for (const [, topic] of readFileSync(path.join(PROJECT_ROOT, file), 'utf8').matchAll(/\btopic: '([\w-]+)'/g))
        published.add(topic!)
  expect(published.size).toBeGreaterThan(4)
  expect([...published].filter((topic) => !(topic in SCOPE_OF_TOPIC))).toEqual([])
})
