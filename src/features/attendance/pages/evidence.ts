/** Evidence in words, each with its source and its times, and what a rule makes of it: pure. */
import { wordsForMoment, wordsForTime } from '../../../lib/time.ts'
import type { MomentRow, PersonEvidence } from '../queries/evidence.ts'
import type { RegisterRow } from '../queries/registers.ts'
import type { PartTimes, Stretch } from '../rules/minutes.ts'
import { joined, minutesThere, scheduledMinutes } from '../rules/minutes.ts'

export interface EvidenceItem {
  source: string
  words: string
}

const sources: Record<string, string> = {
  'join click': 'Join page',
  'room presence': 'Live room',
  'check-in code': 'Check-in code',
  'vendor report': 'Meeting report',
  'own claim': 'Says they were there',
  'walk-in': 'Walked in',
}

function stretchWords(stretches: Stretch[]): string {
  const parts = joined(stretches)
  const words = (one: Stretch) => `${wordsForTime(one.from_at)} to ${wordsForTime(one.to_at)}`
  if (parts.length <= 2) return parts.map(words).join(', ')
  return `${words({ from_at: parts[0]!.from_at, to_at: parts.at(-1)!.to_at })}, in ${parts.length} stretches`
}

function momentWords(moment: MomentRow): string {
  if (moment.perhaps) return `perhaps “${moment.perhaps}”, not matched yet`
  if (moment.kind === 'vendor report')
    return moment.minutes == null ? 'named, without times' : `${moment.minutes} minutes, without times`
  const [first, last] = [wordsForTime(moment.first_at), wordsForTime(moment.last_at)]
  if (moment.said) return `${wordsForMoment(moment.last_at)}: “${moment.said}”`
  return first === last ? first : `${first}, last ${last}`
}

/** What speaks for one person, by source; a trainer's mark is added where the page does not show it anyway. */
export function evidenceItems({ stretches, moments }: PersonEvidence): EvidenceItem[] {
  return [
    ...moments.map((one) => ({ source: sources[one.kind]!, words: momentWords(one) })),
    ...[...Map.groupBy(stretches, (one) => one.kind)].map(([kind, of]) => ({
      source: sources[kind] ?? kind,
      words: stretchWords(of),
    })),
  ]
}

/** The mark as one more kind of evidence: who gave it, when, and why where that was said. */
export function markedItem(row: RegisterRow): EvidenceItem[] {
  if (!row.marked_at) return []
  const who = `${wordsForTime(row.marked_at)}${row.marked_by_name ? `, ${row.marked_by_name}` : ''}`
  return [
    {
      source: row.is_ruled ? 'Marked by the rule' : 'Marked',
      words: row.reason ? `${who}: ${row.reason}` : who,
    },
  ]
}

/** '128 of 150 minutes (85%)'; null where nobody measured. */
export function minutesWords(part: PartTimes, { stretches }: PersonEvidence): string | null {
  if (stretches.length === 0) return null
  const [there, of] = [minutesThere(part, stretches), scheduledMinutes(part)]
  return `${there} of ${of} minutes (${Math.floor((there * 100) / of)}%)`
}
