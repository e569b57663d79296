/** What people say of their own attendance as the templates show it, with what speaks for it: pure. */
import { minutesBetween, wordsForMoment } from '../../../lib/time.ts'
import type {
  AttendanceRule,
  ClaimRow,
  Evidence,
  OpenClaimRow,
  RegisterPartRow,
  RegisterRow,
} from '../../attendance/index.ts'
import { evidenceItems, givenMark, lengthOf, minutesWords, ruleWords } from '../../attendance/index.ts'
import { partTitle } from '../../live-sessions/index.ts'
import { sentenceCase } from '../../organisations/index.ts'
import type { Effect } from '../queries/registers.ts'
import { effectSentences, markWords } from './registers.ts'

/** An answer that takes longer than a week is late. */
const lateDays = 7

export const claimsPage = (claims: OpenClaimRow[], now: Date) =>
  claims.map((one) => ({
    href: `/registers/${one.part_id}/claims/${one.id}`,
    full_name: one.full_name,
    session_title: partTitle(one.title, one, one.part_count),
    session_words: wordsForMoment(one.starts_at),
    statement: one.statement,
    when_words: wordsForMoment(one.claimed_at),
    is_late: minutesBetween(one.claimed_at, now) > lateDays * 24 * 60,
    register_words: one.closed_at ? 'Closed' : 'Open',
  }))

interface Claimed {
  register: RegisterPartRow
  claim: ClaimRow
  person: RegisterRow
  evidence: Evidence
  rule: AttendanceRule | null
}

export function claimPage({ register, claim, person, evidence, rule }: Claimed) {
  const known = evidence.of(person.person_id)
  const given = rule && givenMark(rule, register, known, evidence.is_measured)
  return {
    full_name: person.full_name,
    organisation_name: person.organisation_name,
    statement: claim.statement,
    when_words: wordsForMoment(claim.claimed_at),
    mark_words: sentenceCase(markWords(person)),
    evidence: evidenceItems({ ...known, moments: known.moments.filter((one) => one.kind !== 'own claim') }),
    there_words: minutesWords(register, known),
    rule_words: rule && ruleWords(rule, lengthOf(register)),
    given_words: given && sentenceCase(markWords(given)),
    length_minutes: lengthOf(register),
    answer_words:
      claim.answer &&
      `${claim.answer === 'accepted' ? 'Accepted' : 'Declined'} on ${wordsForMoment(claim.answered_at!)}, ${claim.answered_by_name}: ${claim.answer_reason}`,
  }
}

export function acceptanceSentences(of: {
  register: RegisterPartRow
  person: RegisterRow
  is_same: boolean
  effects: Effect[]
}): string[] {
  if (of.is_same) return ['The register says so already: nothing changes but that your answer is sent.']
  if (!of.register.closed_at) return ['The register is still open: the mark counts once it is closed.']
  return effectSentences(of.person.full_name, of.effects)
}
