/** Who would be reminded of what, and who would not: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import { remindedSince } from '../commands.ts'
import type { RemindableRow } from '../queries/reminders.ts'
import { todoOf } from '../todo.ts'

export function remindersPage(members: RemindableRow[], today: string, now: Date) {
  const people = members.flatMap((member) => {
    const todo = todoOf(member, today)
    if (todo === null) return []
    const isSoon = member.reminded_at !== null && member.reminded_at > remindedSince(now)
    return [
      {
        full_name: member.full_name,
        todo,
        note:
          member.email === null
            ? 'No mailbox: tell them yourself'
            : isSoon
              ? `Reminded on ${wordsForDate(member.reminded_at!)}`
              : '',
        is_due: member.email !== null && !isSoon,
      },
    ]
  })
  return { people, due: people.filter((one) => one.is_due).length }
}
