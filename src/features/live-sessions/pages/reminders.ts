/** Reminders in words, and what each would mean for the part that comes next: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import type { LiveSessionPartRow } from '../queries/parts.ts'
import type { Reminder } from '../reminder-times.ts'
import { reminderMoment, reminders } from '../reminder-times.ts'
import { partWords } from './parts.ts'

/** '7 days, 1 day and 1 hour before each part', or that there are none. */
export function remindersWords(chosen: readonly Reminder[], partCount: number): string {
  if (chosen.length === 0) return 'None'
  const list = chosen.length === 1 ? chosen[0]! : `${chosen.slice(0, -1).join(', ')} and ${chosen.at(-1)}`
  return `${list} before ${partCount > 1 ? 'each part' : 'the start'}`
}

/** Each choice with the moment it means for the next part that has not begun. */
export function reminderChoices(parts: LiveSessionPartRow[], now: Date) {
  const next = parts.find((part) => part.starts_at > now)
  return reminders.map((value) => {
    const due = next && reminderMoment(value, next.starts_at)
    const name = next && partWords(next, parts.length)
    const words = due && `${name ? `${name}: ` : ''}${wordsForMoment(due)}`
    return {
      value,
      text: `${value} before`,
      ...(words ? { hint: due <= now ? `${words}, which has passed` : words } : {}),
    }
  })
}
