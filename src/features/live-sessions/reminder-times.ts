/** When people are reminded of a part, which reminder goes out when several are due, and which a mail has made needless: pure. */
import { addDays, addMinutes, instantToWall, minutesBetween, wallToInstant } from '../../lib/time.ts'

/** How long before the start, longest first. */
export const reminders = ['7 days', '3 days', '1 day', '2 hours', '1 hour', '15 minutes'] as const
export type Reminder = (typeof reminders)[number]

/** More than a few are noise, and noise is not read. */
export const mostReminders = 3

const leads: Record<Reminder, { days: number } | { minutes: number }> = {
  '7 days': { days: 7 },
  '3 days': { days: 3 },
  '1 day': { days: 1 },
  '2 hours': { minutes: 120 },
  '1 hour': { minutes: 60 },
  '15 minutes': { minutes: 15 },
}

/** Days before is the same London time on that day; where it has no such time, so many times 24 hours before. */
export function reminderMoment(reminder: Reminder, startsAt: Date): Date {
  const lead = leads[reminder]
  if ('minutes' in lead) return addMinutes(startsAt, -lead.minutes)
  const wall = instantToWall(startsAt)
  const before = wallToInstant({ date: addDays(wall.date, -lead.days), time: wall.time }, 'earlier')
  return before.kind === 'ok' ? before.at : addMinutes(startsAt, -lead.days * 24 * 60)
}

export const isDaysBefore = (reminder: Reminder): boolean => 'days' in leads[reminder]

/**
 * The mail that gives or moves a place says all that a reminder would. So it is the reminder for everything that was due
 * before it, and for what falls due within this time after it: nobody is told the same twice in a quarter of an hour.
 */
export const repeatMinutes = 15

/** What time it is, and when the person was last told everything. */
interface Moment {
  now: Date
  toldAt: Date
}

const isTold = (due: Date, toldAt: Date): boolean => minutesBetween(toldAt, due) < repeatMinutes

/** When this reminder is next due; undefined where none is left. */
export const nextReminder = (
  reminder: Reminder,
  parts: { starts_at: Date }[],
  { now, toldAt }: Moment,
): Date | undefined =>
  parts.map((part) => reminderMoment(reminder, part.starts_at)).find((due) => due > now && !isTold(due, toldAt))

export type Fate = 'send' | 'early' | 'told' | 'superseded' | 'begun'

/**
 * What becomes of one reminder of a part now: whoever comes late, because the clock jumped or a worker was down, sends
 * only the last of those that are due, and none for what has begun.
 */
export function fateOf(
  reminder: Reminder,
  chosen: readonly Reminder[],
  part: { starts_at: Date },
  { now, toldAt }: Moment,
): Fate {
  const due = reminderMoment(reminder, part.starts_at)
  if (due > now) return 'early'
  if (isTold(due, toldAt)) return 'told'
  if (part.starts_at <= now) return 'begun'
  const later = chosen.slice(chosen.indexOf(reminder) + 1)
  return later.some((other) => reminderMoment(other, part.starts_at) <= now) ? 'superseded' : 'send'
}

/** Those that stand before this one: once it goes out, they have nothing left to say. */
export const remindersBefore = (reminder: Reminder): readonly Reminder[] =>
  reminders.slice(0, reminders.indexOf(reminder))
