/** What a device is answered, and two devices that say otherwise, in words: pure. */
import { wordsForMoment, wordsForTime } from '../../../lib/time.ts'
import type { Refusal, SaveDeviceMarksResult } from '../commands/device-marks.ts'
import { markValue } from '../forms.ts'
import type { MarkFactRow, RegisterPartRow, RegisterRow } from '../queries/registers.ts'
import { conflictsOf } from '../rules/merging.ts'
import { markedWords } from './registers.ts'

const why: Record<Refusal, string> = {
  closed: 'the register was closed before it arrived',
  'not-open': 'this register is not open',
  'not-on-register': 'they are not on this register',
  'own-mark': 'you do not mark yourself',
  minutes: 'the minutes are missing, or more than the session has',
}

/** Which marks were kept, which were not and why, and how the register stands now for the page to show. */
export function batchAnswer(of: {
  part: RegisterPartRow
  register: RegisterRow[]
  saved: SaveDeviceMarksResult
  conflicts: number
  now: Date
}) {
  const names = new Map(of.register.map((row) => [row.person_id, row.full_name]))
  return {
    kept: of.saved.kept,
    refused: of.saved.refused.map(({ mark, why: word }) => ({
      mark_id: mark.mark_id,
      words: `${names.get(mark.person_id) ?? 'Somebody'}, ${markedWords(mark)}, marked at ${wordsForTime(mark.marked_at)}: ${why[word]}`,
    })),
    closed_words: of.part.closed_at && `Closed on ${wordsForMoment(of.part.closed_at)} by ${of.part.closed_by_name}`,
    conflicts: of.conflicts,
    seen_at: of.now.toISOString(),
    marks: of.register
      .filter((row) => row.mark !== null)
      .map((row) => ({ person_id: row.person_id, mark: markValue(row.mark!), minutes: row.minutes })),
  }
}

/** Each person whom two devices marked differently, with what each said; the first is the one that counts now. */
export function conflictLines(register: RegisterRow[], marks: MarkFactRow[]) {
  const conflicts = conflictsOf(marks) as Map<string, MarkFactRow[]>
  return register.flatMap(({ person_id, full_name }) => {
    const said = conflicts.get(person_id)
    if (!said) return []
    return [
      {
        person_id,
        full_name,
        said: said.map((one, index) => ({
          words: markedWords(one),
          mark: markValue(one.mark),
          minutes: one.minutes,
          who_words: `${one.marked_by_name ?? 'Somebody'}, ${wordsForTime(one.marked_at)}`,
          counts: index === 0,
        })),
      },
    ]
  })
}
