/** The room as everyone sees it, and what they send from there. Each works as a plain form, and as a script's request. */
import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { wordsForTime } from '../../../lib/time.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { giveAnswer } from '../commands/answers.ts'
import { answerForm } from '../forms.ts'
import * as pages from '../pages/room.ts'
import { canEnter, canRun } from '../policy.ts'
import { questionList } from '../pages/questions.ts'
import { findCurrentItem, findOwnAnswer, getItem } from '../queries/agenda.ts'
import { findCheckIn } from '../queries/presence.ts'
import { listOwnVotes, listQuestions } from '../queries/questions.ts'
import type { RoomRow } from '../queries/rooms.ts'
import { findRoom, findSequence } from '../queries/rooms.ts'
import type { RoomState } from '../rules.ts'
import { roomStateOf } from '../rules.ts'
import { mostQuestions } from '../streams/messages.ts'
import { beat } from '../streams/heartbeats.ts'

/** The room, for those who have a place or run it; for everyone else it is not there. */
export async function getRoom(req: Request): Promise<{ room: RoomRow; state: RoomState; me: PersonActor }> {
  const room = await findRoom(req.ctx, String(req.params.liveSessionId))
  if (!canEnter(req.ctx.actor, room)) throw new NotFound()
  return { room, state: roomStateOf(room, req.ctx.now), me: req.ctx.actor as PersonActor }
}

export async function showRoom(req: Request, res: Response): Promise<void> {
  await showRoomPage(req, res, emptyQuestion())
}

/** A form that can be sent once: its id has no time in it, for an anonymous question keeps it. */
const emptyQuestion = (): Form => filledForm({ id: randomUUID() })

export async function showRoomPage(req: Request, res: Response, form: Form): Promise<void> {
  const { room, state, me } = await getRoom(req)
  const runs = canRun(req.ctx.actor, room)
  const isOpen = state.state === 'open' || runs
  // The number first: what happens while the page is made is sent again by the stream, and never missed.
  const sequence = await findSequence(req.ctx, room.live_session_id)
  const item = isOpen ? await findCurrentItem(req.ctx, room.live_session_id) : undefined
  const facts = pages.roomFacts(room)
  const takesPart = room.has_place && state.state === 'open'
  const checkedIn = takesPart ? await findCheckIn(req.ctx, state.part.id, me.id) : null
  await renderPage(req, res, 'live-room/show', {
    title: room.title,
    exit_page: true,
    back: { href: facts.session_href, text: 'About this session' },
    room: {
      ...facts,
      ...pages.stateFacts(state),
      is_open: isOpen,
      can_take_part: takesPart,
      checked_in_words: checkedIn && wordsForTime(checkedIn),
      sequence,
    },
    navigation_items: runs ? pages.roomNavigation(facts.href, '') : null,
    form,
    stage: pages.stage(item, req.ctx.now),
    mine: item ? await findOwnAnswer(req.ctx, item.id, me.id) : null,
    questions: isOpen ? questionList(await listQuestions(req.ctx, room.live_session_id, mostQuestions)) : [],
    voted: await listOwnVotes(req.ctx, room.live_session_id, me.id),
  })
}

/** A script asks for JSON and stays on its page; a plain form is led back to the room. */
export const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json'

export function answerWith(req: Request, res: Response, href: string, result: string, sentence: string | null): void {
  if (wantsJson(req)) {
    res.status(sentence === null ? 200 : 409).json({ result, sentence })
    return
  }
  if (sentence !== null) flash(req, 'notice', sentence)
  res.redirect(303, href)
}

export async function createAnswer(req: Request, res: Response): Promise<void> {
  const { room, state, me } = await getRoom(req)
  const { href } = pages.roomFacts(room)
  const item = await getItem(req.ctx, room.live_session_id, String(req.params.itemId))
  const back = `${href}#now`
  if (!room.has_place) return answerWith(req, res, back, 'not-counted', 'Only people with a place are counted')
  if (state.state !== 'open') return answerWith(req, res, href, 'room-closed', 'The room is not open')
  const read = readForm(answerForm, req)
  if (!read.ok || !item.options.some((option) => option.id === read.values.option_id))
    return answerWith(req, res, back, 'no-answer', 'Select an answer, then send it')
  const input = { live_session_id: room.live_session_id, item_id: item.id, person_id: me.id, ...read.values }
  switch (await giveAnswer(req.ctx, input)) {
    case 'closed':
      return answerWith(req, res, back, 'closed', 'That one is closed: your answer was not counted')
    case 'kept':
      // Where no script sends heartbeats, what somebody sends shows that they are here.
      if (!wantsJson(req)) await beat(req.ctx, { part_id: state.part.id, person_id: me.id, at: req.ctx.now })
      return answerWith(req, res, back, 'kept', null)
  }
}
