/** A person's history as its template shows it: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import type { HistoryKind, HistoryRow } from '../queries/history.ts'
import { historyKinds } from '../queries/history.ts'
import type { MergeRow } from '../queries/merges.ts'

const kindWords: Record<HistoryKind, string> = {
  place: 'Invitations and organisations',
  training: 'Training',
  attendance: 'Live sessions',
  certificate: 'Certificates',
  mail: 'Mails',
  change: 'Changes',
  look: 'Who looked',
}

/** What we call in the database what a person reads here; anything else is read as it stands. */
const whatWords: Record<string, string> = {
  invited: 'Invited',
  'came in': 'Opened an account',
  'card printed': 'A joining card was printed',
  joined: 'Joined',
  joins: 'Is to join',
  left: 'Left',
  leaves: 'Is to leave',
  began: 'Began',
  'module done': 'Did',
  'quiz begun': 'Began the quiz',
  'quiz passed': 'Passed the quiz',
  'quiz not passed': 'Did not pass the quiz',
  completed: 'Completed',
  'completion taken back': 'Completion taken back',
  booked: 'Has a place at',
  waiting: 'Waits for a place at',
  'walked in': 'Came without a booking to',
  'booking cancelled': 'Place cancelled at',
  'join click': 'Evidence: pressed Join, at',
  'room presence': 'Evidence: was in the live room of',
  'check-in code': 'Evidence: typed the check-in code of',
  'trainer mark': 'Marked at',
  'own claim': 'Says they were at',
  issued: 'Certificate awarded',
  extended: 'Certificate extended',
  suspended: 'Certificate suspended',
  reinstated: 'Certificate given back',
  revoked: 'Certificate revoked',
  superseded: 'Certificate replaced',
  withdrawn: 'Certificate given up',
  'mail written': 'Mail written',
  'mail sent': 'Mail sent',
  'mail came back': 'Mail came back',
  'mail late': 'Mail is late',
  'mail planned': 'Mail planned',
  'handed over': 'Certificate handed over on paper',
  'mail dropped': 'Mail not sent',
  'records.look': 'Opened this history',
  'records.merge': 'Two records made one',
  'records.undo-merge': 'Made two records again',
}

/** What a plan will send, under the name it has in the database. */
const planWords: Record<string, string> = {
  'live-sessions.remind-7-days': 'Reminder, 7 days before',
  'live-sessions.remind-3-days': 'Reminder, 3 days before',
  'live-sessions.remind-day': 'Reminder, the day before',
  'live-sessions.remind-2-hours': 'Reminder, 2 hours before',
  'live-sessions.remind-hour': 'Reminder, an hour before',
  'live-sessions.remind-15-minutes': 'Reminder, 15 minutes before',
  'certification.remind-90-days': 'It ends in 90 days',
  'certification.remind-60-days': 'It ends in 60 days',
  'certification.remind-30-days': 'It ends in 30 days',
  'certification.remind-expired': 'It has ended',
  'roster.mail-link': 'Link to a saved view of the roster',
}

export const kindItems = (personId: string, current: HistoryKind | null) =>
  [null, ...historyKinds].map((kind) => ({
    text: kind === null ? 'Everything' : kindWords[kind],
    href: `/people/${personId}/history${kind === null ? '' : `?kind=${kind}`}`,
    active: kind === current,
  }))

/** An action of the audit, such as `people.end-membership`: 'End membership'. */
function actionWords(action: string): string {
  const words = action.replace(/^[\w-]+\./, '').replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const hrefOf = (row: HistoryRow): string | null =>
  row.certificate_id !== null
    ? `/certificates/${row.certificate_id}`
    : row.part_id !== null
      ? `/registers/${row.part_id}`
      : row.live_session_id !== null
        ? `/live-sessions/${row.live_session_id}`
        : null

export const historyPage = (found: HistoryRow[]) =>
  found.map((row) => ({
    at_words: wordsForMoment(row.at),
    what_words: whatWords[row.what] ?? actionWords(row.what),
    about: row.about,
    href: hrefOf(row),
    detail: row.what === 'mail planned' ? (planWords[row.detail ?? ''] ?? row.detail) : row.detail,
    by_words: row.by_name === null ? '' : `by ${row.by_name}`,
    organisation_words: row.organisation_name === null ? '' : `while at ${row.organisation_name}`,
    kind_words: kindWords[row.kind],
  }))

export const mergeLines = (merges: MergeRow[], personId: string, canBeUndone: (merge: MergeRow) => boolean) =>
  merges.map((merge) => ({
    words:
      merge.kept_id === personId
        ? `The record of ${merge.merged_name} was made one with this on ${wordsForMoment(merge.made_at)}`
        : `This record was made one with that of ${merge.kept_name} on ${wordsForMoment(merge.made_at)}`,
    state_words: merge.undone_at === null ? '' : `undone on ${wordsForMoment(merge.undone_at)}`,
    other_href: `/people/${merge.kept_id === personId ? merge.merged_id : merge.kept_id}/history`,
    undo_href:
      merge.kept_id === personId && canBeUndone(merge) ? `/people/${personId}/merges/${merge.id}/undoing` : null,
  }))
