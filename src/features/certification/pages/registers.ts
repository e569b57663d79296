/** Corrections as the templates show them, and in words what one does to a certificate: pure. */
import { wordsForMoment, wordsForRange } from '../../../lib/time.ts'
import type { Actor } from '../../../platform/access.ts'
import type { Mark, RegisterPartRow, RegisterRow } from '../../attendance/index.ts'
import { canMark, marks } from '../../attendance/index.ts'
import { sentenceCase } from '../../organisations/index.ts'
import type { CorrectionRow, Effect, Outcome } from '../queries/registers.ts'

export const markChoices = marks.map((mark) => ({ value: mark, text: sentenceCase(mark) }))

/** 'left early, 45 minutes' */
export function markWords(marked: { mark: Mark | null; minutes: number | null }): string {
  if (marked.mark === null) return 'no mark'
  return marked.minutes === null ? marked.mark : `${marked.mark}, ${marked.minutes} minutes`
}

export const registerPage = (register: RegisterPartRow) => ({
  href: `/registers/${register.part_id}`,
  corrections_href: `/registers/${register.part_id}/corrections`,
  title: register.title,
  when_words: wordsForRange(register.starts_at, register.ends_at),
  is_closed: register.closed_at !== null,
  closed_words: register.closed_at
    ? `Closed ${wordsForMoment(register.closed_at)}${register.closed_by_name ? ` by ${register.closed_by_name}` : ''}`
    : null,
})

export const correctionPage = (actor: Actor, register: RegisterPartRow, people: RegisterRow[]) =>
  people.map((person) => ({
    ...person,
    mark_words: sentenceCase(markWords(person)),
    correct_href: canMark(actor, person.person_id)
      ? `/registers/${register.part_id}/corrections/new?person_id=${person.person_id}`
      : null,
  }))

export const correctionsPage = (corrections: CorrectionRow[]) =>
  corrections.map((one) => ({
    title: one.full_name,
    what_words: `From ${markWords({ mark: one.before_mark, minutes: one.before_minutes })} to ${markWords(one)}`,
    when_words: wordsForMoment(one.recorded_at),
    by_words: one.recorded_by_name,
    reason: one.reason,
  }))

/** The same as the person is told it who was corrected. */
export function outcomeSentences(outcomes: Outcome[]): string[] {
  if (outcomes.length === 0) return ['You take no course that this live session counts towards.']
  return outcomes.map(({ is_complete, course_title, certificate_number, certificate_is_revoked, ...one }) => {
    const hasOne = certificate_number !== null && !certificate_is_revoked
    if (is_complete && hasOne) return `Nothing changes about your certificate ${certificate_number}.`
    if (is_complete && certificate_number === null)
      return `You have now done everything in “${course_title}”. Your certificate comes in an email of its own.`
    if (hasOne && one.certificate_rests_on_it)
      return `Your certificate ${certificate_number} was given for “${course_title}”. It stays as it is until a coordinator has looked at it, and you are told if anything changes.`
    if (hasOne) return `Nothing changes about your certificate ${certificate_number}.`
    return is_complete
      ? `You have done everything in “${course_title}”.`
      : `In “${course_title}” you still need: ${one.missing.join(' ')}`
  })
}

/** What a correction would do, one sentence or two for each course it counts towards. */
export function effectSentences(name: string, effects: Effect[]): string[] {
  if (effects.length === 0)
    return [`${name} takes no course that this live session counts towards, so no certificate is affected.`]
  return effects.map((effect) => effectSentence(name, effect))
}

function effectSentence(name: string, effect: Effect): string {
  const { was_complete: was, would_be_complete: would, course_title, programme_name, certificate_number } = effect
  const course = `the course “${course_title}”`
  if (certificate_number === null) {
    const certificate = `the certificate “${programme_name}”`
    if (would && !was) return `${name} would become complete in ${course} and receive ${certificate}.`
    if (would) return `${name} stays complete in ${course}; ${certificate} is on its way.`
    const missing = `Still missing: ${effect.missing.join(' ')}`
    if (was) return `${name} would no longer be complete in ${course} and not receive ${certificate}. ${missing}`
    return `${name} would still not be complete in ${course}, so no certificate is affected. ${missing}`
  }
  if (effect.certificate_is_revoked)
    return `${name} had certificate ${certificate_number}, which is revoked. It stays revoked until a coordinator gives it back.`
  if (would) return `${name} has certificate ${certificate_number}. Nothing about it changes.`
  if (!effect.certificate_rests_on_it)
    return `${name} has certificate ${certificate_number} from another course. Nothing about it changes.`
  if (was)
    return `${name} has certificate ${certificate_number}. This would take away its ground: ${course} would no longer be complete. The certificate stays until a coordinator revokes it.`
  return `${name} has certificate ${certificate_number}, whose ground is gone already, and stays gone. The certificate stays until a coordinator revokes it.`
}
