/** Rows to what the pages of one version show: pure. */
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { failureWords } from '../links.ts'
import type { FailingLinkRow } from '../queries/links.ts'
import type { CourseVersionRow, ModuleListRow } from '../queries/versions.ts'
import { lastMinutesWords, notYetReviewed } from '../rules.ts'
import { publishedWords } from './courses.ts'

export const orderChoices = [
  { value: 'fixed', text: 'One after the other', hint: 'A module opens when the one before it is done' },
  { value: 'free', text: 'In any order' },
]

const kindWords = { page: 'Page', quiz: 'Quiz', package: 'Package' }

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
    is_draft: version.published_at === null && version.review_asked_at === null,
    is_in_review: version.published_at === null && version.review_asked_at !== null,
    review_words:
      version.review_asked_at &&
      `Sent for review on ${wordsForMoment(version.review_asked_at)} by ${version.review_asked_by_name ?? 'the system'}.`,
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

/** Each link that does not answer, with what is known of it. */
export const failingLinkLines = (links: FailingLinkRow[]) =>
  links.map(({ url, text, module_id, module_title, answer, status, failing_since }) => ({
    module_title,
    module_href: `/courses/modules/${module_id}`,
    text,
    url,
    words: `${failureWords(answer, status)}, since ${wordsForDate(failing_since)}.`,
  }))

/** The draft's details as their form shows them. */
export function filledDraft(version: CourseVersionRow, parts: LivePart[], first: { course_id: string }[]): Typed {
  return {
    summary: version.summary,
    order: version.is_fixed_order ? 'fixed' : 'free',
    owner: version.owner,
    reviewer: version.reviewer,
    seen_revision: String(version.revision),
    prerequisite_ids: first.map((one) => one.course_id),
    live_part_ids: parts.map((part) => part.live_part_id),
    ...Object.fromEntries(parts.map((part) => [`percent-${part.live_part_id}`, String(part.attendance_percent)])),
    ...Object.fromEntries(parts.map((part) => [`last-${part.live_part_id}`, String(part.last_minutes ?? '')])),
  }
}
