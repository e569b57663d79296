/** The quiz itself: all questions on one page, answers kept as they are given, then the result. */
import type { Request, Response } from 'express'
import { isId, newSecret } from '../../../lib/ids.ts'
import { actorId, isSelf } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { Form } from '../../../platform/http/form.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getModule } from '../../courses/index.ts'
import type { AnswerFault } from '../../quizzes/index.ts'
import { getAnswerSheet, getAttempt, saveAnswers } from '../../quizzes/index.ts'
import { handInQuiz } from '../commands/attempts.ts'
import { completionOf } from '../completion.ts'
import { questionField, readAnswers } from '../forms.ts'
import { attemptHref, attemptPage, faultWords, resultPage } from '../pages.ts'
import { getPlaceOfQuiz } from '../queries/progress.ts'

function attemptOf(req: Request) {
  const id = String(req.params.attemptId)
  if (!isId(id)) throw new NotFound()
  return { attempt_id: id, person_id: actorId(req.ctx.actor)! }
}

export async function showAttempt(req: Request, res: Response): Promise<void> {
  await renderAttempt(req, res, [])
}

/** The questions while the attempt is open, the result afterwards: one address, so that going back shows what is true. */
async function renderAttempt(
  req: Request,
  res: Response,
  faults: { question_version_id: string; fault: AnswerFault }[],
): Promise<void> {
  const attempt = await getAttempt(req.ctx, attemptOf(req).attempt_id)
  if (!isSelf(req.ctx.actor, attempt.person_id)) throw new NotFound()
  const place = await getPlaceOfQuiz(req.ctx, attempt.person_id, attempt.quiz_version_id)
  const { has_exit_page: exit_page } = await getModule(req.ctx, place.module.id)
  if (attempt.handed_in_at !== null) {
    const { is_complete } = await completionOf(req.ctx, attempt.person_id, place.enrolment.course_version_id)
    return renderPage(req, res, 'learning/result', { ...resultPage(attempt, place, is_complete), exit_page })
  }
  const errors = attempt.questions.flatMap(({ position, question_version_id }) => {
    const found = faults.find((one) => one.question_version_id === question_version_id)
    return found ? [{ field: questionField(position), text: faultWords(position, found.fault) }] : []
  })
  return renderPage(req, res, 'learning/attempt', {
    ...attemptPage(attempt, place, newSecret(), faults),
    exit_page,
    form: new Form({}, errors),
  })
}

/** After each change by the script, which wants JSON; by the button "Save and come back later" otherwise. */
export async function createAnswers(req: Request, res: Response): Promise<void> {
  const of = attemptOf(req)
  const { is_confirmed: _, stays, ...given } = readAnswers((req.body ?? {}) as Typed, await getAnswerSheet(req.ctx, of))
  const isScript = req.accepts(['html', 'json']) === 'json'
  switch (await saveAnswers(req.ctx, { ...of, ...given })) {
    case 'handed-in':
      if (isScript) return void res.status(409).json({ error: 'handed-in' })
      return res.redirect(303, attemptHref(of.attempt_id))
    case 'saved':
      if (isScript) return void res.json({ saved_at: req.ctx.now.toISOString() })
      if (stays) {
        flash(req, 'success', 'Your answers are saved')
        return res.redirect(303, attemptHref(of.attempt_id))
      }
      flash(req, 'success', 'Your answers are saved. Carry on whenever you like.')
      return res.redirect(303, '/my-training')
  }
}

export async function createHandIn(req: Request, res: Response): Promise<void> {
  const of = attemptOf(req)
  const { is_confirmed, stays: _, ...given } = readAnswers((req.body ?? {}) as Typed, await getAnswerSheet(req.ctx, of))
  const handed = await handInQuiz(req.ctx, { ...of, ...given }, is_confirmed)
  switch (handed.result) {
    case 'unanswered':
      return renderAttempt(req, res, handed.faults)
    case 'handed-in':
    case 'already':
      return res.redirect(303, attemptHref(of.attempt_id))
  }
}
