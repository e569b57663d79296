/** A file of questions as its reader looks at it before anything is added: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import type { QuestionFileRow } from '../queries/question-files.ts'
import type { QuestionFile } from '../question-files/read.ts'
import type { BankReview, ForBank } from '../question-files/to-bank.ts'
import { pictureKey, waits } from '../question-files/to-bank.ts'
import type { QuestionKind } from '../kinds/list.ts'
import type { PicturePlace } from '../pictures.ts'
import { needsWords } from '../pictures.ts'
import { truncate } from '../../../lib/text.ts'
import { picturePage } from './pictures.ts'
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
  /** Names of pictures that can be shown. */
  kept: ReadonlySet<string>,
  /** What the bank asks already, in the same words. */
  known: { kind: QuestionKind; text: string }[] = [],
) {
  const isKnown = ({ question }: ForBank) =>
    found.added_at === null && known.some(({ kind, text }) => kind === question.kind && text === question.text)
  const uploader = found.uploaded_by_name ? ` by ${found.uploaded_by_name}` : ''
  return {
    file_words: `Read as ${formatWords[file.format ?? ''] ?? 'questions'}. Uploaded ${wordsForMoment(found.uploaded_at)}${uploader}.`,
    warnings: [
      ...file.warnings,
      ...knownWords(ready.filter(isKnown).length),
      ...(ready.some(({ pictures }) => pictures.some(({ sha256 }) => !kept.has(sha256))) ? [putAwayWords] : []),
    ],
    added_words: found.added_at && `${addedWords(found.added_count!)} on ${wordsForMoment(found.added_at)}.`,
    ready_words:
      ready.length === 0 ? 'No question of this file can be added' : `${questions(ready.length)} can be added`,
    refused_words: `${questions(refused.length)} cannot be added`,
    button_words: `Add ${questions(ready.length)}`,
    leave_out_words: leaveOutWords(refused.length, ready.filter(waits).length),
    waiting: ready.flatMap((one) => waitingPictures(one, kept)),
    action: `/questions/files/${found.id}`,
    ready: ready.map((one, index) => readyQuestion(one, index, kept, isKnown(one))),
    refused,
  }
}

const readyQuestion = (
  { question, pictures, notes }: ForBank,
  index: number,
  kept: ReadonlySet<string>,
  isKnown: boolean,
) => ({
  number: index + 1,
  text: question.text,
  kind_words: kindWords[question.kind],
  points_words: pointsWords(question.points),
  ...answersPage(question.kind, question.content, picturesOf(pictures, kept)),
  explanation: question.explanation,
  notes: [...(isKnown ? ['The question bank asks this already.'] : []), ...notes],
})

/** Nothing is refused for it: two questions may well ask the same and offer other answers. */
function knownWords(count: number): string[] {
  if (count === 0) return []
  const are = count === 1 ? 'question is' : 'questions are'
  return [
    `${count} ${are} in the bank already, in the same words. If you add ${count === 1 ? 'it, the bank has it' : 'them, the bank has them'} twice.`,
  ]
}

const putAwayWords = 'Pictures of this file were put away a week after it came. Upload it again to see them.'

type Pictures = ForBank['pictures']

const picturesOf = (pictures: Pictures, kept: ReadonlySet<string>) => (place: PicturePlace) =>
  pictures.filter((one) => one.place === place && kept.has(one.sha256)).map(picturePage)

function leaveOutWords(refused: number, waiting: number): string {
  const parts = [
    ...(refused > 0 ? [`the ${refused === 1 ? 'one' : String(refused)} that cannot be added`] : []),
    ...(waiting > 0 ? [`those whose pictures have no words`] : []),
  ]
  return `Leave out ${parts.join(' and ')}`
}

/** Each picture that nobody has described, with the fields to do so. */
function waitingPictures({ index, question, pictures }: ForBank, kept: ReadonlySet<string>) {
  return pictures.flatMap((picture, at) => {
    const key = pictureKey(index, at)
    if (!needsWords(picture)) return []
    return [
      {
        field: `alt-${key}`,
        decorative_field: `decorative-${key}`,
        question_words: truncate(question.text, 120),
        picture: kept.has(picture.sha256) ? picturePage(picture) : null,
      },
    ]
  })
}
