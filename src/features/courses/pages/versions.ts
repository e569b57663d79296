/** Rows to what the pages of one version show: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { Typed } from '../../../platform/http/form.ts'
import type { CourseVersionRow, ModuleListRow } from '../queries/versions.ts'
import type { ContentFault } from '../rules.ts'
import { lastMinutesWords, notYetReviewed } from '../rules.ts'
import { peopleWords, publishedWords } from './courses.ts'

export const orderChoices = [
  { value: 'fixed', text: 'One after the other', hint: 'A module opens when the one before it is done' },
  { value: 'free', text: 'In any order' },
]

const kindWords = { page: 'Page', quiz: 'Quiz' }

interface LivePart {
  live_part_id: string
  title: string
  attendance_percent: number
  last_minutes: number | null
}

const livePartWords = (part: LivePart): string =>
  `${part.title}: at least ${part.attendance_percent}% attended${part.last_minutes === null ? '' : `, and there in ${lastMinutesWords(part.last_minutes)}`}`

export function versionPage(version: CourseVersionRow, modules: ModuleListRow[], parts: LivePart[], today: string) {
  return {
    ...version,
    is_draft: version.published_at === null,
    href: `/courses/versions/${version.id}`,
    published_words: publishedWords(version),
    order_words: version.is_fixed_order ? 'One after the other' : 'In any order',
    is_reviewed: version.reviewer.toLowerCase() !== notYetReviewed,
    live_part_words: parts.map(livePartWords),
    minutes: modules.reduce((sum, module) => sum + module.length_minutes, 0),
    content_hash_words: version.content_hash?.toString('hex').slice(0, 16) ?? null,
    modules: modules.map((module, index) => ({
      ...module,
      href: `/courses/modules/${module.id}`,
      kind_words: kindWords[module.kind],
      place: index + 1,
      is_first: index === 0,
      is_last: index === modules.length - 1,
      law_words: module.law_as_at ? wordsForDate(module.law_as_at) : 'Not given',
      review_words: module.review_by ? wordsForDate(module.review_by) : 'No date',
      is_overdue: module.review_by !== null && module.review_by < today,
    })),
  }
}

/** The draft's details as their form shows them. */
export function filledDraft(version: CourseVersionRow, parts: LivePart[]): Typed {
  return {
    summary: version.summary,
    order: version.is_fixed_order ? 'fixed' : 'free',
    owner: version.owner,
    reviewer: version.reviewer,
    seen_revision: String(version.revision),
    live_part_ids: parts.map((part) => part.live_part_id),
    ...Object.fromEntries(parts.map((part) => [`percent-${part.live_part_id}`, String(part.attendance_percent)])),
    ...Object.fromEntries(parts.map((part) => [`last-${part.live_part_id}`, String(part.last_minutes ?? '')])),
  }
}

/** What publishing would do, or why it cannot be done yet. */
export function publicationPage(
  version: CourseVersionRow,
  versions: CourseVersionRow[],
  learners: Map<string, number>,
  faults: ContentFault[],
) {
  const current = versions.find((one) => one.published_at !== null)
  const staying = [...learners.values()].reduce((sum, count) => sum + count, 0)
  return {
    href: `/courses/versions/${version.id}/publication`,
    faults: faults.map((fault) => ({
      text: fault.text,
      href: fault.module_id ? `/courses/modules/${fault.module_id}/edit` : `/courses/versions/${version.id}`,
    })),
    is_reviewed: version.reviewer.toLowerCase() !== notYetReviewed,
    effects: [
      `Everybody who starts the course from now on gets version ${version.number}.`,
      ...(current && staying > 0
        ? [`${peopleWords(staying)} already on the course stay on the version they began.`]
        : []),
      `Version ${version.number} can never be changed again. A change is a further version.`,
    ],
  }
}
