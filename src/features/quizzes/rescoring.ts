/** What becomes of an attempt when a question of it is put right: pure. */
import { carryGiven } from './carrying.ts'
import type { Content } from './kinds/kind.ts'
import type { QuestionKind } from './kinds/list.ts'
import { kindOf } from './kinds/list.ts'
import { markAnswer, markAttempt, shareByHand } from './rules.ts'

export const rescoringModes = ['re-score', 'never-lower'] as const
export type RescoringMode = (typeof rescoringModes)[number]

/** A version by which an answer can be marked. */
export interface MarkingVersion {
  id: string
  question_id: string
  kind: QuestionKind
  content: Content
  points: number
  is_critical: boolean
}

/** A question of an attempt, with the answer as it was given to the version that was asked. */
export interface AnsweredRow {
  asked: MarkingVersion
  /** Where it was put right before. */
  marked_by: MarkingVersion | null
  given: string[]
  /** What a trainer gave, where one marks. */
  hand_points: number[] | null
  taken_ms: number | null
}

export interface Marks {
  points: number
  max_points: number
  is_passed: boolean
  is_critical_right: boolean
}

/** How much of an answer is right, by the version that counts. */
export function shareBy({ asked, marked_by, given, hand_points }: AnsweredRow) {
  const by = marked_by ?? asked
  if (kindOf(by.kind).is_marked_by_hand) return shareByHand(by.content, hand_points)
  return markAnswer(by, marked_by ? (carryGiven(asked, marked_by, given) ?? []) : given)
}

export function marksOf(questions: AnsweredRow[], passPercent: number): Marks {
  const marked = questions.map((row) => ({ ...(row.marked_by ?? row.asked), share: shareBy(row) }))
  return {
    ...markAttempt(marked, passPercent),
    max_points: marked.reduce((sum, question) => sum + question.points, 0),
  }
}

export type Change = 'passes' | 'fails' | 'better' | 'worse' | 'same' | 'unreadable'

/** The marks of an attempt with the question marked by `target`; `isOfQuestion` finds it among the others. */
export function effectOf(
  { questions, before, pass_percent }: { questions: AnsweredRow[]; before: Marks; pass_percent: number },
  target: MarkingVersion,
  isOfQuestion: (row: AnsweredRow) => boolean,
): { change: Change; after: Marks } {
  const wrong = questions.find(isOfQuestion)
  if (!wrong || carryGiven(wrong.asked, target, wrong.given) === null) return { change: 'unreadable', after: before }
  const after = marksOf(
    questions.map((row) => (row === wrong ? { ...row, marked_by: target } : row)),
    pass_percent,
  )
  return { change: changeOf(before, after), after }
}

function changeOf(before: Marks, after: Marks): Change {
  if (before.is_passed !== after.is_passed) return after.is_passed ? 'passes' : 'fails'
  const difference = after.points * before.max_points - before.points * after.max_points
  if (difference !== 0) return difference > 0 ? 'better' : 'worse'
  return before.points === after.points && before.max_points === after.max_points ? 'same' : 'better'
}

/** With "never lower" who would fail or have less keeps the marks there were. */
export const isKept = (mode: RescoringMode, change: Change): boolean =>
  change === 'unreadable' || (mode === 'never-lower' && (change === 'fails' || change === 'worse'))
