/** What a question must be, which questions an attempt draws, and how it is marked: pure. */
import { createHash } from 'node:crypto'

export const questionKinds = ['one', 'several', 'true-false'] as const
export type QuestionKind = (typeof questionKinds)[number]

export const strands = ['disability', 'race', 'religion', 'sexual-orientation', 'transgender'] as const
export type Strand = (typeof strands)[number]

export const mostOptions = 8

export interface OptionInput {
  text: string
  is_right: boolean
  feedback: string
}

export interface QuestionInput {
  kind: QuestionKind
  text: string
  explanation: string
  points: number
  is_critical: boolean
  strand: Strand | null
  objective: string | null
  options: OptionInput[]
}

/** Why the options do not fit the kind, in plain English; null if they do. */
export function optionsFault(kind: QuestionKind, options: { text: string; is_right: boolean }[]): string | null {
  const right = options.filter((option) => option.is_right).length
  const texts = new Set(options.map((option) => option.text.toLowerCase()))
  if (options.length < 2) return 'Enter at least 2 answers'
  if (options.length > mostOptions) return `Enter ${mostOptions} answers or fewer`
  if (texts.size < options.length) return 'Two answers are the same. Change one of them'
  if (kind === 'true-false' && options.length !== 2) return 'A true or false question has exactly 2 answers'
  if (kind === 'several' && right === 0) return 'Select which answers are right'
  if (kind !== 'several' && right !== 1) return 'Select the one answer that is right'
  return null
}

/** Why a quiz cannot be made of so many questions, or null. */
export function drawFault(drawCount: number | null, questionCount: number): string | null {
  if (questionCount === 0) return 'Choose at least 1 question'
  if (drawCount !== null && drawCount > questionCount)
    return `The quiz has only ${questionCount} ${questionCount === 1 ? 'question' : 'questions'} to draw from`
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
  options: { id: string; position: number }[]
}

/**
 * The questions of an attempt: every critical one, and of the others as many as are left, chosen by the seed. They stand
 * in the quiz's own order; the options of each are shuffled by the seed, but true and false stay as they are.
 */
export function drawQuestions(seed: string, questions: DrawnFrom[], drawCount: number | null) {
  const critical = questions.filter((question) => question.is_critical)
  const others = shuffled(
    seed,
    questions.filter((question) => !question.is_critical),
  )
  const room = drawCount === null ? others.length : Math.max(0, drawCount - critical.length)
  return [...critical, ...others.slice(0, room)]
    .toSorted((a, b) => a.position - b.position)
    .map((question) => ({
      id: question.id,
      points: question.points,
      option_ids: (question.kind === 'true-false'
        ? question.options.toSorted((a, b) => a.position - b.position)
        : shuffled(seed, question.options)
      ).map((option) => option.id),
    }))
}

/** What counts as an answer: options of the question; one only, unless several may be chosen. */
export function validAnswer(kind: QuestionKind, optionIds: string[], chosen: string[]): string[] {
  const valid = optionIds.filter((id) => chosen.includes(id))
  return kind === 'several' ? valid : valid.slice(0, 1)
}

/**
 * Right or not, nothing in between. A question with several answers is right when every right one is chosen and no
 * other: a rule that can be said in one sentence, and that guessing everything does not satisfy.
 */
export function isAnswerRight(options: { id: string; is_right: boolean }[], chosen: string[]): boolean {
  return chosen.length > 0 && options.every((option) => option.is_right === chosen.includes(option.id))
}

export interface Marked {
  points: number
  is_critical: boolean
  is_right: boolean
}

/** Integers only: passed when the share of points is reached and every critical question is right. */
export function markAttempt(questions: Marked[], passPercent: number) {
  const points = questions.reduce((sum, question) => sum + (question.is_right ? question.points : 0), 0)
  const max = questions.reduce((sum, question) => sum + question.points, 0)
  const isCriticalRight = questions.every((question) => question.is_right || !question.is_critical)
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
