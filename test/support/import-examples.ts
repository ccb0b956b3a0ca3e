/** The five hundred people of `examples/`, imported through the front door. */
import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { ProductClient } from './product.ts'

/** Resolves when they are applied; gives the preview and the final state. */
export async function importExamples(product: ProductClient): Promise<{ id: string; preview: any; done: any }> {
  const form = new FormData()
  form.set('file', new Blob([await readFile('examples/people.xlsx')]), 'people.xlsx')
  form.set('options', JSON.stringify({ policy: 'fill_empty' }))
  const preview = await product.send('POST', '/api/v1/imports', form)
  expect(preview.status, JSON.stringify(preview.body)).toBe(201)
  const id: string = preview.body.id
  expect((await product.send('POST', `/api/v1/imports/${id}/apply`)).status).toBe(202)
  const done = await product.until('the import to be applied', async () => {
    const { body } = await product.send('GET', `/api/v1/imports/${id}`)
    if (body.status === 'failed') throw new Error(`the import failed: ${JSON.stringify(body)}`)
    return body.status === 'applied' && body
  })
  return { id, preview: preview.body, done }
}
