/** How a change of settings is laid over what is there. */
type Plain = Record<string, unknown>

/**
 * Section by section and key by key: an object is laid over an object, anything else replaces; `null` drops the key, so that
 * its default counts again. The week's windows of one purpose are one value: a day left out is a day closed.
 */
export function layOver(settings: Plain, change: Plain): Plain {
  const result: Plain = { ...settings }
  for (const [section, value] of Object.entries(change))
    result[section] = isPlain(value) ? layKeys(asPlain(settings[section]), value, section === 'policy') : value
  return result
}

function layKeys(section: Plain, change: Plain, isPolicy: boolean): Plain {
  const result: Plain = { ...section }
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete result[key]
    else if (isPolicy && key === 'hours' && isPlain(value)) result[key] = layKeys(asPlain(section[key]), value, false)
    else result[key] = value
  }
  return result
}

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)
const asPlain = (value: unknown): Plain => (isPlain(value) ? value : {})
