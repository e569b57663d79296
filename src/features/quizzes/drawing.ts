/** Which questions an attempt draws: by a blueprint or not, the same for the same seed; and why a quiz cannot draw: pure. */
import { createHash } from 'node:crypto'
import type { Content } from './kinds/kind.ts'
import { kindOf } from './kinds/list.ts'
import type { QuestionKind } from './kinds/list.ts'
import { difficulties, strands } from './subjects.ts'

/** At least so many questions with this label: strand:race, difficulty:hard, or topic: with a tag or an objective. */
export interface BlueprintRule {
  label: string
  count: number
}

export interface Labelled {
  points: number
  is_critical: boolean
  labels: string[]
}

export interface DrawPlan {
  /** How many questions are drawn; null draws all, or with a blueprint as many as it needs. */
  draw_count: number | null
  blueprint: BlueprintRule[] | null
}

export function labelsOf(of: {
  strand: string | null
  objective: string | null
  difficulty: string | null
  tags: string[]
}): string[] {
  const topics = new Set([...of.tags, ...(of.objective ? [of.objective] : [])].map((topic) => topic.toLowerCase()))
  return [
    ...(of.strand ? [`strand:${of.strand}`] : []),
    ...(of.difficulty ? [`difficulty:${of.difficulty}`] : []),
    ...[...topics].map((topic) => `topic:${topic}`),
  ]
}

const fits = (question: Labelled, rule: BlueprintRule): boolean => question.labels.includes(rule.label)
const scored = <Question extends { points: number }>(questions: Question[]): Question[] =>
  questions.filter((question) => question.points > 0)

/** The most that the blueprint can take: every critical question, and for each rule those that the critical ones leave. */
function neededCount(questions: Labelled[], blueprint: BlueprintRule[]): number {
  const critical = questions.filter((question) => question.is_critical)
  return blueprint.reduce(
    (sum, rule) => sum + Math.max(0, rule.count - critical.filter((question) => fits(question, rule)).length),
    critical.length,
  )
}

/** How many of the questions that give points an attempt has: the same for every attempt. */
export function scoredCount(questions: Labelled[], { draw_count, blueprint }: DrawPlan): number {
  const all = scored(questions).length
  const critical = questions.filter((question) => question.is_critical).length
  const wanted = blueprint ? Math.max(draw_count ?? 0, neededCount(questions, blueprint)) : (draw_count ?? all)
  return Math.max(critical, Math.min(wanted, all))
}

/** Those that give no points are always asked and not counted. */
export const askedCount = (questions: Labelled[], plan: DrawPlan): number =>
  scoredCount(questions, plan) + questions.length - scored(questions).length

const questionWords = (count: number): string => (count === 1 ? '1 question' : `${count} questions`)

/** As authors say it: Race, Hard, law. */
export function labelWords(label: string): string {
  const name = label.slice(label.indexOf(':') + 1)
  const words = name.replace('-', ' ')
  return label.startsWith('topic:') ? name : words.charAt(0).toUpperCase() + words.slice(1)
}

/** Why a quiz cannot be made of these questions, in words and at which field, or null. */
export function drawFault(plan: DrawPlan, questions: Labelled[]): { field: string; text: string } | null {
  const { draw_count, blueprint } = plan
  const count = scored(questions).length
  if (questions.length === 0) return { field: 'question_ids', text: 'Choose at least 1 question' }
  if (count === 0) return { field: 'question_ids', text: 'Choose at least 1 question that gives points' }
  if (draw_count !== null && draw_count > count)
    return { field: 'draw_count', text: `The quiz has only ${questionWords(count)} to draw from` }
  for (const rule of blueprint ?? []) {
    const has = scored(questions).filter((question) => fits(question, rule)).length
    if (has < rule.count)
      return {
        field: 'blueprint',
        text: `The blueprint asks for ${questionWords(rule.count)} of “${labelWords(rule.label)}”, and the quiz has ${has === 0 ? 'none' : `only ${has}`}`,
      }
  }
  const needed = blueprint ? neededCount(questions, blueprint) : 0
  if (draw_count !== null && needed > draw_count)
    return {
      field: 'draw_count',
      text: `The blueprint with the critical questions needs ${questionWords(needed)}, and only ${draw_count} are drawn`,
    }
  return null
}

/** Fields of the form for a blueprint, by the label they count. */
export const blueprintFields = [
  ...strands.map((strand) => `strand:${strand}`),
  ...difficulties.map((one) => `difficulty:${one}`),
].map((label) => ({ label, name: label.replace(':', '-'), words: labelWords(label) }))

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
  labels: string[]
  content: Content
}

/**
 * The questions of an attempt: every critical one, every one that gives no points, what the blueprint asks for, and then
 * others until there are as many as each attempt has. What the person has seen less often comes first, and the seed
 * decides among equals. They stand in the quiz's own order; what can be chosen is shuffled by the seed where the kind
 * has no order of its own.
 */
export function drawQuestions(
  seed: string,
  questions: DrawnFrom[],
  plan: DrawPlan,
  seen: ReadonlyMap<string, number> = new Map(),
) {
  const times = (question: DrawnFrom) => seen.get(question.id) ?? 0
  const candidates = shuffled(
    seed,
    questions.filter((question) => !question.is_critical && question.points > 0),
  ).toSorted((a, b) => times(a) - times(b))
  const drawn = new Set(questions.filter((question) => question.is_critical))
  for (const rule of plan.blueprint ?? []) {
    const fitting = (question: DrawnFrom) => question.labels.includes(rule.label)
    const missing = rule.count - [...drawn].filter(fitting).length
    for (const question of candidates.filter((one) => fitting(one) && !drawn.has(one)).slice(0, Math.max(0, missing)))
      drawn.add(question)
  }
  const room = Math.max(0, scoredCount(questions, plan) - drawn.size)
  for (const question of candidates.filter((one) => !drawn.has(one)).slice(0, room)) drawn.add(question)
  return [...drawn, ...questions.filter((question) => question.points === 0)]
    .toSorted((a, b) => a.position - b.position)
    .map((question) => ({ id: question.id, points: question.points, shown_ids: shownIds(seed, question) }))
}

function shownIds(seed: string, { id, kind, content }: DrawnFrom): string[] {
  const of = kindOf(kind)
  const things = of.ids(content).map((one) => ({ id: one }))
  return (of.is_shuffled ? shuffled(`${seed} ${id}`, things) : things).map((one) => one.id)
}
