/** Which adapter stands behind each port, for the workspace at hand. */
import { makeOffers, type Offers } from '../domains/appointments/index.ts'
import { deriveKey } from '../platform/secrets/product-key.ts'
import type { Product } from './product.ts'

export interface Adapters {
  offers: Offers
}

export function makeAdapters(product: Product): Adapters {
  return { offers: makeOffers(deriveKey(product.productKey, 'offers')) }
}
