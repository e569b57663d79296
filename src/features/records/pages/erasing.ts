/** What erasing a person takes away and what it leaves, in words: pure. */
import type { ErasureCounts } from '../queries/erasures.ts'
import type { ErasureGround, ErasureRefusal } from '../rules/erasing.ts'

const groundWords: Record<ErasureGround, string> = {
  asked: 'The person asked for it',
  'no longer needed': 'The data is no longer needed for what it was collected for',
  unlawful: 'The data should not have been collected',
}

export const groundChoices = Object.entries(groundWords).map(([value, text]) => ({ value, text }))

export const refusalWords: Record<ErasureRefusal, string> = {
  'own-record': 'Nobody erases their own record. Ask another administrator.',
  'has-roles': 'They hold a role. End it on their page first, so that it is on record who did.',
  'is-merged': 'This record is part of another one since a merge. Erase that one: both go together.',
  erased: 'This record was erased already.',
}

const some = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

export function erasurePreview(counts: ErasureCounts) {
  return {
    goes: [
      'Their name, address and job titles, wherever they stand: in mails, lists that were uploaded, meeting reports, the audit',
      'What they wrote: notes, answers in their own words, questions in live rooms, needs, extra time',
      `The text of ${some(counts.mails, 'email', 'emails')} to them, and their name in those to others`,
      ...(counts.certificates > 0
        ? [`The PDF of ${some(counts.certificates, 'certificate', 'certificates')}, and the name on the public page`]
        : []),
      ...(counts.places > 0
        ? [`${some(counts.places, 'place', 'places')} at sessions to come, for others to have`]
        : []),
      'Every way to sign in',
    ],
    stays: [
      `That somebody came to ${some(counts.attended, 'part of a session', 'parts of sessions')}, completed ${some(counts.completions, 'course', 'courses')} and was awarded ${some(counts.certificates, 'certificate', 'certificates')}, with the days and the organisation: figures already given stay true`,
      'The number of a certificate and what it is worth, so that nobody can pass off a copy; the paper can still be checked by its file',
      'Who did what to the record and when, without what it said',
      'Backups, until they are overwritten',
    ],
  }
}
