/** The learner's module pages: read a page, begin a quiz, go on. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getModule, getPackage, listModuleFiles, moduleContent } from '../../courses/index.ts'
import { findAdjustments } from '../../people/index.ts'
import { getQuizVersion } from '../../quizzes/index.ts'
import { startQuiz } from '../commands/attempts.ts'
import { markModuleDone, startCourse } from '../commands/modules.ts'
import { keepNote } from '../commands/notes.ts'
import { getPackageAt } from '../commands/packages.ts'
import { noteForm } from '../forms.ts'
import { changeTexts } from '../pages/changes.ts'
import { attemptHref, modulePage, overdueWords, quizIntro, readingPage } from '../pages/modules.ts'
import { packageIntro } from '../pages/packages.ts'
import { listChangeTexts } from '../queries/changes.ts'
import { listNotes } from '../queries/notes.ts'
import type { States } from '../package-state.ts'
import { findPackageRun, listPackageStates } from '../queries/packages.ts'
import type { Place } from '../queries/progress.ts'
import { getPlace } from '../queries/progress.ts'
import { doneAgainSince, moduleHref } from '../rules.ts'

/** The person who asks, and the module of the course they ask for. */
function placeOf(req: Request) {
  const { courseId, moduleId } = req.params
  if (!isId(String(courseId)) || !isId(String(moduleId))) throw new NotFound()
  return { person_id: actorId(req.ctx.actor)!, course_id: String(courseId), module_id: String(moduleId) }
}

export async function createEnrolment(req: Request, res: Response): Promise<void> {
  const courseId = String(req.params.courseId)
  if (!isId(courseId)) throw new NotFound()
  const started = await startCourse(req.ctx, { person_id: actorId(req.ctx.actor)!, course_id: courseId })
  switch (started.result) {
    case 'not-yet':
      flash(
        req,
        'notice',
        `First complete ${started.first.map((title) => `“${title}”`).join(' and ')}. Then you can start this course`,
      )
      return res.redirect(303, '/my-training')
    case 'started':
      return res.redirect(303, started.module ? moduleHref(courseId, started.module.id) : '/my-training')
  }
}

export async function showModule(req: Request, res: Response): Promise<void> {
  const place = await getPlace(req.ctx, placeOf(req))
  const { module } = place
  if (!module.is_open) return renderPage(req, res, 'learning/not-open', modulePage(place))
  // What is asked for may be a page that stands in for a package.
  if (place.page_id !== module.id) return showPage(req, res, place)
  switch (module.kind) {
    case 'page':
      return showPage(req, res, place)
    case 'quiz':
      return showQuiz(req, res, place)
    case 'package':
      return showPackageIntro(req, res, place)
  }
}

/** Why it is to be done again, for who did it as it was. */
async function changesOf(req: Request, { enrolment, module }: Place) {
  const after = doneAgainSince([module])
  return {
    changes: changeTexts(await listChangeTexts(req.ctx, { version_id: enrolment.course_version_id, after })),
  }
}

async function showPackageIntro(req: Request, res: Response, place: Place): Promise<void> {
  const { module, run_of } = await getPackageAt(req.ctx, place)
  const run = await findPackageRun(req.ctx, run_of)
  const states: States = run ? await listPackageStates(req.ctx, run.id) : new Map()
  await renderPage(req, res, 'learning/package', {
    ...packageIntro(place, module, await getPackage(req.ctx, run_of.package_id), run, states),
    ...(await changesOf(req, place)),
    exit_page: module.has_exit_page,
    content_notice: module.content_notice,
    overdue_words: overdueWords(module.review_by, today(req.ctx.now)),
    no_host: req.ctx.config.package_url === undefined,
  })
}

async function showPage(req: Request, res: Response, place: Place): Promise<void> {
  const module = await getModule(req.ctx, place.page_id)
  const { person_id, course_id } = place.enrolment
  const content = moduleContent(module, await listModuleFiles(req.ctx, module.id), {
    href: `${moduleHref(course_id, module.id)}/notes`,
    kept: await listNotes(req.ctx, { person_id, course_id, module_key: module.key }),
  })
  await renderPage(req, res, 'learning/module', {
    ...modulePage(place),
    ...readingPage(place, module),
    ...(await changesOf(req, place)),
    exit_page: module.has_exit_page,
    content_notice: module.content_notice,
    overdue_words: overdueWords(module.review_by, today(req.ctx.now)),
    // The notice stands above everything here, with the way past it.
    content: { ...content, content_notice: null },
  })
}

async function showQuiz(req: Request, res: Response, place: Place): Promise<void> {
  const module = await getModule(req.ctx, place.module.id)
  const quiz = await getQuizVersion(req.ctx, place.module.quiz_version_id!)
  const { extra_time } = await findAdjustments(req.ctx, place.enrolment.person_id)
  await renderPage(req, res, 'learning/quiz', {
    ...quizIntro(place, quiz, extra_time),
    ...(await changesOf(req, place)),
    exit_page: module.has_exit_page,
    content_notice: module.content_notice,
    overdue_words: overdueWords(module.review_by, today(req.ctx.now)),
  })
}

/** A reflection or the ticks of a checklist; the script wants to know no more than when. */
export async function createNote(req: Request, res: Response): Promise<void> {
  const of = placeOf(req)
  const isScript = req.accepts(['html', 'json']) === 'json'
  await getPlace(req.ctx, of)
  const read = readForm(noteForm, req)
  if (!read.ok)
    throw new Conflict('What you wrote is too long to keep: 10,000 characters at most. Go back and shorten it.')
  switch (await keepNote(req.ctx, { ...of, ...read.values })) {
    case 'no-such-block':
      throw new NotFound()
    case 'not-open':
      return res.redirect(303, moduleHref(of.course_id, of.module_id))
    case 'kept':
      if (isScript) return void res.json({ kept_at: req.ctx.now.toISOString() })
      flash(req, 'success', 'Kept, for you alone')
      return res.redirect(303, `${moduleHref(of.course_id, of.module_id)}#${read.values.block}`)
  }
}

export async function createCompletion(req: Request, res: Response): Promise<void> {
  const of = placeOf(req)
  const marked = await markModuleDone(req.ctx, of)
  switch (marked.result) {
    case 'not-open':
      return res.redirect(303, moduleHref(of.course_id, of.module_id))
    case 'done':
    case 'already':
      if (!marked.next) flash(req, 'success', 'That was the last module.')
      return res.redirect(303, marked.next ? moduleHref(of.course_id, marked.next.id) : '/my-training')
  }
}

export async function createAttempt(req: Request, res: Response): Promise<void> {
  const of = placeOf(req)
  const started = await startQuiz(req.ctx, { ...of, again: req.body?.again === 'yes' })
  switch (started.result) {
    case 'not-open':
    case 'no-attempts-left':
    case 'too-soon':
      return res.redirect(303, moduleHref(of.course_id, of.module_id))
    case 'passed':
    case 'waiting':
    case 'started':
    case 'open':
      return res.redirect(303, attemptHref(started.attempt_id))
  }
}
