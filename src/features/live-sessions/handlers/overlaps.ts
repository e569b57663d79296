/** Asks why somebody is to have a place at a time when they are elsewhere: for a booking, a move, an offer. */
import type { Request, Response } from 'express'
import { Form } from '../../../platform/http/form.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { sessionFacts } from '../pages/live-sessions.ts'
import { overlapLines, overlapTitle } from '../pages/overlaps.ts'
import { listOverlapsOfPlace } from '../queries/overlaps.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'

export async function askWhy(
  req: Request,
  res: Response,
  asked: {
    session: LiveSessionRow
    person: { id: string; full_name: string }
    isOwn: boolean
    /** Whether the reader is signed in as somebody who may move or cancel the other booking. */
    tends: boolean
    /** A session whose place is given up for this one. */
    exceptId?: string
    action: string
    leave_href: string
    /** Sent again with the reason; whoever sent a reason that was empty is told so. */
    typed: Typed
  },
): Promise<void> {
  const { session, person, isOwn, typed } = asked
  const overlaps = await listOverlapsOfPlace(req.ctx, session, person.id, asked.exceptId)
  const { overlap_reason, ...again } = typed
  const form = new Form(typed)
  await renderPage(req, res, 'live-sessions/overlap', {
    title: overlapTitle(isOwn ? null : person.full_name),
    back: { href: asked.leave_href },
    form: overlap_reason === undefined ? form : form.withError('overlap_reason', 'Enter the reason'),
    session: sessionFacts(session, req.ctx.now),
    lines: overlapLines(overlaps, asked),
    action: asked.action,
    leave_href: asked.leave_href,
    hidden: Object.entries(again).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
  })
}
