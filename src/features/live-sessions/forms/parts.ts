/** The parts of the scheduling form: the first has the plain names, each further one its own, such as `part-2-time`. */
import { z } from 'zod'
import { addDays, addMinutes, parseTime, wallToInstant, wordsForDate } from '../../../lib/time.ts'
import type { WallTime } from '../../../lib/time.ts'
import * as fields from '../../../platform/http/fields.ts'
import type { FieldError, Typed } from '../../../platform/http/form.ts'
import type { PartInput } from '../commands/parts.ts'
import { mostParts, readMeetingUrl } from '../rules.ts'

/** The value of a choice that stands for no course part. */
export const noPart = 'none'

export const prefixOf = (position: number): string => (position === 1 ? '' : `part-${position}-`)

/** How many parts the form was sent with. */
export function countParts(typed: Typed): number {
  const numbers = Object.keys(typed).map((name) => Number(/^part-(\d{1,2})-/.exec(name)?.[1] ?? 1))
  return Math.min(Math.max(1, ...numbers), mostParts)
}

const partForm = z.object({
  part_id: fields.optionalId(),
  live_part_id: fields.text('Select what it delivers').transform((id) => (id === noPart ? null : id)),
  length_minutes: fields.wholeNumber('Enter the length in minutes, like 150', 5, 720),
  trainer_ids: fields.ids(),
})

interface PauseMinutes {
  after: number
  length: number
}

export interface TypedPart {
  prefix: string
  id: string | null
  live_part_id: string | null
  wall: WallTime
  /** The start as it was typed. */
  time: string
  clock: 'earlier' | 'later' | undefined
  length_minutes: number
  breaks: PauseMinutes[]
  trainer_ids: string[] | null
  join_url: string | null
}

/** Every part as it was typed, on the London clock, or every fault of them. */
export function readParts(typed: Typed): { parts: TypedPart[]; errors: FieldError[] } {
  const errors: FieldError[] = []
  const parts: TypedPart[] = []
  for (let position = 1; position <= countParts(typed); position++) {
    const read = readPart(typed, prefixOf(position))
    if ('errors' in read) errors.push(...read.errors)
    else parts.push(read)
  }
  return { parts, errors }
}

function readPart(typed: Typed, prefix: string): TypedPart | { errors: FieldError[] } {
  const errors: FieldError[] = []
  const fault = (field: string, text: string) => errors.push({ field: `${prefix}${field}`, text })
  const one = (name: string) => [typed[`${prefix}${name}`] ?? ''].flat()[0]!.trim()
  const own = Object.fromEntries(Object.keys(partForm.shape).map((name) => [name, typed[`${prefix}${name}`]]))
  const read = partForm.safeParse(own)
  for (const issue of read.error?.issues ?? []) fault(String(issue.path[0]), issue.message)

  const wall = readWall(one, fault)
  const breaks = wall ? readBreaks(one('breaks'), wall.time) : []
  if (breaks === null) fault('breaks', 'Enter the start and the minutes of each break, like 11:15 for 10')
  // The first part has the trainers and the link of the session.
  const link = prefix === '' ? '' : one('join_url')
  const join_url = link === '' ? null : readMeetingUrl(link)
  if (link !== '' && join_url === null) fault('join_url', 'Enter the whole meeting link, beginning with https://')
  if (!read.success || errors.length > 0 || !wall || !breaks) return { errors }
  const { part_id, trainer_ids, ...values } = read.data
  const clock = one('clock')
  return {
    ...values,
    prefix,
    id: part_id,
    wall,
    time: one('time'),
    clock: clock === 'earlier' || clock === 'later' ? clock : undefined,
    breaks,
    trainer_ids: prefix === '' || trainer_ids.length === 0 ? null : trainer_ids,
    join_url,
  }
}

function readWall(one: (name: string) => string, fault: (field: string, text: string) => void): WallTime | null {
  const day = fields.readDay(
    { 'day-day': one('day-day'), 'day-month': one('day-month'), 'day-year': one('day-year') },
    'day',
  )
  if (day === null) fault('day-day', 'Enter the day')
  if (day === 'bad') fault('day-day', 'Enter a day that exists, like 27 4 2027')
  const time = parseTime(one('time'))
  if (time === null) fault('time', 'Enter the start time, like 10am or 2:30pm')
  return day === null || day === 'bad' || time === null ? null : { date: day, time }
}

/** `11:15 for 10, 12.30 to 12.45`: how long after the start each begins, and how long it is; null for anything else. */
function readBreaks(text: string, start: string): PauseMinutes[] | null {
  const breaks = text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [, from, joint, to] = /^(.+?)\s*(\bfor\b|\bto\b|-|–)\s*(.+?)$/i.exec(one) ?? []
      const begins = parseTime(from ?? '')
      const until = joint?.toLowerCase() === 'for' ? null : parseTime(to ?? '')
      const minutes = /^(\d{1,3})\s*(m|mins?|minutes?)?$/i.exec(to ?? '')?.[1]
      if (!begins) return null
      if (joint?.toLowerCase() === 'for')
        return minutes ? { after: clockwise(start, begins), length: Number(minutes) } : null
      return until ? { after: clockwise(start, begins), length: clockwise(begins, until) } : null
    })
  return breaks.every((one) => one !== null && one.length > 0) ? (breaks as PauseMinutes[]) : null
}

/** Minutes from one time of the day to the next moment the clock shows the other. */
function clockwise(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return (minutes(to) - minutes(from) + 1440) % 1440
}

/** The parts as the commands take them, so many days later at the same London time; faults stand at fields named `at…`. */
export function placeParts(
  parts: TypedPart[],
  { days = 0, at = '' }: { days?: number; at?: string } = {},
): { parts: PartInput[] } | { errors: FieldError[] } {
  const errors: FieldError[] = []
  const placed = parts.flatMap(({ prefix, wall, time, clock, length_minutes, breaks, ...part }): PartInput[] => {
    const date = addDays(wall.date, days)
    const start = wallToInstant({ date, time: wall.time }, clock)
    const fault = (field: string, text: string) => errors.push({ field: `${at}${prefix}${field}`, text })
    switch (start.kind) {
      case 'skipped':
        fault(
          'time',
          `${time} does not exist on ${wordsForDate(date)}: the clocks go forward from 1am to 2am. Enter a time before 1am or from 2am`,
        )
        return []
      case 'doubled':
        fault(
          'clock',
          `${time} comes twice on ${wordsForDate(date)}, because the clocks go back from 2am to 1am. Select which one you mean`,
        )
        return []
      case 'invalid':
        fault('day-day', 'Enter a day that exists, like 27 4 2027')
        return []
      case 'ok':
    }
    const pauses = breaks.map(({ after, length }) => ({
      starts_at: addMinutes(start.at, after),
      ends_at: addMinutes(start.at, after + length),
    }))
    return [{ ...part, starts_at: start.at, ends_at: addMinutes(start.at, length_minutes), breaks: pauses }]
  })
  return errors.length > 0 ? { errors } : { parts: placed }
}

/** The form with one more part: a week after the last one, as long, delivering what comes next in the course. */
export function withAnotherPart(typed: Typed, livePartIds: string[]): Typed {
  const last = prefixOf(countParts(typed))
  const next = prefixOf(countParts(typed) + 1)
  const one = (name: string) => [typed[`${last}${name}`] ?? ''].flat()[0]!.trim()
  const delivered = one('live_part_id')
  const after = livePartIds[livePartIds.indexOf(delivered) + 1]
  const wall = readWall(one, () => {})
  const [year, month, day] = wall ? addDays(wall.date, 7).split('-').map(Number) : []
  return {
    ...typed,
    [`${next}live_part_id`]: delivered === noPart ? noPart : livePartIds.includes(delivered) && after ? after : '',
    [`${next}day-day`]: String(day ?? ''),
    [`${next}day-month`]: String(month ?? ''),
    [`${next}day-year`]: String(year ?? ''),
    [`${next}time`]: one('time'),
    [`${next}length_minutes`]: one('length_minutes'),
  }
}

/** The form without one of its further parts; those after it move up. */
export function withoutPart(typed: Typed, position: number): Typed {
  const kept: Typed = {}
  for (const [name, value] of Object.entries(typed)) {
    const [, number, field] = /^part-(\d{1,2})-(.+)$/.exec(name) ?? []
    if (number === undefined) kept[name] = value
    else if (Number(number) < position) kept[name] = value
    else if (Number(number) > position) kept[`${prefixOf(Number(number) - 1)}${field}`] = value
  }
  return kept
}
