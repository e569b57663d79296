/** A series in words: how it repeats, its days before it is scheduled, its sessions afterwards. Pure. */
import { bankHolidayOn } from '../../../lib/bank-holidays.ts'
import { instantToWall, wordsForDay, wordsForTime } from '../../../lib/time.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { countParts, prefixOf } from '../forms/parts.ts'
import type { Occurrence } from '../forms/series.ts'
import { fieldsOfDay } from '../forms/series.ts'
import type { OverlapRow } from '../queries/overlaps.ts'
import type { SeriesSessionRow } from '../queries/series.ts'
import type { Repeat } from '../recurrence.ts'
import { weekdayInMonth } from '../recurrence.ts'
import { overlapWords } from './overlaps.ts'
import { timesWords } from './parts.ts'

export const repeatChoices = [
  { value: 'no', text: 'No, it is held once' },
  { value: 'week', text: 'Every week' },
  { value: 'two weeks', text: 'Every two weeks' },
  { value: 'month', text: 'Every month, on the same weekday' },
]

const which = ['first', 'second', 'third', 'fourth', 'last']

/** `Every week on Tuesday`, `Every month on the second Tuesday`. */
export function repeatWords(every: Repeat, first: string): string {
  const weekday = wordsForDay(first).split(' ')[0]!
  return every === 'month'
    ? `Every month on the ${which[weekdayInMonth(first) - 1]} ${weekday}`
    : `Every ${every} on ${weekday}`
}

export function madeWords(count: number, isDraft: boolean): string {
  const sessions = count === 1 ? '1 session is' : `${count} sessions are`
  return isDraft
    ? `${sessions} saved as drafts. Open each when people may book.`
    : `${sessions} scheduled. People can book now.`
}

/** One day with its tick, what stands against it and what is asked about it. */
export function dayRow(
  day: Occurrence,
  { overlaps, meetsOthers, typed }: { overlaps: OverlapRow[]; meetsOthers: boolean; typed: Typed },
) {
  const holidays = (day.parts.length > 0 ? day.parts.map((part) => instantToWall(part.starts_at).date) : [day.day])
    .map(bankHolidayOn)
    .filter((name) => name !== null)
  return {
    value: String(day.index),
    words:
      day.parts.length > 0
        ? day.parts.map((part) => `${wordsForDay(part.starts_at)}, ${timesWords(part)}`).join('; ')
        : wordsForDay(day.day),
    is_ticked: day.isTicked,
    notes: [
      ...holidays.map((name) => `Bank holiday: ${name}`),
      ...overlaps.map((overlap) => `At the same time, ${overlapWords(overlap)}`),
      ...(meetsOthers ? ['At the same time as another session of this series, with the same trainer'] : []),
    ],
    questions: questionsOf(day, typed),
  }
}

/** The fields that are asked for, and those that were answered. */
function questionsOf(day: Occurrence, typed: Typed) {
  const names = Array.from({ length: countParts(typed) }, (_, index) => fieldsOfDay(day.index) + prefixOf(index + 1))
  return names.flatMap((name) =>
    (['time', 'clock'] as const).flatMap((kind) => {
      const field = `${name}${kind}`
      const question = day.questions.find((one) => one.field === field)
      return question || [typed[field] ?? ''].flat()[0] ? [{ field, kind, text: question?.text ?? null }] : []
    }),
  )
}

/** The sessions of a series on the page of one of them. */
export const seriesLines = (sessions: SeriesSessionRow[], currentId: string) =>
  sessions.map((session) => ({
    href: `/live-sessions/${session.id}`,
    words: `${wordsForDay(session.starts_at)}, ${wordsForTime(session.starts_at)}`,
    is_current: session.id === currentId,
    note: session.cancelled_at ? 'cancelled' : session.opened_at ? null : 'a draft',
  }))
