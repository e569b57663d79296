/** Repeating a session: how often, on which days, and what is asked where the clock skips or doubles an hour. */
import type { Request } from 'express'
import { z } from 'zod'
import { daysBetween, parseTime } from '../../../lib/time.ts'
import * as fields from '../../../platform/http/fields.ts'
import type { FieldError, ReadForm, Typed } from '../../../platform/http/form.ts'
import { readForm } from '../../../platform/http/form.ts'
import type { PartInput } from '../commands/parts.ts'
import type { Repeat } from '../recurrence.ts'
import { mostSessions, recurrence, repeats } from '../recurrence.ts'
import type { TypedPart } from './parts.ts'
import { placeParts, readParts } from './parts.ts'

const everyForm = z.object({
  repeat: z.preprocess((typed) => typed || 'no', fields.oneOf(['no', ...repeats], 'Select how often it is repeated')),
})
const countForm = z.object({
  repeat_count: fields.wholeNumber('Enter how many sessions in all, like 6', 2, mostSessions),
})

/** Null where the session is held once. */
export type ReadRepeat = ReadForm<{ every: Repeat; count: number } | null>

export function readRepeat(req: Request): ReadRepeat {
  const read = readForm(everyForm, req)
  if (!read.ok) return read
  const every = read.values.repeat
  if (every === 'no') return { ok: true, values: null, form: read.form }
  const counted = readForm(countForm, req)
  return counted.ok ? { ok: true, values: { every, count: counted.values.repeat_count }, form: read.form } : counted
}

/** One day of a series as the preview shows it. */
export interface Occurrence {
  index: number
  day: string
  isTicked: boolean
  /** What is asked of it before it can be scheduled; none where its parts are placed. */
  questions: FieldError[]
  parts: PartInput[]
}

/** Names the fields of one day: `on-3-time`, `on-3-part-2-clock`. */
export const fieldsOfDay = (index: number): string => `on-${index}-`

/** Every day of the series with what was answered for it. `typed` is the scheduling form, already found to be right. */
export function readOccurrences(typed: Typed, { every, count }: { every: Repeat; count: number }): Occurrence[] {
  const { parts } = readParts(typed)
  const first = parts[0]!.wall.date
  const ticked = typed.asked === undefined ? null : [typed.days ?? []].flat()
  return recurrence(first, every, count).map((day, index) => {
    const at = fieldsOfDay(index)
    const answered = parts.map((part) => withAnswers(part, typed, index))
    const placed = placeParts(
      answered.map(({ part }) => part),
      { days: daysBetween(first, day), at },
    )
    const questions = [...answered.flatMap((one) => one.errors), ...('errors' in placed ? placed.errors : [])]
    return {
      index,
      day,
      isTicked: ticked === null || ticked.includes(String(index)),
      questions,
      parts: 'parts' in placed ? placed.parts : [],
    }
  })
}

/** The form answers for the first day; each later one has its own choice of the clock, and another time where it needs one. */
function withAnswers(part: TypedPart, typed: Typed, index: number): { part: TypedPart; errors: FieldError[] } {
  const name = (field: string) => `${fieldsOfDay(index)}${part.prefix}${field}`
  const one = (field: string) => [typed[name(field)] ?? ''].flat()[0]!.trim()
  const clock = one('clock')
  const chosen = clock === 'earlier' || clock === 'later' ? clock : index === 0 ? part.clock : undefined
  const text = one('time')
  const time = text === '' ? part.wall.time : parseTime(text)
  const errors = time === null ? [{ field: name('time'), text: 'Enter the start time, like 10am or 2:30pm' }] : []
  const wall = { ...part.wall, time: time ?? part.wall.time }
  return { part: { ...part, wall, time: text || part.time, clock: chosen }, errors }
}

/** What the preview adds to the scheduling form. */
const ofPreview = /^(days|asked|change|as_draft|on-\d+-.*)$/

export const withoutDays = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !ofPreview.test(name)))
