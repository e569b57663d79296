/** The pages of live sessions: the list, and one session. */
import type { Request, Response } from 'express'
import { hasRole } from '../../../platform/access.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { elsewhereWords, firstWords } from '../pages/bookings.ts'
import * as pages from '../pages/live-sessions.ts'
import { materialLine, materialsHref, materialsWords } from '../pages/materials.ts'
import { seriesLines } from '../pages/series.ts'
import { canBookColleagues, canKeep, canSchedule, canSee } from '../policy.ts'
import { findOwnBooking, findPlaceElsewhere } from '../queries/bookings.ts'
import { findGroups } from '../queries/quotas.ts'
import { listMaterials, listShownMaterials } from '../queries/materials.ts'
import * as queries from '../queries/live-sessions.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import { getProspect } from '../queries/recipients.ts'
import { findRebookingToken } from '../queries/rebookings.ts'
import type { TrainerRow } from '../queries/parts.ts'
import { listTrainers } from '../queries/parts.ts'
import type { SeriesSessionRow } from '../queries/series.ts'
import { listSeries } from '../queries/series.ts'
import { readNeeds } from '../rules.ts'

const acting = (req: Request): PersonActor => req.ctx.actor as PersonActor

export async function listLiveSessions(req: Request, res: Response): Promise<void> {
  const reader = { id: acting(req).id, sees_all: hasRole(req.ctx.actor, 'coordinator') }
  const paging = readPaging(req, await queries.countOpenLiveSessions(req.ctx, reader), 30)
  await renderPage(req, res, 'live-sessions/list', {
    title: 'Live sessions',
    sessions: (await queries.listOpenLiveSessions(req.ctx, reader, paging)).map((session) =>
      pages.sessionCard(session, req.ctx.now),
    ),
    paging,
    can_schedule: canSchedule(req.ctx.actor),
  })
}

/** The session with its trainers, for those who keep it; for everyone else it is not there. */
export async function getKept(req: Request): Promise<{ session: LiveSessionRow; trainers: TrainerRow[] }> {
  const session = await queries.getLiveSession(req.ctx, String(req.params.liveSessionId))
  const trainers = await listTrainers(req.ctx, session.id)
  const trainerIds = trainers.map((trainer) => trainer.id)
  if (!canKeep(req.ctx.actor, trainerIds)) throw new NotFound()
  return { session, trainers }
}

export async function showLiveSession(req: Request, res: Response): Promise<void> {
  await showSession(req, res, null)
}

/** A session that the reader may see; a draft is not there for those who do not keep it. */
export async function getSeen(req: Request): Promise<{ session: LiveSessionRow; trainers: TrainerRow[] }> {
  const session = await queries.getLiveSession(req.ctx, String(req.params.liveSessionId))
  const trainers = await listTrainers(req.ctx, session.id)
  const trainerIds = trainers.map((trainer) => trainer.id)
  if (!canSee(req.ctx.actor, session, trainerIds)) throw new NotFound()
  return { session, trainers }
}

/** The series of a session, as far as the reader may see it. */
async function listSeen(req: Request, session: LiveSessionRow): Promise<SeriesSessionRow[]> {
  return (await listSeries(req.ctx, session.series_id)).filter((one) => canSee(req.ctx.actor, one, one.trainer_ids))
}

/** Also where a bad booking or needs form comes back to. */
export async function showSession(req: Request, res: Response, form: Form | null): Promise<void> {
  const { session, trainers } = await getSeen(req)
  const actor = acting(req)
  const booking = await findOwnBooking(req.ctx, session.id, actor.id)
  const known = readNeeds(booking?.needs ?? null)
  const { missing_first } = await getProspect(req.ctx, session.id, actor.id)
  const elsewhere = booking ? undefined : await findPlaceElsewhere(req.ctx, session, actor.id)
  const standing = pages.standingOf({
    cancelled_at: session.cancelled_at,
    is_postponed: session.is_postponed,
    booking_id: booking?.id ?? null,
    booked_at: booking?.booked_at ?? null,
    waiting_position: booking?.waiting_position ?? null,
    offer_ends_at: booking?.offer_ends_at ?? null,
  })
  const keeps = canKeep(
    actor,
    trainers.map((trainer) => trainer.id),
  )
  const materials = keeps || booking?.booked_at ? await listShownMaterials(req.ctx, session) : []
  const rebookingToken = booking && session.cancelled_at ? await findRebookingToken(req.ctx, booking.id) : null
  const bookingHref = booking && `/live-sessions/${session.id}/bookings/${booking.id}`
  await renderPage(req, res, 'live-sessions/show', {
    title: session.title,
    back: { href: '/live-sessions', text: 'Live sessions' },
    form: form ?? filledForm({ needs: known.ticked, needs_other: known.other }),
    session: pages.sessionFacts(session, req.ctx.now, await findGroups(req.ctx, actor.id)),
    trainer_names: trainers.map((trainer) => trainer.full_name),
    standing,
    booking: booking && {
      join_href: session.mode === 'online' ? `/join/${booking.join_token}` : null,
      move_href: session.live_part_ids.length > 0 && booking.booked_at ? `${bookingHref}/move` : null,
      cancellation_href: `${bookingHref}/cancellation`,
      offer_href: booking.offer_token && `/offers/${booking.offer_token}`,
      needs_href: `${bookingHref}/needs`,
      rebooking_href: rebookingToken && `/rebookings/${rebookingToken}`,
      is_waiting: booking.booked_at === null,
      needs_lines: booking.needs?.split('\n') ?? [],
    },
    elsewhere: elsewhere && {
      words: elsewhereWords(elsewhere),
      move_href: `/live-sessions/${elsewhere.live_session_id}/bookings/${elsewhere.booking_id}/move?to=${session.id}`,
    },
    first_words: missing_first.length > 0 ? firstWords(null, missing_first) : null,
    needs_choices: pages.needsChoices,
    keeps,
    materials: materials.map((material) => materialLine(material, materialsHref(session.id))),
    materials_words: keeps ? materialsWords(await listMaterials(req.ctx, session.id)) : null,
    series: seriesLines(await listSeen(req, session), session.id),
    books_colleagues: canBookColleagues(actor),
  })
}
