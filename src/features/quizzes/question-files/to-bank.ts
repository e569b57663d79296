/** What of a file the bank can hold: pure. */
import type { Content, FromFile } from '../kinds/kind.ts'
import type { QuestionKind } from '../kinds/list.ts'
import { kindOf, questionKinds } from '../kinds/list.ts'
import type { QuestionInput } from '../rules.ts'
import { questionFault, tidyQuestion } from '../rules.ts'
import type { QuestionFile } from './read.ts'
import type { FileQuestion, FileQuestionType, Refused } from './shape.ts'

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
  const found = ofKind(read)
  if (found === null) return { reason: `The bank cannot hold this kind of question: ${typeWords[read.type]}.` }
  const asked = read.ours?.points ?? read.points
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
  })
  const fault = lengthFault(read) ?? questionFault(question)?.text
  if (fault) return { reason: `${fault}.` }
  return {
    question,
    notes: [...found.notes, ...(points === asked ? [] : [`Points are whole numbers here: ${asked} became ${points}.`])],
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
