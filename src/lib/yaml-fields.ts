/** What may stand in a field of a YAML file, where everything is a text at first; its faults end sentences that begin with its name. Pure. */
import { z } from 'zod'
import { isThing } from './thing.ts'
import type { Thing } from './thing.ts'
import { clean, cleanLines } from './text.ts'

export const line = (max: number) =>
  z
    .string()
    .transform(clean)
    .pipe(z.string().min(1, 'must say something').max(max, `must be ${max} characters or fewer`))
export const lines = (max: number) =>
  z
    .string()
    .transform(cleanLines)
    .pipe(z.string().max(max, `must be ${max} characters or fewer`))
export const whole = (min: number, max: number) =>
  z
    .string()
    .refine((value) => /^\d{1,6}$/.test(value) && Number(value) >= min && Number(value) <= max, {
      message: `must be a whole number from ${min} to ${max}`,
    })
    .transform(Number)
export const truth = z
  .enum(['true', 'false', 'yes', 'no'], { message: 'must be true or false' })
  .transform((value) => value === 'true' || value === 'yes')
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { message: `must be one of: ${values.join(', ')}` })

/** For writing: without what is empty or false; texts are cleaned, as they are when they are read. */
export function spare(thing: Thing): Thing {
  return Object.fromEntries(
    Object.entries(thing).flatMap(([name, value]) => {
      const cleaned = cleanTexts(value)
      const isEmpty = cleaned === '' || cleaned === null || cleaned === undefined || cleaned === false
      return isEmpty || (Array.isArray(cleaned) && cleaned.length === 0) ? [] : [[name, cleaned]]
    }),
  )
}

function cleanTexts(value: unknown): unknown {
  if (typeof value === 'string') return cleanLines(value)
  if (Array.isArray(value)) return value.map((one) => (isThing(one) ? spare(one) : cleanTexts(one)))
  return value
}
