/** Zones and countries to choose from, in the reader's words. */

/** Where the product's businesses are: Spain, its neighbours, Latin America. Another stored one is added. */
export const REGIONS = [
  'ES',
  'PT',
  'FR',
  'IT',
  'DE',
  'GB',
  'IE',
  'BE',
  'NL',
  'CH',
  'AT',
  'AD',
  'MA',
  'MX',
  'AR',
  'CO',
  'CL',
  'PE',
  'EC',
  'UY',
  'PY',
  'BO',
  'VE',
  'CR',
  'PA',
  'DO',
  'GT',
  'HN',
  'SV',
  'NI',
  'CU',
  'PR',
  'BR',
  'US',
] as const

export function regionNames(language: string): (region: string) => string {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return (region) => names.of(region) ?? region
}

/** Every zone that this browser knows, and the one that is stored. */
export const zones = (stored: string): string[] => [...new Set([stored, ...Intl.supportedValuesOf('timeZone')])].sort()
