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

export type TrainerNewsKind = 'trainer-added' | 'trainer-moved' | 'trainer-removed' | 'trainer-new-date'

export const trainerNews = ({ was, now }: { was: Known; now: Known }): TrainerNewsKind => {
  if (was.parts.length === 0) return 'trainer-added'
  return now.parts.length === 0 ? 'trainer-removed' : 'trainer-moved'
}

/**
 * A line for each difference: another place, a part on another day, a part more, a part less. Of a session of which a
 * trainer has some parts, `whole` tells a part that is gone from one that is somebody else's now.
 */
export function changeLines(was: Known, now: Known, whole: Known = now): string[] {
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
    .map((part) => {
      const isHeld = whole.parts.some((one) => one.id === part.id)
      return `${name(part)}${isHeld ? 'yours to train no more' : 'dropped'}, was ${when(part)}`
    })
  const moved = whereWords(was) === whereWords(now) ? [] : [`Where: was ${whereWords(was)}, now ${whereWords(now)}`]
  return [...kept, ...dropped, ...moved]
}

/** What somebody who trains it reads of it, or who did until now. */
function trainerLines({ was, now }: { was: Known; now: Known }, whole: Known): string[] {
  const when = ({ parts }: Known): string => parts.map((part) => wordsForRange(part.starts_at, part.ends_at)).join('; ')
  const news = trainerNews({ was, now })
  if (news === 'trainer-added') return [`They train it now: ${when(now)}`]
  if (news === 'trainer-removed') return [`They train it no more, was ${when(was)}`]
  return changeLines(was, now, whole)
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
    ...trainers.map(({ trainer, was, now }) => ({
      ...trainer,
      as: 'trainer',
      lines: trainerLines({ was, now }, session),
    })),
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
