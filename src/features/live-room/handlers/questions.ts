/** Asking and voting in the room, and the trainer's page of questions. */
import { createHmac } from 'node:crypto'
import type { Request, Response } from 'express'
import { readForm } from '../../../platform/http/form.ts'
import type { Limit } from '../../../platform/http/limits.ts'
import { countTry } from '../../../platform/http/limits.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { askQuestion, setQuestionState, voteFor } from '../commands/questions.ts'
import { questionForm, questionStateForm, voteForm } from '../forms.ts'
import * as pages from '../pages/room.ts'
import { questionList } from '../pages/questions.ts'
import { getQuestion, listQuestions } from '../queries/questions.ts'
import { findSequence } from '../queries/rooms.ts'
import { isOpenForTrainers } from '../rules.ts'
import { hubOf } from '../streams/hub.ts'
import { getKeptRoom } from './agenda.ts'
import { answerWith, getRoom, showRoomPage, wantsJson } from './room.ts'

const limit: Limit = { name: 'room question', points: 10, seconds: 600 }

export async function createQuestion(req: Request, res: Response): Promise<void> {
  const { room, state, me } = await getRoom(req)
  const { live_session_id } = room
  const back = `${pages.roomHref(live_session_id)}#questions`
  if (!room.has_place || state.state !== 'open')
    return answerWith(req, res, back, 'closed', 'Only people with a place can ask, while the room is open')
  const read = readForm(questionForm, req)
  if (!read.ok) {
    if (!wantsJson(req)) return showRoomPage(req, res, read.form)
    return answerWith(req, res, back, 'faults', read.form.errors[0]!.text)
  }
  // Kept under a name that cannot be found from the person without the secret of this installation.
  const who = createHmac('sha256', req.ctx.config.session_secret).update(`${live_session_id} ${me.id}`).digest('hex')
  await countTry(req.ctx.db, limit, who)
  await askQuestion(req.ctx, { ...read.values, live_session_id, person_id: me.id })
  hubOf(req.ctx).changed(live_session_id)
  answerWith(req, res, back, 'asked', null)
}

export async function createVote(req: Request, res: Response): Promise<void> {
  const { room, state, me } = await getRoom(req)
  const { live_session_id } = room
  const { id: question_id } = await getQuestion(req.ctx, live_session_id, String(req.params.questionId))
  const back = `${pages.roomHref(live_session_id)}#questions`
  if (!room.has_place || state.state !== 'open')
    return answerWith(req, res, back, 'closed', 'Only people with a place can vote, while the room is open')
  const read = readForm(voteForm, req)
  const takes_back = read.ok && read.values.vote === 'no'
  await voteFor(req.ctx, { live_session_id, question_id, person_id: me.id, takes_back })
  answerWith(req, res, back, takes_back ? 'taken-back' : 'voted', null)
}

export async function showQuestions(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  const room = await getKeptRoom(req)
  const facts = pages.roomFacts(room)
  const sequence = await findSequence(ctx, room.live_session_id)
  await renderPage(req, res, 'live-room/questions', {
    title: `Questions: ${room.title}`,
    wide: true,
    back: { href: facts.session_href, text: room.title },
    room: { ...facts, sequence, is_open: isOpenForTrainers(room.parts, ctx.now) },
    navigation_items: pages.roomNavigation(facts.href, 'questions'),
    questions: questionList(await listQuestions(ctx, room.live_session_id, 500)),
  })
}

export async function updateQuestionState(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  const { live_session_id } = room
  const { id: question_id } = await getQuestion(req.ctx, live_session_id, String(req.params.questionId))
  const read = readForm(questionStateForm, req)
  if (read.ok) {
    await setQuestionState(req.ctx, { live_session_id, question_id, state: read.values.state })
    hubOf(req.ctx).changed(live_session_id)
  }
  res.redirect(303, `${pages.roomHref(live_session_id)}/questions`)
}
