/** What differs between what people know of a session and how it stands, in lines, with who reads them: pure. */
import { wordsForRange } from '../../../lib/time.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import type { UnsentTrainer } from '../queries/told-trainers.ts'
import type { Unsent } from '../queries/told.ts'
import type { Mode } from '../rules.ts'

interface Known {
  mode: Mode
  place: string | null
  parts: { id: string; position: number; starts_at: Date; ends_at: Date }[]
}

const whereWords = (known: Known): string => (known.mode === 'online' ? 'Online' : (known.place ?? ''))

/** A line for each difference: another place, a part on another day, a part more, a part less. */
export function changeLines(was: Known, now: Known): string[] {
  // A trainer may know of the second part alone.
  const several = [...was.parts, ...now.parts].some((part) => part.position > 1)
  const name = (part: { position: number }): string => (several ? `Part ${part.position}: ` : '')
  const when = (part: { starts_at: Date; ends_at: Date }): string => wordsForRange(part.starts_at, part.ends_at)
  const kept = now.parts.flatMap((part) => {
    const known = was.parts.find((one) => one.id === part.id)
    if (!known) return [`${name(part)}new, ${when(part)}`]
    return when(known) === when(part) ? [] : [`${name(part)}was ${when(known)}, now ${when(part)}`]
  })
  const dropped = was.parts
    .filter((part) => now.parts.every((one) => one.id !== part.id))
    .map((part) => `${name(part)}dropped, was ${when(part)}`)
  const moved = whereWords(was) === whereWords(now) ? [] : [`Where: was ${whereWords(was)}, now ${whereWords(now)}`]
  return [...kept, ...dropped, ...moved]
}

/** Who is told the same stands together; who booked while changes waited knows more than those before. */
export function changeGroups(
  unsent: Unsent<LiveSessionRow>[],
  trainers: UnsentTrainer<LiveSessionRow>[],
  session: LiveSessionRow,
) {
  const people = [
    ...unsent.map(({ booking, was }) => ({
      ...booking,
      as: booking.booked_at ? 'booked' : 'waiting',
      lines: changeLines(was, session),
    })),
    ...trainers.map(({ trainer, was, now }) => ({ ...trainer, as: 'trainer', lines: changeLines(was, now) })),
  ]
  return [...Map.groupBy(people, ({ lines }) => lines.join('\n')).values()].map((group) => {
    const names = (as: string) => group.filter((one) => one.email !== null && one.as === as).map((one) => one.full_name)
    const [booked, waiting, training] = [names('booked'), names('waiting'), names('trainer')]
    return {
      lines: group[0]!.lines,
      booked,
      waiting,
      trainers: training,
      reached: booked.length + waiting.length + training.length,
      without_address: group.filter((one) => one.email === null).map((one) => one.full_name),
    }
  })
}
