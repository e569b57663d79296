/** Puts the two first programmes in place, through commands: courses, modules, question banks, quizzes, published. */
import { readFileSync } from 'node:fs'
import { system } from '../../../src/platform/access.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import {
  addCourse,
  addLivePart,
  addModule,
  addProgramme,
  publishCourseVersion,
  saveDraft,
  startDraft,
} from '../../../src/features/courses/index.ts'
import { addQuestion, addQuizVersion } from '../../../src/features/quizzes/index.ts'
import type { CourseSeed, PageModuleSeed, QuizModuleSeed } from './course-seed.ts'
import { course as champion } from './hate-crime-champion/course.ts'
import { course as reportingCentre } from './third-party-reporting-centre/course.ts'

/** Leaves a programme alone that is there already, whatever it has become since. */
export async function loadCourses(ctx: Ctx): Promise<void> {
  const known = await ctx.db('programmes').pluck('slug')
  for (const course of [champion, reportingCentre])
    if (!known.includes(course.programme.slug)) await loadCourse({ ...ctx, actor: system('seed') }, course)
}

async function loadCourse(ctx: Ctx, seed: CourseSeed): Promise<void> {
  const programme = expectAdded(await addProgramme(ctx, seed.programme))
  const course = expectAdded(await addCourse(ctx, { programme_id: programme, title: seed.title, kind: seed.kind }))
  const { version_id } = await startDraft(ctx, { course_id: course, owner: seed.owner })
  const liveParts = []
  for (const { title, attendance_percent } of seed.live_parts)
    liveParts.push({ ...(await addLivePart(ctx, { course_id: course, title })), attendance_percent })
  await saveDraft(ctx, {
    version_id,
    summary: seed.summary,
    is_fixed_order: seed.order === 'fixed',
    owner: seed.owner,
    reviewer: seed.reviewer,
    live_parts: liveParts,
  })
  for (const module of seed.modules) {
    const { key, title, summary, owner, law_as_at, review_by, length_minutes, content_notice, exit_page } = module
    await addModule(ctx, {
      ...{ version_id, key, title, summary, owner, law_as_at, review_by, length_minutes, content_notice },
      has_exit_page: exit_page,
      body: module.kind === 'page' ? readPage(seed, module) : '',
      quiz_version_id: module.kind === 'quiz' ? await addQuiz(ctx, seed, module) : null,
    })
  }
  const published = await publishCourseVersion(ctx, { version_id, is_review_waived: true })
  if (published !== 'published') throw new Error(`${seed.title} could not be published: ${published}`)
}

function readPage(seed: CourseSeed, module: PageModuleSeed): string {
  return readFileSync(new URL(`./${seed.programme.slug}/${module.file}`, import.meta.url), 'utf8').trim()
}

async function addQuiz(ctx: Ctx, seed: CourseSeed, module: QuizModuleSeed): Promise<string> {
  const ids: string[] = []
  for (const { critical, options, ...question } of module.questions)
    ids.push(
      await addQuestion(ctx, {
        ...question,
        strand: question.strand as never,
        is_critical: critical,
        content: {
          options: options.map(({ right, ...option }) => ({ ...option, is_right: right })),
          ...(question.kind === 'several' ? { scoring: 'all' } : {}),
        },
      }),
    )
  const { quiz_version_id } = await addQuizVersion(ctx, {
    quiz_id: null,
    title: `${seed.title}: ${module.title}`,
    pass_percent: module.pass_percent,
    attempts_allowed: module.attempts_allowed,
    draw_count: module.draw_count,
    question_version_ids: ids,
  })
  return quiz_version_id
}

function expectAdded(answer: { result: string; id?: string }): string {
  if (answer.id === undefined) throw new Error(`The first courses could not be loaded: ${answer.result}`)
  return answer.id
}
