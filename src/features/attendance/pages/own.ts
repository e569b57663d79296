/** A person's own attendance in words they can check: what was seen of them, the rule, the mark, what they said: pure. */
import { addMinutes, wordsForDate, wordsForMoment, wordsForRange } from '../../../lib/time.ts'
import type { ClaimRow } from '../queries/claims.ts'
import type { PersonEvidence } from '../queries/evidence.ts'
import type { RegisterPartRow, RegisterRow } from '../queries/registers.ts'
import { claimDays, claimStateOf, claimableUntil } from '../rules/claims.ts'
import type { ClaimState } from '../rules/claims.ts'
import type { Mark } from '../rules/marks.ts'
import { lengthOf } from '../rules/marks.ts'
import type { AttendanceRule } from '../rules/rule.ts'
import { givenMark, ruleWords } from '../rules/rule.ts'
import { evidenceItems, minutesWords } from './evidence.ts'
import { markedWords } from './registers.ts'

export interface OwnAttendance {
  part: RegisterPartRow
  row: RegisterRow
  known: PersonEvidence
  is_measured: boolean
  rule: AttendanceRule | null
  claims: ClaimRow[]
}

const titles: Record<Mark, string> = {
  present: 'How you were marked as present',
  late: 'Why was I marked as late?',
  'left early': 'Why was I marked as having left early?',
  absent: 'Why was I marked absent?',
  excused: 'Why was I marked as excused?',
}

export function ownPage({ part, row, known, is_measured, rule, claims }: OwnAttendance, now: Date) {
  const marked = part.closed_at && row.mark ? { mark: row.mark, minutes: row.minutes } : null
  const state = claimStateOf({ part, marked, claims }, now)
  const given = rule && part.ends_at <= now ? givenMark(rule, part, known, is_measured) : null
  // A name in a report that nobody has matched may be somebody else's: it is not shown.
  const seen = { ...known, moments: known.moments.filter((one) => one.kind !== 'own claim' && !one.perhaps) }
  return {
    title: marked ? titles[marked.mark] : 'Your attendance so far',
    session: { title: part.title, when_words: wordsForRange(part.starts_at, part.ends_at) },
    action: `/attendance/${part.part_id}/claims`,
    mark_words: marked && markedWords(marked),
    marked_words: marked && row.marked_at && markedBy(part, row),
    open_words: part.cancelled_at
      ? 'This session was cancelled, so nobody is marked.'
      : part.closed_at
        ? null
        : 'The register is not closed yet: no mark counts until it is.',
    evidence: evidenceItems(seen),
    has_unmatched: known.moments.some((one) => one.perhaps),
    is_measured,
    there_words: minutesWords(part, known),
    rule_words: rule && ruleWords(rule, lengthOf(part)),
    given_words: given && markedWords(given),
    claims: claims.map(claimLine),
    state,
    state_words: stateWords(state, part),
    until_words: part.closed_at ? wordsForDate(addMinutes(claimableUntil(part.closed_at), -1)) : null,
  }
}

/** Who exactly is nobody's business but the trainers'; why is told where it was said of a closed register. */
function markedBy(part: RegisterPartRow, row: RegisterRow): string {
  const when = wordsForMoment(row.marked_at!)
  if (row.is_ruled) return `By the rule, on ${when}.`
  const isCorrection = part.closed_at !== null && row.marked_at! > part.closed_at
  if (isCorrection && row.reason) return `Corrected on ${when}: ${row.reason}`
  return `By a trainer, on ${when}.`
}

function claimLine(claim: ClaimRow) {
  return {
    statement: claim.statement,
    when_words: wordsForMoment(claim.claimed_at),
    answer_words:
      claim.answer === null
        ? 'Not answered yet'
        : `${claim.answer === 'accepted' ? 'Accepted' : 'Declined'} on ${wordsForMoment(claim.answered_at!)}`,
    answer: claim.answer,
    reason: claim.answer_reason,
  }
}

function stateWords(state: ClaimState, part: RegisterPartRow): string | null {
  switch (state) {
    case 'open':
    case 'present':
    case 'cancelled':
      return null
    case 'early':
      return `It begins on ${wordsForMoment(part.starts_at)}.`
    case 'waiting':
      return 'A trainer or coordinator looks at what you said. You get an email with their answer, and it will stand here.'
    case 'over':
      return `A mark can be questioned for ${claimDays} days after the register was closed. If it is still wrong, write to the team that runs this training.`
    case 'too-many':
      return 'You have said this several times. If it is still wrong, write to the team that runs this training.'
  }
}
