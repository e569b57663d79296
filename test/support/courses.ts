/** A small published course for tests: pages, and if asked for a quiz and a live part. Made through commands. */
import type { Ctx } from '../../src/platform/context.ts'
import {
  addCourse,
  addLivePart,
  addModule,
  addProgramme,
  publishCourseVersion,
  saveDraft,
  startDraft,
} from '../../src/features/courses/index.ts'
import type { AttemptRules, QuestionKind } from '../../src/features/quizzes/index.ts'
import { addQuestion, addQuizVersion, kindOf } from '../../src/features/quizzes/index.ts'
import { kindSamples } from './questions.ts'

export interface TestCourse {
  course_id: string
  version_id: string
  programme_id: string
  /** In order: the pages, then the quiz. */
  module_ids: string[]
  quiz_version_id: string | null
  live_part_id: string | null
}

let count = 0

/** Questions to tick are right when their options called 'Right…' are chosen, and no other; the rest are the samples. */
export async function addTestCourse(
  ctx: Ctx,
  wanted: {
    pages?: string[]
    quiz?: { kind?: QuestionKind; is_critical?: boolean }[]
    attempts_allowed?: number
    rules?: Partial<Omit<AttemptRules, 'attempts_allowed'>>
    pass_percent?: number
    live_percent?: number
    is_fixed_order?: boolean
    content_notice?: string
    /** A course of a programme that is there already. */
    programme_id?: string
    kind?: 'initial' | 'refresher'
  } = {},
): Promise<TestCourse> {
  const number = ++count
  const programme_id = wanted.programme_id ?? (await addTestProgramme(ctx, number))
  const course = await addCourse(ctx, {
    programme_id,
    title: `Test course ${number}`,
    kind: wanted.kind ?? 'initial',
  })
  if (course.result !== 'added') throw new Error(course.result)
  const owner = 'Test team'
  const { version_id } = await startDraft(ctx, { course_id: course.id, owner })
  const live = wanted.live_percent ? await addLivePart(ctx, { course_id: course.id, title: 'Live session' }) : null
  await saveDraft(ctx, {
    version_id,
    summary: 'A course for tests.',
    is_fixed_order: wanted.is_fixed_order ?? true,
    owner,
    reviewer: 'Test team',
    live_parts: live ? [{ live_part_id: live.live_part_id, attendance_percent: wanted.live_percent! }] : [],
  })
  const module_ids: string[] = []
  for (const title of wanted.pages ?? ['First page', 'Second page']) {
    const added = await addModule(ctx, {
      version_id,
      title,
      owner,
      length_minutes: 5,
      law_as_at: '2027-01-01',
      review_by: '2028-01-01',
      body: `## About ${title}\n\nThe words of ${title}.`,
      content_notice: wanted.content_notice ?? null,
      has_exit_page: true,
      quiz_version_id: null,
    })
    module_ids.push(added.module_id)
  }
  const quiz_version_id = wanted.quiz ? await addTestQuiz(ctx, wanted.quiz, wanted) : null
  if (quiz_version_id) {
    const added = await addModule(ctx, {
      version_id,
      title: 'The quiz',
      owner,
      length_minutes: 10,
      quiz_version_id,
      law_as_at: '2027-01-01',
      review_by: '2028-01-01',
    })
    module_ids.push(added.module_id)
  }
  const published = await publishCourseVersion(ctx, { version_id, is_review_waived: true })
  if (published !== 'published') throw new Error(published)
  return {
    course_id: course.id,
    version_id,
    programme_id,
    module_ids,
    quiz_version_id,
    live_part_id: live?.live_part_id ?? null,
  }
}

async function addTestProgramme(ctx: Ctx, number: number): Promise<string> {
  const programme = await addProgramme(ctx, {
    slug: `test-${number}`,
    name: `Test programme ${number}`,
    code: `T${String.fromCharCode(65 + (number % 26))}${String.fromCharCode(65 + (Math.floor(number / 26) % 26))}`,
    description: 'For tests',
    validity_months: 12,
    renewal_days: 90,
    grace_months: 2,
    certificate_wording: 'Took part.',
  })
  if (programme.result !== 'added') throw new Error(programme.result)
  return programme.id
}

function optionsOf(kind: 'one' | 'several' | 'true-false', number: number) {
  const texts = {
    one: ['Right', 'Wrong', 'Wrong too'],
    several: ['Right, a', 'Right, b', 'Wrong'],
    'true-false': ['Right', 'Wrong'],
  }
  return {
    options: texts[kind].map((text) => ({
      text,
      is_right: text.startsWith('Right'),
      feedback: `Feedback on ${text} of ${number}`,
    })),
    ...(kind === 'several' ? { scoring: 'all' } : {}),
  }
}

async function addTestQuiz(
  ctx: Ctx,
  questions: { kind?: QuestionKind; is_critical?: boolean }[],
  wanted: {
    attempts_allowed?: number
    rules?: Partial<Omit<AttemptRules, 'attempts_allowed'>>
    pass_percent?: number
  },
): Promise<string> {
  const ids: string[] = []
  for (const [index, { kind = 'one', is_critical = false }] of questions.entries()) {
    const isSample = kind !== 'one' && kind !== 'several' && kind !== 'true-false'
    ids.push(
      await addQuestion(ctx, {
        kind,
        text: isSample ? kindSamples[kind].text : `Question text ${index + 1}`,
        explanation: `Explained ${index + 1}`,
        points: kindOf(kind).gives_points ? (isSample ? 2 : 1) : 0,
        is_critical,
        strand: null,
        objective: null,
        content: isSample ? kindSamples[kind].content : optionsOf(kind, index + 1),
      }),
    )
  }
  const { quiz_version_id } = await addQuizVersion(ctx, {
    quiz_id: null,
    title: 'The quiz',
    pass_percent: wanted.pass_percent ?? 80,
    attempts_allowed: wanted.attempts_allowed ?? null,
    ...wanted.rules,
    draw_count: null,
    question_version_ids: ids,
  })
  return quiz_version_id
}
