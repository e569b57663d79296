/** Kinds of course and module, the order of modules, what may be published, and the hash of what learners meet: pure. */
import { createHash } from 'node:crypto'
import type { DrawPlan, Labelled } from '../quizzes/index.ts'
import { drawFault } from '../quizzes/index.ts'
import { textFaults } from './content-checks.ts'
import type { Check, PageFile, TextFault } from './content-checks.ts'

export const courseKinds = ['initial', 'refresher'] as const
export type CourseKind = (typeof courseKinds)[number]

export const moduleKinds = ['page', 'quiz', 'package'] as const
export type ModuleKind = (typeof moduleKinds)[number]

/** What a package must say before its module is done. */
export const doneWhens = ['completed', 'passed', 'score'] as const
export type DoneWhen = (typeof doneWhens)[number]

/** What becomes of people on an earlier version when a material change is published. */
export const changesFor = ['leave', 'what changed', 'again'] as const
export type ChangeFor = (typeof changesFor)[number]

/** What a reviewer is called until somebody has read the course. */
export const notYetReviewed = 'not yet reviewed'

/** A key in words: `Law & practice` gives `law-practice`; numbered where others have it. */
export function keyFor(title: string, taken: readonly string[]): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 70)
    .replace(/-$/, '')
  const key = words || 'part'
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? key : `${key}-${number}`
    if (!taken.includes(candidate)) return candidate
  }
}

/** The ids with one of them a step earlier or later; unchanged at either end. */
export function moved(ids: readonly string[], id: string, direction: 'up' | 'down'): string[] {
  const from = ids.indexOf(id)
  const to = direction === 'up' ? from - 1 : from + 1
  const result = [...ids]
  if (from === -1 || to < 0 || to >= ids.length) return result
  result.splice(from, 1)
  result.splice(to, 0, id)
  return result
}

/** Videos stood beside the text before they could stand in it: the text with such a one at its beginning. */
export function withVideo(module: { body: string; video_url: string | null; transcript: string | null }): string {
  if (module.video_url === null) return module.body
  const transcript = (module.transcript ?? '').replace(/^:::/gm, ' :::')
  return `::: video The video of this page\nsource: ${module.video_url}\n\n${transcript}\n:::\n\n${module.body}`
}

export interface CheckedModule {
  id: string
  key: string
  kind: ModuleKind
  title: string
  body: string
  /** The key of the page it can be read instead of. */
  instead_of: string | null
  law_as_at: string | null
  review_by: string | null
  files: PageFile[]
  images_without_alt: string[]
  quiz: (DrawPlan & { questions: Labelled[] }) | null
  /** Whether packages can be opened where this runs; null for what is none. */
  package: { has_host: boolean } | null
}

export interface ContentFault {
  /** Null where it is about the version as a whole. */
  module_id: string | null
  check: Check
  text: string
}

/** Why a version cannot be published, in plain English; empty when it can. Without a day, review dates are not asked for. */
export function listFaults(modules: CheckedModule[], today: string | null): ContentFault[] {
  if (modules.length === 0) return [{ module_id: null, check: 'content', text: 'The course has no modules yet' }]
  return modules.flatMap((module) =>
    faultsOf(module, modules)
      .concat(
        today !== null && module.review_by !== null && module.review_by < today
          ? [{ check: 'dates', text: 'its review date has passed: check what it says, then set a new date' }]
          : [],
        today !== null && module.review_by === null ? [{ check: 'dates', text: 'it has no review date' }] : [],
        today !== null && module.law_as_at === null
          ? [{ check: 'dates', text: 'it does not say on which day the law in it was checked' }]
          : [],
      )
      .map(({ check, text }) => ({ module_id: module.id, check, text: `‘${module.title}’: ${text}` })),
  )
}

function faultsOf(module: CheckedModule, modules: CheckedModule[]): TextFault[] {
  switch (module.kind) {
    case 'quiz':
      return quizFaults(module)
    case 'package':
      return packageFaults(module)
    case 'page':
      return pageFaults(module, modules)
  }
}

function packageFaults({ package: opened }: CheckedModule): TextFault[] {
  return opened?.has_host
    ? []
    : [{ check: 'content', text: 'nobody could open it: this installation has no address for packages (PACKAGE_URL)' }]
}

function pageFaults(module: CheckedModule, modules: CheckedModule[]): TextFault[] {
  const faults: string[] = []
  if (module.body.trim() === '') faults.push('the page is empty')
  if (module.instead_of !== null) {
    const other = modules.find((one) => one.key === module.instead_of)
    if (other === undefined || other.kind === 'quiz')
      faults.push('the page that it can be read instead of is not there')
    else if (other.instead_of !== null)
      faults.push(`it stands in for ‘${other.title}’, which stands in for another page`)
  }
  return [
    ...faults.map((text): TextFault => ({ check: 'content', text })),
    ...module.images_without_alt.map((name): TextFault => ({
      check: 'pictures',
      text: `the image file ‘${name}’ has no description`,
    })),
    ...textFaults(module.body, module.files),
  ]
}

function quizFaults({ quiz }: CheckedModule): TextFault[] {
  if (quiz === null || quiz.questions.length === 0) return [{ check: 'quizzes', text: 'the quiz has no questions' }]
  const fault = drawFault(quiz, quiz.questions)?.text
  return fault ? [{ check: 'quizzes', text: fault.charAt(0).toLowerCase() + fault.slice(1) }] : []
}

/** SHA-256 over everything a learner meets, written the same way whatever order the fields came in. */
export function contentHash(content: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(ordered(content)))
    .digest()
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (Buffer.isBuffer(value)) return value.toString('hex')
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  )
}

/** The end of a live part that a course may ask for: 'the last 10 minutes' */
export const lastMinutesWords = (minutes: number): string =>
  minutes === 1 ? 'the last minute' : `the last ${minutes} minutes`
