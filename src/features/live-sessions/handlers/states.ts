/** The buttons that open a session for booking and close its bookings. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { closeBookings, openLiveSession } from '../commands/states.ts'
import { getKept } from './live-sessions.ts'

export async function createOpening(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const result = await openLiveSession(req.ctx, { id: session.id })
  switch (result) {
    case 'opened':
    case 'already-open':
      flash(req, 'success', 'The session is open: people can see it and book.')
      break
    case 'reopened':
      flash(req, 'success', 'Bookings are open again. Who waits is offered what is free.')
      break
    case 'over':
      flash(req, 'notice', 'Nothing was changed: its day is over. Change the day first.')
      break
    case 'cancelled':
      flash(req, 'notice', 'Nothing was changed: this session is cancelled.')
      break
    case 'postponed':
      flash(req, 'notice', 'Nothing was changed: this session is postponed. Set its new date first.')
  }
  res.redirect(303, `/live-sessions/${session.id}`)
}

export async function createClosing(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const result = await closeBookings(req.ctx, { id: session.id })
  switch (result) {
    case 'closed':
    case 'already-closed':
      flash(req, 'success', 'Bookings are closed. Everyone keeps the place they have.')
      break
    case 'draft':
      flash(req, 'notice', 'Nothing was changed: this session is a draft, so nobody can book it.')
      break
    case 'over':
    case 'cancelled':
    case 'postponed':
      flash(req, 'notice', 'Nothing was changed: this session is off or has begun.')
  }
  res.redirect(303, `/live-sessions/${session.id}`)
}
