/** What a question must be, which questions an attempt draws, and how it is marked: pure. */
import { createHash } from 'node:crypto'
import { kindOf } from './kinds/list.ts'
import type { QuestionKind } from './kinds/list.ts'
import type { Content, Fault, Share } from './kinds/kind.ts'
import { fault, tidyGaps } from './kinds/kind.ts'
import type { Strand } from './subjects.ts'

export interface QuestionInput {
  kind: QuestionKind
  text: string
  explanation: string
  /** 0 where the kind gives none. */
  points: number
  is_critical: boolean
  strand: Strand | null
  objective: string | null
  /** As the schema of the kind says. */
  content: Content
}

/** A question as it is kept: gaps are written one way. */
export function tidyQuestion<Input extends Pick<QuestionInput, 'kind' | 'text'>>(input: Input): Input {
  const kind = kindOf(input.kind)
  return kind.answer === 'fields' && kind.layout === 'sentence' ? { ...input, text: tidyGaps(input.text) } : input
}

/** Why a question cannot be asked, in plain English, and at which field; null if it can. */
export function questionFault(
  input: Pick<QuestionInput, 'kind' | 'text' | 'points' | 'is_critical' | 'content'>,
): Fault | null {
  const kind = kindOf(input.kind)
  const found = kind.fault(input.content, input.text)
  if (found) return found
  if (!kind.schema.safeParse(input.content).success) return fault('The answers are not complete')
  if (kind.gives_points && input.points < 1) return fault('Enter how many points, as a whole number', 'points')
  if (!kind.gives_points && input.points > 0) return fault('This kind of question gives no points', 'points')
  if (!kind.gives_points && input.is_critical)
    return fault('No answer to this kind of question is wrong, so it cannot be critical', 'is_critical')
  return null
}

/** Of the points of a question those that were earned, whole: what is left over is dropped. */
export const earnedPoints = (points: number, { earned, of }: Share): number => Math.floor((points * earned) / of)

export const isWhollyRight = ({ earned, of }: Share): boolean => earned === of

/** Why a quiz cannot be made of these questions, or null. Those that give no points are always asked and not counted. */
export function drawFault(drawCount: number | null, questions: { points: number }[]): string | null {
  const count = questions.filter((question) => question.points > 0).length
  if (questions.length === 0) return 'Choose at least 1 question'
  if (count === 0) return 'Choose at least 1 question that gives points'
  if (drawCount !== null && drawCount > count)
    return `The quiz has only ${count} ${count === 1 ? 'question' : 'questions'} to draw from`
  return null
}

/** The things in an order that follows from the seed alone: the same seed gives the same order, whatever order they came in. */
export function shuffled<Thing extends { id: string }>(seed: string, things: Thing[]): Thing[] {
  const places = new Map(things.map(({ id }) => [id, createHash('sha256').update(`${seed} ${id}`).digest('hex')]))
  return things.toSorted((a, b) => (places.get(a.id)! < places.get(b.id)! ? -1 : 1))
}

export interface DrawnFrom {
  id: string
  kind: QuestionKind
  is_critical: boolean
  points: number
  position: number
  content: Content
}

/**
 * The questions of an attempt: every critical one, every one that gives no points, and of the others as many as are
 * left, chosen by the seed. They stand in the quiz's own order; what can be chosen is shuffled by the seed where the
 * kind has no order of its own.
 */
export function drawQuestions(seed: string, questions: DrawnFrom[], drawCount: number | null) {
  const isAlways = (question: DrawnFrom) => question.is_critical || question.points === 0
  const others = shuffled(
    seed,
    questions.filter((question) => !isAlways(question)),
  )
  const critical = questions.filter((question) => question.is_critical).length
  const room = drawCount === null ? others.length : Math.max(0, drawCount - critical)
  return [...questions.filter(isAlways), ...others.slice(0, room)]
    .toSorted((a, b) => a.position - b.position)
    .map((question) => ({ id: question.id, points: question.points, shown_ids: shownIds(seed, question) }))
}

function shownIds(seed: string, { id, kind, content }: DrawnFrom): string[] {
  const of = kindOf(kind)
  const things = of.ids(content).map((one) => ({ id: one }))
  return (of.is_shuffled ? shuffled(`${seed} ${id}`, things) : things).map((one) => one.id)
}

/** How much of an answer is right. */
export const markAnswer = ({ kind, content }: { kind: QuestionKind; content: Content }, given: string[]): Share =>
  kindOf(kind).mark(content, given)

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
