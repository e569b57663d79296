/** A file of questions as its reader looks at it before anything is added: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import type { QuestionFileRow } from '../queries/question-files.ts'
import type { QuestionFile } from '../question-files/read.ts'
import type { BankReview } from '../question-files/to-bank.ts'
import { answersPage, kindWords, pointsWords } from './questions.ts'

const formatWords: Record<string, string> = {
  gift: 'Moodle GIFT',
  'moodle-xml': 'Moodle XML',
  aiken: 'Aiken',
  'qti-1.2': 'QTI 1.2',
  'qti-2.1': 'QTI 2.1',
  'qti-2.2': 'QTI 2.2',
  'qti-3.0': 'QTI 3.0',
  spreadsheet: 'our spreadsheet',
}

const questions = (count: number): string => (count === 1 ? '1 question' : `${count} questions`)

export const addedWords = (count: number): string =>
  `${questions(count)} ${count === 1 ? 'was' : 'were'} added to the bank`

export function questionFilePage(
  found: QuestionFileRow,
  file: Pick<QuestionFile, 'format' | 'encoding' | 'warnings'>,
  { ready, refused }: BankReview,
) {
  const uploader = found.uploaded_by_name ? ` by ${found.uploaded_by_name}` : ''
  return {
    file_words: `Read as ${formatWords[file.format ?? ''] ?? 'questions'}. Uploaded ${wordsForMoment(found.uploaded_at)}${uploader}.`,
    warnings: file.warnings,
    added_words: found.added_at && `${addedWords(found.added_count!)} on ${wordsForMoment(found.added_at)}.`,
    ready_words:
      ready.length === 0 ? 'No question of this file can be added' : `${questions(ready.length)} can be added`,
    refused_words: `${questions(refused.length)} cannot be added`,
    button_words: `Add ${questions(ready.length)}`,
    leave_out_words: `Leave out the ${refused.length === 1 ? 'one' : String(refused.length)} that cannot be added`,
    action: `/questions/files/${found.id}`,
    ready: ready.map(({ question, notes }, index) => ({
      number: index + 1,
      text: question.text,
      kind_words: kindWords[question.kind],
      points_words: pointsWords(question.points),
      ...answersPage(question.kind, question.content),
      explanation: question.explanation,
      notes,
    })),
    refused,
  }
}
