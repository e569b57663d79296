/** What a version says differently from the one before it, for who publishes it: pure. */
import { wordsForDate } from '../../lib/time.ts'
import type { DiffLine } from '../../lib/text-diff.ts'
import { diffLines, withContext } from '../../lib/text-diff.ts'
import type { ModuleKind } from './rules.ts'

export interface ComparedModule {
  key: string
  kind: ModuleKind
  title: string
  summary: string
  body: string
  content_notice: string | null
  has_exit_page: boolean
  law_as_at: string | null
  owner: string
  review_by: string | null
  length_minutes: number
  instead_of: string | null
  opens_on: string | null
  /** The live part that may be attended instead, in words. */
  or_live: string | null
  files: string[]
  /** What the quiz asks and how it is passed, in words; null for a page. */
  quiz: string[] | null
  /** The package and when it is done, in words; null for what is none. */
  package: string | null
}

export interface ComparedVersion {
  summary: string
  is_fixed_order: boolean
  prerequisites: string[]
  live_parts: string[]
  modules: ComparedModule[]
}

export interface Difference {
  title: string
  /** One sentence for each thing that is different. */
  words: string[]
  /** Lines of the text that came and went, with a little of what stayed; empty where the text is the same. */
  lines: (DiffLine | null)[]
}

const newWords = { page: 'A new page.', quiz: 'A new quiz.', package: 'A new package.' } satisfies Record<
  ModuleKind,
  string
>

const dayWords = (day: string | null) => (day === null ? 'no day' : wordsForDate(day))

export function differencesOf(before: ComparedVersion, after: ComparedVersion): Difference[] {
  const course: string[] = []
  if (before.summary !== after.summary) course.push('What it says about itself has changed.')
  if (before.is_fixed_order !== after.is_fixed_order)
    course.push(
      after.is_fixed_order ? 'Modules now open one after the other.' : 'Modules can now be done in any order.',
    )
  if (before.prerequisites.join() !== after.prerequisites.join())
    course.push(
      `What must be complete first: ${after.prerequisites.join(', ') || 'nothing'} (before: ${before.prerequisites.join(', ') || 'nothing'}).`,
    )
  if (before.live_parts.join() !== after.live_parts.join())
    course.push(
      `Live parts: ${after.live_parts.join('; ') || 'none'} (before: ${before.live_parts.join('; ') || 'none'}).`,
    )
  const keys = (version: ComparedVersion, among: ComparedVersion) =>
    version.modules.map(({ key }) => key).filter((key) => among.modules.some((one) => one.key === key))
  if (keys(before, after).join() !== keys(after, before).join()) course.push('The order of the modules has changed.')
  return [
    ...(course.length > 0 ? [{ title: 'The course', words: course, lines: [] }] : []),
    ...after.modules.flatMap((module) => {
      const known = before.modules.find((one) => one.key === module.key)
      if (!known) return [{ title: module.title, words: [newWords[module.kind]], lines: [] }]
      const found = moduleDifference(known, module)
      return found.words.length > 0 ? [found] : []
    }),
    ...before.modules
      .filter((module) => !after.modules.some((one) => one.key === module.key))
      .map((module) => ({ title: module.title, words: ['It is no longer there.'], lines: [] })),
  ]
}

/** Without words where nothing is different. */
export function moduleDifference(before: ComparedModule, after: ComparedModule): Difference {
  const words: string[] = []
  if (before.title !== after.title) words.push(`It was called “${before.title}”.`)
  if (before.body !== after.body) words.push('Its text has changed.')
  if (before.summary !== after.summary) words.push('Its summary has changed.')
  if (before.content_notice !== after.content_notice)
    words.push(after.content_notice === null ? 'Its content notice is gone.' : 'Its content notice has changed.')
  if (before.has_exit_page !== after.has_exit_page)
    words.push(after.has_exit_page ? 'It now shows “Exit this page”.' : 'It no longer shows “Exit this page”.')
  if (before.law_as_at !== after.law_as_at)
    words.push(`Law as at ${dayWords(after.law_as_at)} (before: ${dayWords(before.law_as_at)}).`)
  if (before.owner !== after.owner) words.push(`Owner: ${after.owner} (before: ${before.owner}).`)
  if (before.review_by !== after.review_by)
    words.push(`Review by ${dayWords(after.review_by)} (before: ${dayWords(before.review_by)}).`)
  if (before.length_minutes !== after.length_minutes)
    words.push(`It takes ${after.length_minutes} minutes (before: ${before.length_minutes}).`)
  if (before.instead_of !== after.instead_of)
    words.push(after.instead_of === null ? 'It is a page of its own now.' : 'It can be read instead of another page.')
  if (before.opens_on !== after.opens_on)
    words.push(`It opens on ${dayWords(after.opens_on)} (before: ${dayWords(before.opens_on)}).`)
  if (before.or_live !== after.or_live)
    words.push(after.or_live === null ? 'It must be read now.' : `Or attended live: ${after.or_live}.`)
  if (before.files.join('\n') !== after.files.join('\n'))
    words.push(`Files: ${after.files.join(', ') || 'none'} (before: ${before.files.join(', ') || 'none'}).`)
  if (before.quiz?.join('\n') !== after.quiz?.join('\n'))
    words.push('The quiz, its questions or its rules have changed.')
  if (before.package !== after.package)
    words.push(`The package is now: ${after.package ?? 'none'} (before: ${before.package ?? 'none'}).`)
  const isText = before.body !== after.body
  const isQuiz = before.quiz?.join('\n') !== after.quiz?.join('\n')
  return {
    title: after.title,
    words,
    lines: isText
      ? withContext(diffLines(before.body, after.body))
      : isQuiz
        ? withContext(diffLines((before.quiz ?? []).join('\n'), (after.quiz ?? []).join('\n')))
        : [],
  }
}
