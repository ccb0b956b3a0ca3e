/** A real Chromium for tests: one per test file, closed at its end. */
import type { Browser } from 'playwright-core'
import { afterAll } from 'vitest'
import { launchChromium } from '../../scripts/chromium.ts'

let opened: Promise<Browser> | undefined

/** Throws, saying what was tried, where no Chromium can be had. */
export function openBrowser(): Promise<Browser> {
  opened ??= launchChromium().then(({ browser }) => browser)
  return opened
}

afterAll(async () => {
  await (await opened)?.close()
  opened = undefined
})
