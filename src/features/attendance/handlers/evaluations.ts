/** The evaluation of a session: the form for whoever holds the link of a place, and what came of it for who keeps the session. */
import type { Request, Response } from 'express'
import { wordsForDate } from '../../../lib/time.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { BookingRow, LiveSessionRow } from '../../live-sessions/index.ts'
import { canKeep, findBookingByToken, getLiveSession, listTrainers } from '../../live-sessions/index.ts'
import { answerEvaluation } from '../commands/evaluations.ts'
import { evaluationForm } from '../evaluation-form.ts'
import { evaluationResults, questionFields, standingWords } from '../pages/evaluations.ts'
import { countEvaluationAnswers, getEvaluationEntry, listShownAnswers } from '../queries/evaluations.ts'
import type { EvaluationState } from '../rules/evaluation.ts'
import { changeQuestion, evaluationClosesAt, evaluationStateOf } from '../rules/evaluation.ts'

type PageState = EvaluationState | 'no-place' | 'answered' | 'away'

interface Evaluation {
  booking: BookingRow
  session: LiveSessionRow
  state: PageState
}

async function getEvaluation(req: Request): Promise<Evaluation> {
  const booking = await findBookingByToken(req.ctx, String(req.params.token))
  if (!booking) throw new NotFound()
  const session = await getLiveSession(req.ctx, booking.live_session_id)
  return { booking, session, state: await stateOf(req, booking, session) }
}

async function stateOf(req: Request, booking: BookingRow, session: LiveSessionRow): Promise<PageState> {
  if (booking.cancelled_at || !booking.booked_at) return 'no-place'
  const { has_answered, was_away } = await getEvaluationEntry(req.ctx, booking.id)
  if (has_answered) return 'answered'
  const state = evaluationStateOf(session, req.ctx.now)
  return state === 'open' && was_away ? 'away' : state
}

export async function showEvaluation(req: Request, res: Response): Promise<void> {
  await showForm(req, res, await getEvaluation(req), emptyForm())
}

async function showForm(req: Request, res: Response, { session, state }: Evaluation, form: Form): Promise<void> {
  res.setHeader('X-Robots-Tag', 'noindex')
  await renderPage(req, res, 'attendance/evaluation', {
    title: state === 'answered' ? 'Thank you' : 'How was it?',
    form,
    state,
    session_title: session.title,
    day_words: wordsForDate(session.ends_at),
    closes_words: wordsForDate(evaluationClosesAt(session.ends_at)),
    action: `/join/${String(req.params.token)}/evaluation`,
    questions: questionFields,
    change_question: changeQuestion,
  })
}

/** In any state but open the page itself says why nothing was kept. */
export async function createEvaluation(req: Request, res: Response): Promise<void> {
  const evaluation = await getEvaluation(req)
  const { booking, state } = evaluation
  if (state === 'open') {
    const read = readForm(evaluationForm, req)
    if (!read.ok) return showForm(req, res, evaluation, read.form)
    await answerEvaluation(req.ctx, { booking, answers: read.values })
  }
  res.redirect(303, `/join/${booking.join_token}/evaluation`)
}

export async function showEvaluationResults(req: Request, res: Response): Promise<void> {
  const session = await getLiveSession(req.ctx, String(req.params.liveSessionId))
  const trainers = await listTrainers(req.ctx, session.id)
  const keeps = canKeep(
    req.ctx.actor,
    trainers.map((trainer) => trainer.id),
  )
  if (!keeps) throw new NotFound()
  const state = evaluationStateOf(session, req.ctx.now)
  const shown = await listShownAnswers(req.ctx, session.id)
  await renderPage(req, res, 'attendance/evaluation-results', {
    title: `Evaluation of ${session.title}`,
    back: { href: `/live-sessions/${session.id}`, text: session.title },
    state,
    standing_words: standingWords(await countEvaluationAnswers(req.ctx, session.id), shown.length, state),
    closes_words: wordsForDate(evaluationClosesAt(session.ends_at)),
    results: shown.length === 0 ? null : evaluationResults(shown),
  })
}
