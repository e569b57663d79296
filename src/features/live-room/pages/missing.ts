/** Who is missing, in words for the trainer's page: pure. */
import { addMinutes, wordsForMoment, wordsForRange, wordsForTime } from '../../../lib/time.ts'
import type { RegisterPartRow } from '../../attendance/index.ts'
import type { MissingRow } from '../queries/missing.ts'
import type { MissingState } from '../rules.ts'
import { canBeSent, missingFromMinutes } from '../rules.ts'

export function missingPage(part: RegisterPartRow, state: MissingState, missing: MissingRow[]) {
  return {
    part: {
      title: part.title,
      when_words: wordsForRange(part.starts_at, part.ends_at),
      session_href: `/live-sessions/${part.live_session_id}`,
    },
    action: `/registers/${part.part_id}/missing/links`,
    here: `/registers/${part.part_id}/missing`,
    state,
    from_words: wordsForMoment(addMinutes(part.starts_at, missingFromMinutes)),
    people: missing.map((person) => ({
      full_name: person.full_name,
      organisation_name: person.organisation_name,
      words: person.sent_at
        ? `Link sent at ${wordsForTime(person.sent_at)}`
        : person.email === null
          ? 'No email address: telephone them'
          : person.is_disabled
            ? 'Their access was ended'
            : 'Not sent yet',
    })),
    to_send: state === 'open' ? missing.filter(canBeSent).length : 0,
  }
}

export const sentWords = (count: number): string =>
  count === 0
    ? 'Nothing was sent: everyone who is missing and has an email address has had the link.'
    : count === 1
      ? 'The link is on its way to 1 person.'
      : `The link is on its way to ${count} people.`
