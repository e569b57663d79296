/** Rows to what the lists of programmes, courses and versions show: pure. */
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import type { CourseStateRow } from '../queries/authoring.ts'
import type { CourseRow, ProgrammeRow } from '../queries/courses.ts'
import type { CourseVersionRow } from '../queries/versions.ts'
import type { CourseKind } from '../rules.ts'

export const kindWords: Record<CourseKind, string> = { initial: 'First course', refresher: 'Refresher' }

export const courseKindChoices = [
  { value: 'initial', text: 'First course', hint: 'For people who do not have the certificate yet' },
  { value: 'refresher', text: 'Refresher', hint: 'For people who renew it' },
]

export const monthsWords = (months: number) => `${months} ${months === 1 ? 'month' : 'months'}`
export const peopleWords = (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`

export function courseListPage(programmes: ProgrammeRow[], courses: CourseStateRow[]) {
  return programmes.map((programme) => ({
    ...programme,
    edit_href: `/programmes/${programme.id}/edit`,
    design_href: `/certificates/designs/${programme.id}`,
    new_course_href: `/courses/new?programme_id=${programme.id}`,
    validity_words:
      `Certificates ${programme.code} are valid for ${monthsWords(programme.validity_months)}` +
      (programme.grace_months > 0 ? `, with ${monthsWords(programme.grace_months)} of grace.` : '.'),
    courses: courses
      .filter((course) => course.programme_id === programme.id)
      .map((course) => ({
        title: course.title,
        href: `/courses/${course.id}`,
        kind_words: kindWords[course.kind],
        published_words:
          course.published_at === null
            ? null
            : `Version ${course.published_number}, ${wordsForDate(course.published_at)}`,
        published_href: `/courses/versions/${course.published_id}`,
        draft_words: course.draft_number === null ? null : `Version ${course.draft_number}`,
        draft_href: `/courses/versions/${course.draft_id}`,
        learner_count: course.learner_count,
      })),
  }))
}

/** Versions newest first; the first published one among them is what learners start with today. */
export function coursePage(course: CourseRow, versions: CourseVersionRow[], learners: Map<string, number>) {
  const current = versions.find((version) => version.published_at !== null)
  const draft = versions.find((version) => version.published_at === null)
  return {
    ...course,
    kind_words: kindWords[course.kind],
    open_draft: draft && {
      href: `/courses/versions/${draft.id}`,
      text: `${draft.review_asked_at ? 'Open what is in review' : 'Open the draft'}: version ${draft.number}`,
    },
    draft_button_words: current ? `Start a draft from version ${current.number}` : 'Start the first draft',
    edit_href: `/courses/${course.id}/edit`,
    import_href: `/courses/folders/new?course_id=${course.id}`,
    drafts_href: `/courses/${course.id}/drafts`,
    live_parts_href: `/courses/${course.id}/live-parts`,
    versions: versions.map((version) => ({
      href: `/courses/versions/${version.id}`,
      number: version.number,
      state:
        version === draft
          ? version.review_asked_at
            ? 'in review'
            : 'draft'
          : version === current
            ? 'current'
            : 'earlier',
      published_words: publishedWords(version) ?? 'Not published',
      reviewer: version.reviewer,
      learner_words: peopleWords(learners.get(version.id) ?? 0),
    })),
  }
}

/** `22 November 2026, 10am, by Sam Person`; null for a draft. */
export function publishedWords(version: CourseVersionRow): string | null {
  if (version.published_at === null) return null
  return `${wordsForMoment(version.published_at)}, by ${version.published_by_name ?? 'the system'}`
}
