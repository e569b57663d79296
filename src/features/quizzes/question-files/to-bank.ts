/** What of a file the bank can hold: pure. */
import type { Content, FromFile } from '../kinds/kind.ts'
import type { QuestionKind } from '../kinds/list.ts'
import { kindOf, questionKinds } from '../kinds/list.ts'
import type { QuestionInput } from '../rules.ts'
import { questionFault, tidyQuestion } from '../rules.ts'
import type { PicturePlace } from '../pictures.ts'
import { needsWords } from '../pictures.ts'
import { pictureWords } from './pictures.ts'
import type { QuestionFile } from './read.ts'
import type { FilePicture, FileQuestion, FileQuestionType, Refused } from './shape.ts'

export interface ForBank {
  /** Its place in the file, which names the fields of its pictures. */
  index: number
  question: QuestionInput
  /** With their bytes, as they stand in the question. */
  pictures: FilePicture[]
  /** What is other than in the file. */
  notes: string[]
}

/** What somebody who looked at the pictures says of them: nothing yet for those that are not there. */
export type PictureWords = ReadonlyMap<string, { alt: string; is_decorative: boolean }>
export const pictureKey = (question: number, picture: number): string => `${question + 1}-${picture + 1}`

export interface BankReview {
  /** Some may still wait for what their pictures show: see `waits`. */
  ready: ForBank[]
  refused: Refused[]
}

/** The pictures of it that have no words for people who cannot see them, by their keys. */
export const waitingKeys = ({ index, pictures }: ForBank): string[] =>
  pictures.flatMap((picture, at) => (needsWords(picture) ? [pictureKey(index, at)] : []))
export const waits = ({ pictures }: ForBank): boolean => pictures.some(needsWords)

export const typeWords: Record<FileQuestionType, string> = {
  single: 'one answer',
  multiple: 'several answers',
  'true-false': 'true or false',
  matching: 'matching',
  ordering: 'ordering',
  short: 'a short answer',
  numeric: 'a number',
  gaps: 'gaps',
  text: 'free text',
  description: 'information only',
}

/** Every question of the file as it will be in the bank, or why not. */
export function reviewForBank(
  file: Pick<QuestionFile, 'questions' | 'refused'>,
  words: PictureWords = new Map(),
): BankReview {
  const review: BankReview = { ready: [], refused: [...file.refused] }
  for (const [index, question] of file.questions.entries()) {
    const read = forBank(withWords(question, index, words))
    if ('question' in read) review.ready.push({ index, ...read })
    else review.refused.push({ where: `question ${index + 1}${question.title ? ` (${question.title})` : ''}`, ...read })
  }
  return review
}

function withWords(read: FileQuestion, index: number, words: PictureWords): FileQuestion {
  if (!read.pictures) return read
  const pictures = read.pictures.map((picture, at) => ({ ...picture, ...words.get(pictureKey(index, at)) }))
  return { ...read, pictures }
}

/** Where a picture stood alone, what it shows is the text, which a screen reader need not say twice. */
function namedByPictures(read: FileQuestion): FileQuestion {
  if (!read.pictures) return read
  const pictures = [...read.pictures]
  const named = (text: string, place: PicturePlace, number: number): string => {
    const at = text === '' ? pictures.findIndex((one) => one.place === place) : -1
    if (at === -1) return text
    const { alt } = pictures[at]!
    if (alt !== '' && place !== 'text') pictures[at] = { ...pictures[at]!, alt: '', is_decorative: true }
    return alt || (place === 'text' ? (read.title ?? 'Look at the picture.') : pictureWords(number))
  }
  const text = named(read.text, 'text', 1)
  const options = read.options.map((option, index) => ({
    ...option,
    text: named(option.text, `option-${index + 1}`, index + 1),
  }))
  return { ...read, text, options, pictures }
}

/** Only answers that are ticked can have pictures; True and False are always called so. */
function placed(pictures: FilePicture[], kind: QuestionKind): { pictures: FilePicture[]; areMoved: boolean } {
  const isTicked = kindOf(kind).answer === 'options' && kind !== 'true-false'
  const moved = pictures.map((one): FilePicture => {
    if (isTicked || one.place === 'text' || one.place === 'explanation') return one
    return { ...one, place: one.place.startsWith('option') ? 'text' : 'explanation' }
  })
  return { pictures: moved, areMoved: moved.some((one, index) => one !== pictures[index]) }
}

const notesOf = (read: FileQuestion, areMoved: boolean): string[] => [
  ...(read.lost ?? []),
  ...(read.films ? ['Films and sounds do not come along.'] : []),
  ...(areMoved || read.has_moved_pictures ? ['Pictures of single answers stand with the question.'] : []),
]

function forBank(marked: FileQuestion): Omit<ForBank, 'index'> | { reason: string } {
  const read = namedByPictures(marked)
  const found = ofKind(read)
  if (found === null) return { reason: `The bank cannot hold this kind of question: ${typeWords[read.type]}.` }
  const asked = read.ours?.points ?? read.points
  const { pictures, areMoved } = placed(read.pictures ?? [], found.kind)
  const points = kindOf(found.kind).gives_points ? Math.min(100, Math.max(1, Math.round(asked))) : 0
  const question: QuestionInput = tidyQuestion({
    kind: found.kind,
    text: read.text,
    explanation: read.explanation,
    points,
    is_critical: read.ours?.is_critical ?? false,
    strand: read.ours?.strand ?? null,
    objective: read.ours?.objective ?? null,
    difficulty: read.ours?.difficulty ?? null,
    tags: read.ours?.tags ?? [],
    content: found.content as Content,
    pictures,
  })
  // Pictures that wait for their words are no fault: the page asks for them.
  const fault = lengthFault(read) ?? questionFault({ ...question, pictures: [] })?.text
  if (fault) return { reason: [`${fault}.`, ...(read.lost ?? [])].join(' ') }
  return {
    question,
    pictures,
    notes: [
      ...notesOf(read, areMoved),
      ...found.notes,
      ...(points === asked ? [] : [`Points are whole numbers here: ${asked} became ${points}.`]),
    ],
  }
}

function ofKind(read: FileQuestion): (FromFile & { kind: QuestionKind }) | null {
  if (read.bank) return { ...read.bank, notes: [] }
  for (const kind of questionKinds) {
    const found = kindOf(kind).fromFile?.(read)
    if (found) return { ...found, kind }
  }
  return null
}

function lengthFault(read: FileQuestion): string | null {
  if (read.text.length > 2000) return 'The question is longer than 2,000 characters'
  if (read.explanation.length > 4000) return 'The explanation is longer than 4,000 characters'
  if (!isTyped(read) && read.options.some((option) => option.text === '')) return 'An answer has no words'
  if (!isTyped(read) && read.options.some((option) => option.text.length > 1000 || option.feedback.length > 2000))
    return 'An answer is longer than 1,000 characters, or its feedback than 2,000'
  return null
}

/** Where the learner types, the options of a file say spellings, of which only some come along. */
const isTyped = ({ type }: FileQuestion): boolean => type === 'short' || type === 'numeric' || type === 'gaps'
