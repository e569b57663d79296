/** The page of a session's places: how they are used, what is kept for whom, keeping some and letting them go. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { readDay } from '../../../platform/http/fields.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listOrganisationChoices } from '../../organisations/index.ts'
import { keepPlaces, stopKeepingPlaces } from '../commands/quotas.ts'
import { quotaForm } from '../forms/places.ts'
import { sessionFacts } from '../pages/live-sessions.ts'
import { groupChoices, ledger, quotaRow } from '../pages/places.ts'
import { getKept } from './live-sessions.ts'

export async function showPlaces(req: Request, res: Response): Promise<void> {
  await showForm(req, res, emptyForm())
}

async function showForm(req: Request, res: Response, form: Form): Promise<void> {
  const { session } = await getKept(req)
  await renderPage(req, res, 'live-sessions/places', {
    title: `Places of ${session.title}`,
    back: { href: `/live-sessions/${session.id}`, text: session.title },
    form,
    session: sessionFacts(session, req.ctx.now),
    ledger: ledger(session, req.ctx.now),
    quotas: session.quotas.map((quota) => quotaRow(quota, session, req.ctx.now)),
    group_choices: groupChoices(await listOrganisationChoices(req.ctx)),
  })
}

export async function createQuota(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const read = readForm(quotaForm, req)
  const day = readDay(req.body ?? {}, 'release_on')
  const isDay = day !== null && day !== 'bad'
  if (!read.ok || !isDay) {
    const words =
      day === null ? 'Enter the day from which they are open to all' : 'Enter a day that exists, like 12 5 2027'
    return showForm(req, res, isDay ? read.form : read.form.withError('release_on-day', words))
  }
  const { group, places } = read.values
  const kept = await keepPlaces(req.ctx, { live_session_id: session.id, group, places, release_on: day })
  switch (kept.result) {
    case 'no-such-group':
      return showForm(req, res, read.form.withError('group', 'Select who the places are kept for'))
    case 'bad-release':
      return showForm(
        req,
        res,
        read.form.withError('release_on-day', 'Enter a day after today, and not after the session'),
      )
    case 'too-many':
      return showForm(req, res, read.form.withError('places', mostWords(kept.most)))
    case 'over':
      flash(req, 'notice', 'Nothing was changed: this session is cancelled or has begun.')
      break
    case 'kept':
      flash(req, 'success', 'The places are kept.')
  }
  res.redirect(303, `/live-sessions/${session.id}/places`)
}

const mostWords = (most: number): string =>
  most === 0 ? 'No place is free to be kept' : `Enter ${most} or fewer: no more can be kept now`

export async function removeQuota(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const result = await stopKeepingPlaces(req.ctx, {
    live_session_id: session.id,
    quota_id: String(req.params.quotaId),
  })
  switch (result) {
    case 'released':
    case 'already-released':
      flash(req, 'success', 'These places are open to everyone now. Bookings that were made stay.')
  }
  res.redirect(303, `/live-sessions/${session.id}/places`)
}
