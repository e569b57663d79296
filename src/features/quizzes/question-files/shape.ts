/** What every reader of a question file gives, whatever the format: questions as they will be, and those refused with a reason. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { PicturePlace, PictureType } from '../pictures.ts'
import type { Ours } from './ours.ts'
import type { RubricLine } from './rubric.ts'

export const fileQuestionTypes = [
  'single',
  'multiple',
  'true-false',
  'matching',
  'ordering',
  'short',
  'numeric',
  'gaps',
  'text',
  'description',
] as const
export type FileQuestionType = (typeof fileQuestionTypes)[number]

export interface FileOption {
  text: string
  /** What choosing it is worth: 100 for right, 0 for wrong, in between for partly right, negative for a penalty. */
  percent: number
  feedback: string
}

export interface FilePicture {
  /** What it stands with. */
  place: PicturePlace
  alt: string
  /** Nobody misses anything who does not see it. */
  is_decorative: boolean
  media_type: PictureType
  width: number
  height: number
  sha256: string
  bytes: Buffer
}

export interface FilePair {
  prompt: string
  answer: string
}

export interface FileQuestion {
  type: FileQuestionType
  title: string | null
  /** Plain text, line ends kept; gaps stand as `_____`. */
  text: string
  category: string | null
  /** To choose from; for short and numeric answers, each spelling or number with what it is worth. */
  options: FileOption[]
  /**
   * What is right. short: spellings; numeric: numbers; ordering: the things in their order; matching: pairs; gaps: the
   * spellings of each gap; empty for the types whose options say it and for those a person marks.
   */
  answers: (string | number | FilePair | string[])[]
  /** Of a numeric answer, either way; null for the other types. */
  tolerance: number | null
  points: number
  /** Shown after the question, whatever was answered. */
  explanation: string
  /** Of gaps to choose for: what can be chosen in each. Not there for the other types. */
  choices?: string[][]
  /** Of a matching question: answers that belong to none. Not there where there are none. */
  others?: string[]
  /** Of free text: what a marker looks for. Not there where the file says none. */
  rubric?: RubricLine[]
  /** Of kinds that only our own layout has. */
  bank?: { kind: 'rating' | 'scenario'; content: unknown }
  /** Those that come along. Not there where there are none. */
  pictures?: FilePicture[]
  /** Some stood in parts that hold no picture here, and stand with the question now. */
  has_moved_pictures?: boolean
  /** What does not come along, such as a picture, each with its reason in a sentence. */
  lost?: string[]
  /** How many films and sounds do not come along. */
  films?: number
  /** What our own exports say besides: see `ours.ts`. Not there in files of others. */
  ours?: Ours
}

export interface Refused {
  /** A line or an identifier, such as `line 12` or `item q-7`. */
  where: string
  reason: string
}

export interface ReadQuestions {
  format: string
  questions: FileQuestion[]
  refused: Refused[]
  warnings: string[]
}

/** Why a question, a part of a file or the whole file cannot be read: one plain sentence. */
export class UnreadableError extends Error {
  override name = 'UnreadableError'
}

export const question = (of: Pick<FileQuestion, 'type' | 'text'> & Partial<FileQuestion>): FileQuestion => ({
  title: null,
  category: null,
  options: [],
  answers: [],
  tolerance: null,
  points: 1,
  explanation: '',
  ...of,
})

const needsOptions: readonly FileQuestionType[] = ['single', 'multiple', 'true-false']

/** Throws where the parts do not make a question that somebody could answer. */
export function checked(read: FileQuestion): FileQuestion {
  if (read.text.trim() === '') throw new UnreadableError('It has no question text.')
  if (needsOptions.includes(read.type)) {
    if (read.options.length < 2) throw new UnreadableError('It has fewer than two answers to choose from.')
    if (!read.options.some((option) => option.percent > 0)) throw new UnreadableError('No answer is marked as right.')
  } else if (read.type !== 'text' && read.type !== 'description' && read.answers.length === 0)
    throw new UnreadableError('It does not say what the right answer is.')
  return read
}

/** Some hundredths of a second. */
const mostAtOnce = 50

/** Lets others have their turn every now and then: somebody's 50,000 questions are nobody else's wait. */
export function breather(): () => Promise<void> {
  let count = 0
  return async () => {
    if (++count % mostAtOnce === 0) await breathe()
  }
}

/** Reads each part by itself, so that one that cannot be read costs only itself. */
export async function readEach<Part>(
  parts: Part[],
  read: (part: Part) => FileQuestion | FileQuestion[] | null,
  where: (part: Part) => string,
): Promise<Pick<ReadQuestions, 'questions' | 'refused'>> {
  const questions: FileQuestion[] = []
  const refused: Refused[] = []
  const rest = breather()
  for (const part of parts) {
    await rest()
    try {
      questions.push(...[read(part) ?? []].flat().map(checked))
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error
      refused.push({ where: where(part), reason: error.message })
    }
  }
  return { questions, refused }
}
