/** Field schemas the rooms' forms are built from; their messages are shown as they stand. */
import { z } from 'zod'
import { clean, cleanLines, isEmailAddress, normaliseEmail } from '../../lib/text.ts'
import { parseDay } from '../../lib/time.ts'
import { isId } from '../../lib/ids.ts'

/** Browsers send a lone value as a text and several as a list; an attacker may send anything. */
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)
const asText = (value: unknown): string => (typeof first(value) === 'string' ? (first(value) as string) : '')

/** One line that must be there. `subject` begins the message: 'Enter the …' */
export const text = (enter: string, max = 200) =>
  z
    .preprocess((value) => clean(asText(value)), z.string())
    .pipe(z.string().min(1, enter).max(max, `Must be ${max} characters or fewer`))

/** A person's name: in any script, but with a letter in it, or a number typed into the wrong box becomes somebody. */
export const personName = (enter: string, max = 200) =>
  text(enter, max).refine((name) => name === '' || /\p{L}/u.test(name), 'Enter a name with letters in it')

export const optionalText = (max = 200) =>
  z
    .preprocess((value) => clean(asText(value)), z.string().max(max, `Must be ${max} characters or fewer`))
    .transform((value) => value || null)

/** Several lines; line ends are kept. */
export const longText = (enter: string, max = 4000) =>
  z
    .preprocess((value) => cleanLines(asText(value)), z.string())
    .pipe(z.string().min(1, enter).max(max, `Must be ${max} characters or fewer`))

export const optionalLongText = (max = 4000) =>
  z.preprocess((value) => cleanLines(asText(value)), z.string().max(max, `Must be ${max} characters or fewer`))

export const email = (enter = 'Enter an email address') =>
  z
    .preprocess((value) => normaliseEmail(asText(value)), z.string())
    .pipe(
      z
        .string()
        .min(1, enter)
        .refine(isEmailAddress, 'Enter an email address in the correct format, like name@example.com'),
    )

export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values, choose: string) =>
  z.preprocess(first, z.enum(values, { message: choose }))

/** The ticked values among those offered; anything else is dropped. */
export const manyOf = (values: readonly string[]) =>
  z.preprocess(
    (value) => [value ?? []].flat().filter((one): one is string => typeof one === 'string' && values.includes(one)),
    z.array(z.string()),
  )

export const ticked = () => z.preprocess((value) => first(value) !== undefined && first(value) !== '', z.boolean())

export const id = (choose: string) => z.preprocess(asText, z.string().refine(isId, choose))
export const optionalId = () =>
  z.preprocess((value) => (isId(asText(value)) ? asText(value) : null), z.string().nullable())
export const ids = () =>
  z.preprocess(
    (value) => [value ?? []].flat().filter((one) => typeof one === 'string' && isId(one)),
    z.array(z.string()),
  )

export const wholeNumber = (enter: string, min: number, max: number) =>
  z
    .preprocess((value) => clean(asText(value)), z.string())
    .refine((value) => /^\d{1,9}$/.test(value), enter)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `Must be between ${min} and ${max}`)

export const optionalWholeNumber = (min: number, max: number) =>
  z
    .preprocess((value) => clean(asText(value)), z.string())
    .refine((value) => value === '' || /^\d{1,9}$/.test(value), 'Must be a whole number')
    .transform((value) => (value === '' ? null : Number(value)))
    .refine((value) => value === null || (value >= min && value <= max), `Must be between ${min} and ${max}`)

/**
 * A day typed as three fields `name-day`, `name-month`, `name-year`. Spread into z.object with `dayFields(name)` and
 * read with `readDay`: 'YYYY-MM-DD', null if all three are empty, 'bad' if it is no day of the calendar.
 */
export const dayFields = <Name extends string>(name: Name) =>
  ({
    [`${name}-day`]: optionalText(20),
    [`${name}-month`]: optionalText(20),
    [`${name}-year`]: optionalText(20),
  }) as Record<`${Name}-day` | `${Name}-month` | `${Name}-year`, ReturnType<typeof optionalText>>

export function readDay(values: Record<string, unknown>, name: string): string | null | 'bad' {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => (values[`${name}-${part}`] as string | null) ?? '')
  if (!day && !month && !year) return null
  return parseDay({ day: day ?? '', month: month ?? '', year: year ?? '' }) ?? 'bad'
}
