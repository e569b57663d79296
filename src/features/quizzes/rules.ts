/** What a question must be, and how an attempt is marked: pure. */
import { kindOf } from './kinds/list.ts'
import type { QuestionKind } from './kinds/list.ts'
import type { Content, Fault, Share } from './kinds/kind.ts'
import { fault, tidyGaps } from './kinds/kind.ts'
import type { Written } from './kinds/written.ts'
import { rubricPoints } from './kinds/written.ts'
import type { QuestionPicture } from './pictures.ts'
import { picturesFault, withPictures } from './pictures.ts'
import type { Difficulty, Strand } from './subjects.ts'

export interface QuestionInput {
  kind: QuestionKind
  text: string
  explanation: string
  /** 0 where the kind gives none. */
  points: number
  is_critical: boolean
  strand: Strand | null
  objective: string | null
  difficulty?: Difficulty | null
  tags?: string[]
  /** As the schema of the kind says. */
  content: Content
  pictures?: QuestionPicture[]
}

/** A question as it is kept: gaps are written one way, tags each once, pictures in the order of what they stand with. */
export function tidyQuestion<Input extends QuestionInput>({ pictures, ...input }: Input): Input {
  const kind = kindOf(input.kind)
  return {
    ...input,
    text: kind.answer === 'fields' && kind.layout === 'sentence' ? tidyGaps(input.text) : input.text,
    difficulty: input.difficulty ?? null,
    tags: [...new Set(input.tags ?? [])],
    ...withPictures(pictures),
  } as Input
}

/** Why a question cannot be asked, in plain English, and at which field; null if it can. */
export function questionFault(
  input: Pick<QuestionInput, 'kind' | 'text' | 'points' | 'is_critical' | 'content' | 'pictures'>,
): Fault | null {
  const kind = kindOf(input.kind)
  const found = kind.fault(input.content, input.text)
  if (found) return found
  if (!kind.schema.safeParse(input.content).success) return fault('The answers are not complete')
  if (kind.gives_points && input.points < 1) return fault('Enter how many points, as a whole number', 'points')
  if (!kind.gives_points && input.points > 0) return fault('This kind of question gives no points', 'points')
  if (!kind.gives_points && input.is_critical)
    return fault('No answer to this kind of question is wrong, so it cannot be critical', 'is_critical')
  const options = kind.answer === 'options' ? kind.options(input.content).length : 0
  const pictures = picturesFault(input.pictures ?? [], options)
  return pictures === null ? null : fault(pictures)
}

/** Of the points of a question those that were earned, whole: what is left over is dropped. */
export const earnedPoints = (points: number, { earned, of }: Share): number => Math.floor((points * earned) / of)

export const isWhollyRight = ({ earned, of }: Share): boolean => earned === of

/** How much of an answer is right. */
export const markAnswer = ({ kind, content }: { kind: QuestionKind; content: Content }, given: string[]): Share =>
  kindOf(kind).mark(content, given)

/** Something was written that a trainer must read. */
export const isWritten = ({ kind, given }: { kind: QuestionKind; given: string[] }): boolean =>
  kindOf(kind).is_marked_by_hand === true && given.some((one) => one !== '')

/** What a trainer gave, out of the rubric; nothing until then. */
export const shareByHand = (content: Content, points: number[] | null): Share => ({
  earned: (points ?? []).reduce((sum, one) => sum + one, 0),
  of: rubricPoints(content as Written),
})

export interface Marked {
  points: number
  is_critical: boolean
  share: Share
}

/** Integers only: passed when the share of points is reached and every critical question is wholly right. */
export function markAttempt(questions: Marked[], passPercent: number) {
  const points = questions.reduce((sum, question) => sum + earnedPoints(question.points, question.share), 0)
  const max = questions.reduce((sum, question) => sum + question.points, 0)
  const isCriticalRight = questions.every((question) => isWhollyRight(question.share) || !question.is_critical)
  return {
    points,
    is_critical_right: isCriticalRight,
    is_passed: isCriticalRight && points * 100 >= max * passPercent,
  }
}

/** The share of the points in whole percent, rounded down, so that it never shows a pass that is none. */
export function percentOf(points: number, maxPoints: number): number {
  return Math.floor((points * 100) / maxPoints)
}

/** How many attempts are left; null where there is no limit. */
export function attemptsLeft(allowed: number | null, used: number): number | null {
  return allowed === null ? null : Math.max(0, allowed - used)
}
