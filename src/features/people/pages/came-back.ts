/** Mail that came back, in words: pure. */
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import type { CameBackPersonRow, CameBackRow, ReturnedMailRow } from '../queries/came-back.ts'

/** For whoever looks after a person: what happened, and whether waiting may help. */
export const cameBackSentence = ({ bounced_at, bounce_kind, bounce_reason }: CameBackRow): string =>
  `Mail came back on ${wordsForDate(bounced_at)}: ${bounce_reason}. ${
    bounce_kind === 'hard' ? 'It will not get better by itself.' : 'The next mail may get through.'
  }`

export const kindTag = ({ bounce_kind }: Pick<CameBackRow, 'bounce_kind'>) =>
  bounce_kind === 'hard'
    ? { text: 'For good', classes: 'app-tag--stop' }
    : { text: 'For now', classes: 'app-tag--wait' }

export const cameBackListPage = (people: CameBackPersonRow[]) =>
  people.map((one) => ({
    full_name: one.full_name,
    href: `/people/${one.person_id}/came-back`,
    email: one.email,
    organisations: one.organisations ?? 'None',
    tag: kindTag(one),
    reason: one.bounce_reason,
    when_words: wordsForDate(one.bounced_at),
  }))

export const returnedPage = (mails: ReturnedMailRow[]) =>
  mails.map((one) => ({
    id: one.id,
    subject: one.subject,
    words: `Written on ${wordsForMoment(one.created_at)} to ${one.to_address}${one.attachments > 0 ? ', with the certificate' : ''}`,
    reason: one.bounce_reason,
    tag: kindTag(one),
    can_be_sent: one.can_be_sent,
    is_wanted: one.attachments > 0,
    why_not: one.again_at
      ? `Sent again on ${wordsForMoment(one.again_at)}`
      : 'Cannot be sent again: it held a code or a link for one use, or is out of date',
  }))
