/** The quiz itself: its questions on one page or one a page, answers kept as they are given, then the result. */
import type { Request, Response } from 'express'
import { isId, newSecret } from '../../../lib/ids.ts'
import { actorId, isSelf } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { Form } from '../../../platform/http/form.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getModule } from '../../courses/index.ts'
import { findAdjustments } from '../../people/index.ts'
import type { AnswerFault, AnswersInput } from '../../quizzes/index.ts'
import { getAnswerSheet, getAttempt, isOver, saveAnswers, writeGiven } from '../../quizzes/index.ts'
import { checkQuizAnswer, goOnInCase, handInQuiz } from '../commands/attempts.ts'
import { completionOf } from '../completion.ts'
import { questionField, readAnswers, readPlace } from '../forms.ts'
import { attemptPage, faultWords, resultPage, timeUpPage, toldId } from '../pages/attempts.ts'
import { attemptHref } from '../pages/modules.ts'
import { getPlaceOfQuiz } from '../queries/progress.ts'

function attemptOf(req: Request) {
  const id = String(req.params.attemptId)
  if (!isId(id)) throw new NotFound()
  return { attempt_id: id, person_id: actorId(req.ctx.actor)! }
}

export async function showAttempt(req: Request, res: Response): Promise<void> {
  await renderAttempt(req, res, [], readPlace(req.query.question))
}

type Faults = { question_version_id: string; fault: AnswerFault }[]

/** The questions while the attempt is open, the result afterwards: one address, so that going back shows what is true. */
async function renderAttempt(req: Request, res: Response, faults: Faults, at: number | 'end' | null): Promise<void> {
  const attempt = await getAttempt(req.ctx, attemptOf(req).attempt_id)
  if (!isSelf(req.ctx.actor, attempt.person_id)) throw new NotFound()
  const place = await getPlaceOfQuiz(req.ctx, attempt.person_id, attempt.quiz_version_id)
  const { has_exit_page: exit_page } = await getModule(req.ctx, place.module.id)
  if (attempt.handed_in_at !== null) {
    const { is_complete } = await completionOf(req.ctx, attempt.person_id, place.enrolment.course_version_id)
    return renderPage(req, res, 'learning/result', { ...resultPage(attempt, place, is_complete), exit_page })
  }
  if (isOver(attempt.ends_at, req.ctx.now))
    return renderPage(req, res, 'learning/time-up', { ...timeUpPage(attempt, place), exit_page })
  const { one_question_a_page } = await findAdjustments(req.ctx, attempt.person_id)
  const page = attemptPage(attempt, place, {
    tab: newSecret(),
    now: req.ctx.now,
    faults,
    is_handing_in: at === 'end',
    at: one_question_a_page ? (at ?? 1) : null,
  })
  const errors = attempt.questions.flatMap(({ position, question_version_id }) => {
    const found = faults.find((one) => one.question_version_id === question_version_id)
    return found ? [{ field: questionField(position), text: faultWords(position, found.fault) }] : []
  })
  return renderPage(req, res, 'learning/attempt', { ...page, exit_page, form: new Form({}, errors) })
}

/** After each change by the script, which wants JSON; by the buttons of the page otherwise. */
export async function createAnswers(req: Request, res: Response): Promise<void> {
  const of = attemptOf(req)
  const read = readAnswers((req.body ?? {}) as Typed, await getAnswerSheet(req.ctx, of))
  const answers = { ...of, answers: read.answers, tab: read.tab, seq: read.seq }
  if (req.accepts(['html', 'json']) === 'json') return saveForScript(req, res, answers)
  const href = attemptHref(of.attempt_id)
  if (read.checks !== null) return check(req, res, answers, read.checks)
  if (read.tells !== null) return goOn(req, res, answers, read.tells)
  const saved = await saveAnswers(req.ctx, answers)
  switch (saved.result) {
    case 'handed-in':
    case 'time-over':
      return res.redirect(303, href)
    case 'saved':
      if (read.goes_to !== null) return res.redirect(303, `${href}?question=${read.goes_to}`)
      if (read.stays) {
        flash(req, 'success', 'Your answers are saved')
        return res.redirect(303, read.at === null ? href : `${href}?question=${read.at}`)
      }
      flash(req, 'success', 'Your answers are saved. Carry on whenever you like.')
      return res.redirect(303, '/my-training')
  }
}

async function saveForScript(req: Request, res: Response, answers: AnswersInput): Promise<void> {
  const saved = await saveAnswers(req.ctx, answers)
  switch (saved.result) {
    case 'handed-in':
    case 'time-over':
      return void res.status(409).json({ error: saved.result })
    case 'saved':
      return void res.json({
        saved_at: req.ctx.now.toISOString(),
        // The server may have been away since the page was loaded: then there is more time.
        now: req.ctx.now.toISOString(),
        ends_at: saved.ends_at?.toISOString() ?? null,
        locked: saved.locked.map(questionField),
        older: saved.older.map(({ position, question, given }) => {
          const field = questionField(position)
          return { field, fields: writeGiven(question, field, given) }
        }),
      })
  }
}

async function check(req: Request, res: Response, answers: AnswersInput, position: number): Promise<void> {
  const checked = await checkQuizAnswer(req.ctx, answers, position)
  switch (checked.result) {
    case 'unanswered':
      return renderAttempt(req, res, [checked], position)
    case 'handed-in':
    case 'time-over':
    case 'not-offered':
      return res.redirect(303, attemptHref(answers.attempt_id))
    case 'checked':
    case 'already':
      return res.redirect(303, `${attemptHref(answers.attempt_id)}?question=${position}#${questionField(position)}`)
  }
}

async function goOn(
  req: Request,
  res: Response,
  answers: AnswersInput,
  at: { position: number; step: number },
): Promise<void> {
  const told = await goOnInCase(req.ctx, answers, at)
  switch (told.result) {
    case 'unanswered':
      return renderAttempt(req, res, [{ ...told, fault: 'no-step' }], at.position)
    case 'handed-in':
    case 'time-over':
    case 'not-offered':
      return res.redirect(303, attemptHref(answers.attempt_id))
    case 'told':
    case 'already':
      return res.redirect(303, `${attemptHref(answers.attempt_id)}?question=${at.position}#${toldId(at.position)}`)
  }
}

export async function createHandIn(req: Request, res: Response): Promise<void> {
  const of = attemptOf(req)
  const read = readAnswers((req.body ?? {}) as Typed, await getAnswerSheet(req.ctx, of))
  const answers = { ...of, answers: read.answers, tab: read.tab, seq: read.seq }
  const handed = await handInQuiz(req.ctx, answers, read.is_confirmed, read.is_time_up)
  switch (handed.result) {
    case 'unanswered':
      return renderAttempt(req, res, handed.faults, 'end')
    case 'time-left':
    case 'handed-in':
    case 'waiting':
    case 'already':
      return res.redirect(303, attemptHref(of.attempt_id))
  }
}
