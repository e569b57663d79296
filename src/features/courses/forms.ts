/** The authors' forms: programme, course, draft, page, quiz, file. */
import { z } from 'zod'
import { clean } from '../../lib/text.ts'
import * as fields from '../../platform/http/fields.ts'
import { courseKinds, doneWhens } from './rules.ts'
import type { BlueprintRule } from '../quizzes/index.ts'
import { blueprintFields, countings, feedbacks } from '../quizzes/index.ts'

const programmeFields = {
  name: fields.text('Enter the name of the programme', 120),
  description: fields.optionalLongText(4000),
  validity_months: fields.wholeNumber('Enter how many months a certificate is valid', 1, 120),
  renewal_days: fields.wholeNumber('Enter how many days before its end a certificate can be renewed', 0, 366),
  grace_months: fields.wholeNumber('Enter how many months of grace follow, or 0', 0, 24),
  certificate_wording: fields.text('Enter what the certificate says', 400),
  name_cy: fields.optionalText(120),
  certificate_wording_cy: fields.optionalText(400),
}

export const editProgrammeForm = z.object(programmeFields)

export const newProgrammeForm = z.object({
  ...programmeFields,
  code: z
    .preprocess((value) => clean(String([value].flat()[0] ?? '')).toUpperCase(), z.string())
    .pipe(z.string().regex(/^[A-Z]{2,5}$/, 'Enter a code of 2 to 5 letters, like HCC')),
})

export const courseForm = z.object({
  programme_id: fields.id('Select a programme'),
  title: fields.text('Enter the title of the course', 200),
  kind: fields.oneOf(courseKinds, 'Select whether it is a first course or a refresher'),
})

export const courseTitleForm = z.object({ title: courseForm.shape.title })

export const livePartForm = z.object({ title: fields.text('Enter a name for the live part', 200) })

// Below, what checks several fields together is a schema of its own, joined by `and`: all faults show at once.

/** One tick, one percentage and perhaps the last minutes for each live part the course has. */
export function draftForm(livePartIds: string[], courseIds: string[] = []) {
  const details = z.object({
    summary: fields.longText('Enter what the course is about', 2000),
    order: fields.oneOf(['fixed', 'free'], 'Select in which order the modules open'),
    owner: fields.text('Enter who owns the course', 120),
    reviewer: fields.text('Enter who reviewed it, or ‘not yet reviewed’', 120),
    prerequisite_ids: fields.manyOf(courseIds),
  })
  const liveParts = z
    .object({
      live_part_ids: fields.manyOf(livePartIds),
      ...Object.fromEntries(livePartIds.map((id) => [percentName(id), fields.optionalText(10)])),
      ...Object.fromEntries(livePartIds.map((id) => [lastName(id), fields.optionalText(10)])),
    })
    .transform((typed, issue) => ({
      live_parts: typed.live_part_ids.map((live_part_id) => {
        const given = typed as Record<string, unknown>
        const percent = String(given[percentName(live_part_id)] ?? '').replace(/\s*%$/, '')
        const attendance_percent = /^\d{1,3}$/.test(percent) ? Number(percent) : 0
        if (attendance_percent < 1 || attendance_percent > 100)
          issue.addIssue({
            code: 'custom',
            path: [percentName(live_part_id)],
            message: 'Enter how much must be attended, from 1 to 100',
          })
        const last = String(given[lastName(live_part_id)] ?? '')
        const last_minutes = last === '' ? null : /^\d{1,2}$/.test(last) ? Number(last) : 0
        if (last_minutes !== null && (last_minutes < 1 || last_minutes > 60))
          issue.addIssue({
            code: 'custom',
            path: [lastName(live_part_id)],
            message: 'Enter the minutes at the end, from 1 to 60, or leave it empty',
          })
        return { live_part_id, attendance_percent, last_minutes }
      }),
    }))
  return details.and(liveParts).transform(({ order, ...values }) => ({ ...values, is_fixed_order: order === 'fixed' }))
}

const percentName = (livePartId: string) => `percent-${livePartId}`
const lastName = (livePartId: string) => `last-${livePartId}`

const moduleFields = {
  title: fields.text('Enter a title', 200),
  summary: fields.optionalLongText(1000),
  content_notice: fields.optionalText(1000),
  owner: fields.text('Enter who owns this module', 120),
  length_minutes: fields.wholeNumber('Enter how many minutes it takes', 1, 600),
  has_exit_page: fields.ticked(),
}

const dayWords = { law_as_at: 'the law was checked', review_by: 'the next review is due', opens_on: 'it opens' }

const days = z
  .object({ ...fields.dayFields('law_as_at'), ...fields.dayFields('review_by'), ...fields.dayFields('opens_on') })
  .transform((values, issue) => {
    const read = (name: keyof typeof dayWords) => {
      const day = fields.readDay(values, name)
      if (day !== 'bad') return day
      const message = `Enter the day ${dayWords[name]}, like 27 3 2027`
      issue.addIssue({ code: 'custom', path: [`${name}-day`], message })
      return null
    }
    return { law_as_at: read('law_as_at'), review_by: read('review_by'), opens_on: read('opens_on') }
  })

/** A live part that may be attended instead of reading the page, and how much of it. */
const orLive = z
  .object({ or_live_part_id: fields.optionalId(), or_live_percent: fields.optionalWholeNumber(1, 100) })
  .transform(({ or_live_part_id, or_live_percent }, issue) => {
    if (or_live_part_id !== null && or_live_percent === null)
      issue.addIssue({
        code: 'custom',
        path: ['or_live_percent'],
        message: 'Enter how much of it must be attended, from 1 to 100',
      })
    return { or_live_part_id, or_live_percent: or_live_part_id === null ? null : or_live_percent }
  })

export const pageForm = z
  .object({
    ...moduleFields,
    body: fields.optionalLongText(200_000),
    instead_of: fields.optionalText(80).transform((key) => (key !== null && /^[a-z0-9-]+$/.test(key) ? key : null)),
  })
  .and(days)
  .and(orLive)

/** A further page begins with its title; what else there is to say is said in the editor. */
export const newPageForm = z.object({
  title: moduleFields.title,
  owner: moduleFields.owner,
  length_minutes: moduleFields.length_minutes,
})

/** Numbers for each strand and difficulty, and lines such as “2 law” for tags and objectives; null where none is given. */
const blueprint = z
  .looseObject({
    ...Object.fromEntries(blueprintFields.map(({ name }) => [name, fields.optionalWholeNumber(0, 100)])),
    topics: fields.optionalLongText(4000),
  })
  .transform((typed, issue) => {
    const rules: BlueprintRule[] = blueprintFields.flatMap(({ name, label }) =>
      typed[name] ? [{ label, count: Number(typed[name]) }] : [],
    )
    for (const line of typed.topics.split('\n').filter((one) => one.trim() !== '')) {
      const [, count, topic] = /^\s*(\d{1,3})\s+(.+)$/.exec(line) ?? []
      if (topic === undefined || Number(count) === 0)
        issue.addIssue({
          code: 'custom',
          message: `Write how many first, then of what: “2 law”, not “${line.trim()}”`,
          path: ['topics'],
        })
      else rules.push({ label: `topic:${topic.trim().toLowerCase()}`, count: Number(count) })
    }
    if (new Set(rules.map((rule) => rule.label)).size < rules.length)
      issue.addIssue({ code: 'custom', message: 'Name each tag or objective once', path: ['topics'] })
    return { blueprint: rules.length > 0 ? rules : null }
  })

export const quizForm = z
  .object({
    ...moduleFields,
    pass_percent: fields.wholeNumber('Enter the pass mark in percent', 0, 100),
    attempts_allowed: fields.optionalWholeNumber(1, 100),
    delay_hours: fields.optionalWholeNumber(1, 720),
    counts: fields.oneOf(countings, 'Select which result counts').catch('best'),
    feedback: fields.oneOf(feedbacks, 'Select what people are told').catch('end'),
    time_limit_minutes: fields.optionalWholeNumber(1, 600),
    draw_count: fields.optionalWholeNumber(1, 500),
    question_ids: fields.ids(),
  })
  .and(days)
  .and(blueprint)
  .transform(
    ({
      pass_percent,
      attempts_allowed,
      delay_hours,
      counts,
      feedback,
      time_limit_minutes,
      draw_count,
      blueprint,
      question_ids,
      ...module
    }) => ({
      module,
      quiz: {
        pass_percent,
        attempts_allowed,
        delay_hours,
        counts,
        feedback,
        time_limit_minutes,
        draw_count,
        blueprint,
      },
      question_ids: [...new Set(question_ids)],
    }),
  )

/** What a package must say before its module is done; a score only where a score decides. */
const doneRule = z
  .object({
    done_when: fields.oneOf(doneWhens, 'Select when it is done'),
    min_percent: fields.optionalWholeNumber(1, 100),
  })
  .transform(({ done_when, min_percent }, issue) => {
    if (done_when === 'score' && min_percent === null)
      issue.addIssue({
        code: 'custom',
        path: ['min_percent'],
        message: 'Enter the score that is needed, from 1 to 100',
      })
    return { done_when, min_percent: done_when === 'score' ? min_percent : null }
  })

export const packageForm = z
  .object(moduleFields)
  .and(days)
  .and(doneRule)
  .transform(({ done_when, min_percent, ...module }) => ({ module, done_when, min_percent }))

/** The revision that the author's page knew; none is older than all. */
export const seenForm = z.object({
  seen_revision: fields
    .optionalText(10)
    .transform((text) => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : 0)),
})

/** What the editor sends while somebody writes: which copy it knew, and whether anything was typed since. */
export const editForm = seenForm.extend({
  _number: fields.wholeNumber('Say which copy the page knew', 0, 999_999_999),
  _typed: fields.ticked(),
})

/** Why a draft goes back from review; its own author need not say. */
export const returnForm = z.object({ note: fields.optionalLongText(4000) })

export const moveForm = z.object({
  direction: fields.oneOf(['up', 'down'], 'Select a direction'),
  from: fields.wholeNumber('Enter a place', 1, 10_000),
})

export const previewForm = z.object({ markdown: fields.optionalLongText(200_000) })

/** Which questions a seed draws. */
export const seedQuery = z.object({ seed: fields.optionalText(100) })

export const fileForm = z.object({ alt: fields.optionalText(500), is_decorative: fields.ticked() })

/** Where a folder is to go; nothing chosen is a new course. */
export const uploadForm = z.object({ course_id: fields.optionalId() })

/** A new course is named; an open draft gives way only where that is ticked. */
export const importForm = (isNew: boolean) =>
  z.object({
    title: isNew ? courseForm.shape.title : fields.optionalText(200).transform((title) => title ?? ''),
    programme_id: isNew ? courseForm.shape.programme_id : fields.optionalId().transform((id) => id ?? ''),
    replaces_draft: fields.ticked(),
  })
