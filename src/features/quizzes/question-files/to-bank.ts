/** What of a file the bank can hold: pure. */
import type { QuestionInput } from '../rules.ts'
import { questionFault } from '../rules.ts'
import type { QuestionFile } from './read.ts'
import type { FileOption, FileQuestion, FileQuestionType, Refused } from './shape.ts'

export interface ForBank {
  question: QuestionInput
  /** What is other than in the file. */
  notes: string[]
}

export interface BankReview {
  ready: ForBank[]
  refused: Refused[]
}

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

const kinds = { single: 'one', multiple: 'several', 'true-false': 'true-false' } as const

/** Every question of the file as it will be in the bank, or why not. */
export function reviewForBank(file: Pick<QuestionFile, 'questions' | 'refused'>): BankReview {
  const review: BankReview = { ready: [], refused: [...file.refused] }
  for (const [index, question] of file.questions.entries()) {
    const read = forBank(question)
    if ('question' in read) review.ready.push(read)
    else review.refused.push({ where: `question ${index + 1}${question.title ? ` (${question.title})` : ''}`, ...read })
  }
  return review
}

function forBank(read: FileQuestion): ForBank | { reason: string } {
  if (read.type !== 'single' && read.type !== 'multiple' && read.type !== 'true-false')
    return { reason: `The bank cannot hold this kind of question yet: ${typeWords[read.type]}.` }
  const kind = kinds[read.type]
  const options = read.options.map((option) => ({
    text: option.text,
    is_right: isRight(option, kind),
    feedback: option.feedback,
  }))
  const points = Math.min(100, Math.max(1, Math.round(read.points)))
  const content = { options, ...(kind === 'several' ? { scoring: 'all' } : {}) }
  const fault = questionFault({ kind, text: read.text, points, is_critical: false, content })?.text ?? lengthFault(read)
  if (fault) return { reason: `${fault}.` }
  return {
    question: {
      kind,
      text: read.text,
      explanation: read.explanation,
      points,
      is_critical: false,
      strand: null,
      objective: null,
      content,
    },
    notes: notesOn(read, points),
  }
}

/** Of one answer only what is wholly right; of several whatever earns something. */
const isRight = ({ percent }: FileOption, kind: string): boolean => (kind === 'several' ? percent > 0 : percent >= 100)

function lengthFault(read: FileQuestion): string | null {
  if (read.text.length > 2000) return 'The question is longer than 2,000 characters'
  if (read.explanation.length > 4000) return 'The explanation is longer than 4,000 characters'
  if (read.options.some((option) => option.text === '')) return 'An answer has no words'
  if (read.options.some((option) => option.text.length > 1000 || option.feedback.length > 2000))
    return 'An answer is longer than 1,000 characters, or its feedback than 2,000'
  return null
}

function notesOn(read: FileQuestion, points: number): string[] {
  const isPartly = read.type !== 'multiple' && read.options.some(({ percent }) => percent > 0 && percent < 100)
  return [
    ...(isPartly ? ['Answers that were partly right count as wrong.'] : []),
    ...(read.type === 'multiple' ? ['Right when every right answer is chosen and no other.'] : []),
    ...(points === read.points ? [] : [`Points are whole numbers here: ${read.points} became ${points}.`]),
  ]
}
