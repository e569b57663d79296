/** Putting a wrong question right: who would pass or fail now, and only then the doing. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getQuestionText, getRescoringTarget, listRescoringEffects, wordOfEffects } from '../../quizzes/index.ts'
import { putQuestionRight } from '../commands/rescorings.ts'
import { rescoringForm } from '../forms.ts'
import { rescoringPage } from '../pages/rescorings.ts'
import { listCertificatesOfTakers } from '../queries/rescorings.ts'

function questionOf(req: Request): string {
  const id = String(req.params.questionId)
  if (!isId(id)) throw new NotFound()
  return id
}

export async function newRescoring(req: Request, res: Response): Promise<void> {
  await showRescoring(req, res, emptyForm())
}

async function showRescoring(req: Request, res: Response, form: Form): Promise<void> {
  const id = questionOf(req)
  const target = await getRescoringTarget(req.ctx, id)
  const effects = target.decided ? [] : await listRescoringEffects(req.ctx, target)
  const failing = effects.filter((effect) => effect.change === 'fails')
  await renderPage(req, res, 'certification/rescoring', {
    title: 'Put right what was marked',
    back: { href: `/questions/${id}`, text: 'Question' },
    wide: true,
    form,
    action: `/questions/${id}/rescoring`,
    rescoring: rescoringPage({
      ...(await getQuestionText(req.ctx, target.question_version_id)),
      target,
      effects,
      seen: wordOfEffects(effects),
      certificates: await listCertificatesOfTakers(req.ctx, failing),
    }),
  })
}

export async function createRescoring(req: Request, res: Response): Promise<void> {
  const id = questionOf(req)
  const read = readForm(rescoringForm, req)
  if (!read.ok) return showRescoring(req, res, read.form)
  const done = await putQuestionRight(req.ctx, { question_id: id, ...read.values })
  switch (done.result) {
    case 'moved-on': {
      const sentence = 'Something changed while you were reading. Look at the table again, then put it right'
      return showRescoring(req, res, read.form.withError('mode', sentence))
    }
    case 'put-right':
      flash(req, 'success', doneWords(done))
      break
    case 'already':
      flash(req, 'notice', 'This was put right already')
      break
    case 'nothing':
      flash(req, 'notice', 'The question has no earlier version, so there is nothing to put right')
      break
  }
  res.redirect(303, `/questions/${id}`)
}

function doneWords({ changed, people }: { changed: number; people: number }): string {
  if (changed === 0) return 'The question is put right. No result changed'
  const results = changed === 1 ? '1 result' : `${changed} results`
  return `The question is put right. ${results} of ${people === 1 ? '1 person' : `${people} people`} changed, and they are told by email`
}
