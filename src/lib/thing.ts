/** What came as JSON or YAML, as a thing with names, of which none is known to be there. Pure. */

export type Thing = Record<string, unknown>

export const isThing = (value: unknown): value is Thing =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** A thing without names where it is none. */
export const asThing = (value: unknown): Thing => (isThing(value) ? value : {})
