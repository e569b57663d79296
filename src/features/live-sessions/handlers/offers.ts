/** The page of an offered place: works without signing in, changes nothing until a button is pressed. */
import type { Request, Response } from 'express'
import { wordsForMoment } from '../../../lib/time.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { acceptOffer, declineOffer } from '../commands/offer-answers.ts'
import { offerForm } from '../forms/places.ts'
import { elsewhereWords } from '../pages/bookings.ts'
import { sessionFacts } from '../pages/live-sessions.ts'
import { offerStateOf, offerTitle } from '../pages/offers.ts'
import { findPlaceElsewhere } from '../queries/bookings.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import type { OfferRow } from '../queries/offers.ts'
import { findOfferByToken } from '../queries/offers.ts'
import { askWhy } from './overlaps.ts'

export async function showOffer(req: Request, res: Response): Promise<void> {
  const offer = await findOfferByToken(req.ctx, String(req.params.token))
  if (!offer) throw new NotFound()
  const session = await getLiveSession(req.ctx, offer.live_session_id)
  const state = offerStateOf(offer, session, req.ctx.now)
  const elsewhere = offer.is_booked ? undefined : await findPlaceElsewhere(req.ctx, session, offer.person_id)
  res.setHeader('X-Robots-Tag', 'noindex')
  await renderPage(req, res, 'live-sessions/offer', {
    title: offerTitle[state],
    state,
    action: `/offers/${String(req.params.token)}`,
    person_name: offer.full_name,
    session: sessionFacts(session, req.ctx.now),
    until_words: wordsForMoment(offer.ends_at),
    elsewhere_words: elsewhere ? elsewhereWords(elsewhere) : null,
  })
}

/** The page is for whoever holds the link, so it leads to no page that asks to sign in. */
async function askForOffer(req: Request, res: Response, offer: OfferRow, typed: Typed): Promise<void> {
  const session = await getLiveSession(req.ctx, offer.live_session_id)
  const elsewhere = await findPlaceElsewhere(req.ctx, session, offer.person_id)
  const href = `/offers/${String(req.params.token)}`
  await askWhy(req, res, {
    session,
    person: { id: offer.person_id, full_name: offer.full_name },
    isOwn: true,
    tends: false,
    ...(elsewhere ? { exceptId: elsewhere.live_session_id } : {}),
    action: href,
    leave_href: href,
    typed,
  })
}

export async function answerOffer(req: Request, res: Response): Promise<void> {
  const token = String(req.params.token)
  const offer = await findOfferByToken(req.ctx, token)
  if (!offer) throw new NotFound()
  const read = readForm(offerForm, req)
  // Two buttons and no field: without either the page is shown as it is.
  if (read.ok) {
    if (read.values.answer === 'take') {
      const result = await acceptOffer(req.ctx, { token, overlap_reason: read.values.overlap_reason })
      if (result === 'overlaps') return askForOffer(req, res, offer, read.form.typed)
    } else await declineOffer(req.ctx, { token })
  }
  res.redirect(303, `/offers/${token}`)
}
