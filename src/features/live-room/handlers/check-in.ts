/** The check-in code: on the trainer's screen, and the form where people type it. Looking at either records nothing. */
import type { Request, Response } from 'express'
import qrcode from 'qrcode'
import { qrSvg } from '../../../lib/qr.ts'
import { recordCheckIn } from '../../attendance/index.ts'
import { NotFound } from '../../../platform/errors.ts'
import { countTry, forgetTries } from '../../../platform/http/limits.ts'
import type { Limit } from '../../../platform/http/limits.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { checkInCode, isCheckInCode, spokenCode, stepSeconds } from '../check-in-codes.ts'
import { checkInForm } from '../forms.ts'
import * as pages from '../pages/room.ts'
import { canRun, canSeeCheckIn } from '../policy.ts'
import type { RoomRow } from '../queries/rooms.ts'
import { findRoom } from '../queries/rooms.ts'
import { roomStateOf } from '../rules.ts'
import { getKeptRoom } from './agenda.ts'
import { getRoom } from './room.ts'

/** Of a million codes at most three are good at any time. */
const tries: Limit = { name: 'room check-in', points: 8, seconds: 300 }

export async function showCode(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  const facts = pages.roomFacts(room)
  const state = roomStateOf(room, req.ctx.now)
  const now = state.state === 'open' ? checkInCode(req.ctx.config.session_secret, state.part.id, req.ctx.now) : null
  await renderPage(req, res, 'live-room/code', {
    title: 'Check-in code',
    refresh_seconds: now ? 5 : null,
    back: { href: facts.session_href, text: room.title },
    room: { ...facts, ...pages.stateFacts(state) },
    navigation_items: pages.roomNavigation(facts.href, 'code'),
    code: now && {
      digits: `${now.code.slice(0, 3)} ${now.code.slice(3)}`,
      spoken: spokenCode(now.code),
      changes_in_seconds: now.changes_in_seconds,
      every_seconds: stepSeconds,
    },
    address: req.ctx.config.base_url + facts.href + '/check-in',
  })
}

/** Leads to the form, not to a code: a picture of it is of no use to somebody elsewhere. */
export async function showQr(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  const address = `${req.ctx.config.base_url}${pages.roomHref(room.live_session_id)}/check-in`
  const code = qrcode.create(address, { errorCorrectionLevel: 'M' })
  res.type('svg').send(qrSvg(code, { margin: 4, onScreen: true }))
}

export async function newCheckIn(req: Request, res: Response): Promise<void> {
  const room = await findRoom(req.ctx, String(req.params.liveSessionId))
  if (!canSeeCheckIn(req.ctx.actor, room)) throw new NotFound()
  await showForm(req, res, room, emptyForm())
}

async function showForm(req: Request, res: Response, room: RoomRow, form: Form): Promise<void> {
  const facts = pages.roomFacts(room)
  const runs = canRun(req.ctx.actor, room)
  await renderPage(req, res, 'live-room/check-in', {
    title: 'Check in',
    back:
      runs || room.has_place ? { href: facts.href, text: 'Live room' } : { href: facts.session_href, text: room.title },
    form,
    room: { ...facts, ...pages.stateFacts(roomStateOf(room, req.ctx.now)), has_place: room.has_place, runs },
  })
}

export async function createCheckIn(req: Request, res: Response): Promise<void> {
  const { room, state, me } = await getRoom(req)
  const { href } = pages.roomFacts(room)
  if (!room.has_place || state.state !== 'open') return res.redirect(303, `${href}/check-in`)
  const read = readForm(checkInForm, req)
  if (!read.ok) return showForm(req, res, room, read.form)
  const key = `${state.part.id} ${me.id}`
  await countTry(req.ctx.db, tries, key)
  if (!isCheckInCode(req.ctx.config.session_secret, state.part.id, read.values.code, req.ctx.now))
    return showForm(
      req,
      res,
      room,
      read.form.withError('code', 'That code is not on the screen any more. Type the one that is there now'),
    )
  await recordCheckIn(req.ctx, { part_id: state.part.id, person_id: me.id })
  await forgetTries(req.ctx.db, tries, key)
  flash(req, 'success', 'You are checked in.')
  res.redirect(303, href)
}
