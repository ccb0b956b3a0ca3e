/** The vendors that a workspace can connect: what each needs to be told. */
import { z } from 'zod'
import type { ConnectableVendor } from '../domains/workspaces/connections.routes.ts'

const httpUrl = z.url({ protocol: /^https?$/ }).max(500)

export const connectableVendors: Readonly<Record<string, ConnectableVendor>> = {
  pearl: {
    settings: z.strictObject({
      apiUrl: httpUrl.optional().meta({ description: 'With the version: https://api.nlpearl.ai/v1' }),
      outboundId: z.string().max(100).optional().meta({ description: 'The campaign that calls when none is named' }),
    }),
    secrets: ['accountId', 'secretKey'],
  },
}
