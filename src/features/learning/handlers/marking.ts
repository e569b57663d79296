/** What waits for a trainer to read, and the marking of it: without names. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { actorId, isSelf } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { WrittenAttempt } from '../../quizzes/index.ts'
import { getWrittenAttempt, listToMark } from '../../quizzes/index.ts'
import { markAnswers } from '../commands/marking.ts'
import { markingForm, typedMarks } from '../forms.ts'
import { markingListPage, markingPage } from '../pages/marking.ts'

export async function listMarking(req: Request, res: Response): Promise<void> {
  await renderPage(req, res, 'learning/marking-list', {
    title: 'Answers to mark',
    attempts: markingListPage(await listToMark(req.ctx, actorId(req.ctx.actor))),
  })
}

/** Nobody marks what they wrote themselves. */
async function writtenOf(req: Request): Promise<WrittenAttempt> {
  const id = String(req.params.attemptId)
  if (!isId(id)) throw new NotFound()
  const attempt = await getWrittenAttempt(req.ctx, id)
  if (isSelf(req.ctx.actor, attempt.person_id)) throw new NotFound()
  return attempt
}

export async function showMarking(req: Request, res: Response): Promise<void> {
  const attempt = await writtenOf(req)
  await render(req, res, attempt, filledForm(typedMarks(attempt.answers)))
}

async function render(req: Request, res: Response, attempt: WrittenAttempt, form: Form): Promise<void> {
  await renderPage(req, res, 'learning/marking', {
    title: 'Mark what was written',
    back: { href: '/marking', text: 'Answers to mark' },
    form,
    ...markingPage(attempt),
  })
}

export async function createMarking(req: Request, res: Response): Promise<void> {
  const attempt = await writtenOf(req)
  const read = readForm(markingForm(attempt.answers), req)
  if (!read.ok) return render(req, res, attempt, read.form)
  const marked = await markAnswers(req.ctx, { attempt_id: attempt.attempt_id, marks: read.values })
  switch (marked.result) {
    case 'own-attempt':
      throw new NotFound()
    case 'already':
      flash(req, 'notice', 'Somebody else has marked this already')
      break
    case 'too-many-points':
      return render(req, res, attempt, read.form.withError('form', 'Give no more points than each line is worth'))
    case 'marked':
      flash(req, 'success', 'Marked. The learner is told by email')
      break
  }
  res.redirect(303, '/marking')
}
