/** The personal join page: works without signing in, says nothing of others, opens shortly before the session. */
import type { Request, Response } from 'express'
import { wordsForMoment, wordsForRange } from '../../../lib/time.ts'
import { NotFound } from '../../../platform/errors.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { BookingRow, LiveSessionPartRow, LiveSessionRow } from '../../live-sessions/index.ts'
import {
  findBookingByToken,
  findMaterial,
  getLiveSession,
  isMaterialShown,
  joinOpensAt,
  joinOpensMinutes,
  listShownMaterials,
  materialLine,
  meetingService,
  partWords,
  sendMaterial,
} from '../../live-sessions/index.ts'
import { recordJoinClick } from '../commands/evidence.ts'
import { getEvaluationEntry } from '../queries/evaluations.ts'
import { evaluationStateOf } from '../rules/evaluation.ts'
import { joinPartAt, joinStateOf, meetingSources } from '../rules/joining.ts'

type JoinState = 'cancelled' | 'booking-cancelled' | 'waiting' | 'in-person' | 'early' | 'no-link' | 'open' | 'over'

interface Join {
  booking: BookingRow
  session: LiveSessionRow
  part: LiveSessionPartRow
  state: JoinState
}

async function getJoin(req: Request): Promise<Join> {
  const booking = await findBookingByToken(req.ctx, String(req.params.token))
  if (!booking) throw new NotFound()
  const session = await getLiveSession(req.ctx, booking.live_session_id)
  const part = joinPartAt(session.parts, req.ctx.now)
  return { booking, session, part, state: stateOf(booking, session, part, req.ctx.now) }
}

function stateOf(booking: BookingRow, session: LiveSessionRow, part: LiveSessionPartRow, now: Date): JoinState {
  if (session.cancelled_at) return 'cancelled'
  if (booking.cancelled_at) return 'booking-cancelled'
  const state = joinStateOf(part, now)
  if (state === 'over') return 'over'
  if (!booking.booked_at) return 'waiting'
  if (session.mode === 'in person') return 'in-person'
  return state === 'open' && !part.join_url ? 'no-link' : state
}

export async function showJoin(req: Request, res: Response): Promise<void> {
  const { booking, session, part, state } = await getJoin(req)
  const materials = booking.booked_at && !booking.cancelled_at ? await listShownMaterials(req.ctx, session) : []
  res.setHeader('X-Robots-Tag', 'noindex')
  if (state === 'open') letFormLeadTo(res, part.join_url!)
  await renderPage(req, res, 'attendance/join', {
    title: session.title,
    part_words: partWords(part, session.parts.length),
    state,
    action: `/join/${String(req.params.token)}/click`,
    here: `/join/${String(req.params.token)}`,
    when_words: wordsForRange(part.starts_at, part.ends_at),
    opens_words: wordsForMoment(joinOpensAt(part.starts_at)),
    opens_minutes: joinOpensMinutes,
    place: session.place,
    cancel_reason: session.cancel_reason,
    is_postponed: session.is_postponed,
    notes_lines: session.notes.split('\n').filter(Boolean),
    service: part.join_url && (meetingService(part.join_url) ?? new URL(part.join_url).hostname),
    join_url: state === 'open' ? part.join_url : null,
    evaluation_href: await evaluationHref(req, booking, session),
    materials: materials.map((material) => materialLine(material, `/join/${booking.join_token}/materials`)),
  })
}

/** While the evaluation is open and not answered yet. */
async function evaluationHref(req: Request, booking: BookingRow, session: LiveSessionRow): Promise<string | null> {
  if (!booking.booked_at || evaluationStateOf(session, req.ctx.now) !== 'open') return null
  const { has_answered, was_away } = await getEvaluationEntry(req.ctx, booking.id)
  return has_answered || was_away ? null : `/join/${booking.join_token}/evaluation`
}

/** A file of the session, for whoever holds the link of a place: it is what the page lists. */
export async function showJoinMaterial(req: Request, res: Response): Promise<void> {
  const { booking, session } = await getJoin(req)
  const material = await findMaterial(req.ctx, session.id, String(req.params.materialId))
  const hasPlace = booking.booked_at !== null && booking.cancelled_at === null
  if (!material || !hasPlace || !isMaterialShown(material, session, req.ctx.now)) throw new NotFound()
  await sendMaterial(req, res, material)
}

/** A browser holds a form to form-action on every redirect that follows it: the meeting's own ones have to be named. */
function letFormLeadTo(res: Response, joinUrl: string): void {
  const policy = String(res.getHeader('Content-Security-Policy'))
  const sources = ["'self'", ...meetingSources(joinUrl)].join(' ')
  res.setHeader('Content-Security-Policy', policy.replace(/form-action [^;]*/, `form-action ${sources}`))
}

/** Records the click and leads on; in any other state the page says why not. */
export async function createJoinClick(req: Request, res: Response): Promise<void> {
  const { booking, part, state } = await getJoin(req)
  if (state !== 'open') return res.redirect(303, `/join/${booking.join_token}`)
  await recordJoinClick(req.ctx, { part_id: part.id, person_id: booking.person_id })
  res.redirect(303, part.join_url!)
}
