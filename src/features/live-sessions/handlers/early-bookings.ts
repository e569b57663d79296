/** Asks a coordinator why somebody is to have a place although another course comes first. */
import type { Request, Response } from 'express'
import { Form } from '../../../platform/http/form.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { firstWords } from '../pages/bookings.ts'
import { sessionFacts } from '../pages/live-sessions.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'

export async function askWhyEarly(
  req: Request,
  res: Response,
  asked: {
    session: LiveSessionRow
    person: { full_name: string }
    missing_first: string[]
    leave_href: string
    /** Sent again with the reason; whoever sent a reason that was empty is told so. */
    typed: Typed
  },
): Promise<void> {
  const { session, person, typed } = asked
  const { early_reason, ...again } = typed
  const form = new Form(typed)
  await renderPage(req, res, 'live-sessions/early', {
    title: `Another course comes first for ${person.full_name}`,
    back: { href: asked.leave_href },
    form: early_reason === undefined ? form : form.withError('early_reason', 'Enter the reason'),
    session: sessionFacts(session, req.ctx.now),
    words: firstWords(person.full_name, asked.missing_first),
    action: `/live-sessions/${session.id}/bookings`,
    leave_href: asked.leave_href,
    hidden: Object.entries(again).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
  })
}
