/** The yearly question as leads and coordinators see it: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { ChampionCheckRow } from '../queries/yearly-checks.ts'

export const championChecksPage = (found: ChampionCheckRow[], on: string) =>
  found.map((one) => ({
    ...one,
    href: `/certificates/${one.certificate_id}`,
    person_href: `/people/${one.person_id}`,
    valid_words: wordsForDate(one.valid_to),
    confirmed_words: one.confirmed_at ? wordsForDate(one.confirmed_at) : 'Never yet',
    tag: tagOf(one, on),
    needs_settling: one.settled_at === null && (one.answer === 'no' || isUnanswered(one, on)),
  }))

const isUnanswered = (one: ChampionCheckRow, on: string) =>
  one.asked_at !== null && one.answer === null && one.answer_by! < on

function tagOf(one: ChampionCheckRow, on: string): { text: string; classes: string } {
  if (one.asked_at === null) return { text: 'Not asked yet', classes: 'app-tag--off' }
  if (one.settled_at !== null) return { text: 'Seen to', classes: 'app-tag--off' }
  if (one.answer === 'yes') return { text: 'Confirmed', classes: 'app-tag--good' }
  if (one.answer === 'no') return { text: 'No longer', classes: 'app-tag--stop' }
  return isUnanswered(one, on)
    ? { text: `No answer since ${wordsForDate(one.asked_at)}`, classes: 'app-tag--wait' }
    : { text: `Asked, until ${wordsForDate(one.answer_by!)}`, classes: 'app-tag--info' }
}
