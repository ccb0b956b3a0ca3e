/** What each vendor is told, as its form shows it; the server knows the same names. */
export const VENDORS = {
  pearl: {
    settings: ['apiUrl', 'outboundId'],
    secrets: ['accountId', 'secretKey'],
    test: '/api/calls/test/connection',
  },
} as const

export type VendorName = keyof typeof VENDORS
export const isKnownVendor = (name: string): name is VendorName => Object.hasOwn(VENDORS, name)
