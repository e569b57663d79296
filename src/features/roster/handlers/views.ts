/** Saved views: kept, changed, removed; and the mailed link that leads to one. */
import type { Request, Response } from 'express'
import { today, wordsForDate } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { changeView, removeView, saveView } from '../commands/views.ts'
import { viewForm } from '../forms.ts'
import { mailsChoices } from '../pages.ts'
import type { ViewRow } from '../queries/views.ts'
import { getLink, getView } from '../queries/views.ts'
import { rosterHref, rosterQuery } from '../rules.ts'
import { readScope } from './roster.ts'

const back = { href: '/roster', text: 'Roster' }
const taken = 'You have a view with this name already'

/** Null where the filters in the address are none: the roster says what is wrong with them. */
async function readKept(req: Request, res: Response) {
  const { scope, form } = await readScope(req)
  if (form.errors.length === 0) return scope.filters
  res.redirect(303, req.originalUrl.replace(/^\/roster\/views(\/new)?/, '/roster'))
  return null
}

export async function newView(req: Request, res: Response): Promise<void> {
  const filters = await readKept(req, res)
  if (filters) await showNew(req, res, filledForm({ mails: 'never' }))
}

async function showNew(req: Request, res: Response, form: Form): Promise<void> {
  const { filters } = (await readScope(req)).scope
  await renderPage(req, res, 'roster/view', {
    title: 'Save this view of the roster',
    back: { href: rosterHref(filters), text: 'Roster' },
    form,
    action: rosterHref(filters, '/roster/views'),
    button: 'Save the view',
    day_words:
      filters.on === today(req.ctx.now)
        ? 'It will always show the roster as at the day it is opened.'
        : `It will always show the roster as at ${wordsForDate(filters.on)}.`,
    mails_choices: mailsChoices,
    removal_href: null,
  })
}

export async function createView(req: Request, res: Response): Promise<void> {
  const filters = await readKept(req, res)
  if (!filters) return
  const read = readForm(viewForm, req)
  if (!read.ok) return showNew(req, res, read.form)
  // A view of today is one of whichever day it is opened.
  const pairs = rosterQuery(filters).filter(([name, value]) => name !== 'on' || value !== today(req.ctx.now))
  const saved = await saveView(req.ctx, { ...read.values, query: new URLSearchParams(pairs).toString() })
  switch (saved.result) {
    case 'saved':
      flash(req, 'success', `The view ${read.values.name} is saved.`)
      return res.redirect(303, rosterHref(filters))
    case 'name-taken':
      return showNew(req, res, read.form.withError('name', taken))
    case 'too-many':
      return showNew(req, res, read.form.withError('name', 'You have 30 views. Remove one first'))
  }
}

const own = (req: Request): Promise<ViewRow> => getView(req.ctx, String(req.params.viewId), actorId(req.ctx.actor)!)

export async function editView(req: Request, res: Response): Promise<void> {
  const view = await own(req)
  await showEdit(req, res, view, filledForm({ name: view.name, mails: view.mails }))
}

async function showEdit(req: Request, res: Response, view: ViewRow, form: Form): Promise<void> {
  await renderPage(req, res, 'roster/view', {
    title: `Change the view ${view.name}`,
    back,
    form,
    action: `/roster/views/${view.id}`,
    button: 'Save',
    day_words: null,
    mails_choices: mailsChoices,
    removal_href: `/roster/views/${view.id}/removal`,
  })
}

export async function updateView(req: Request, res: Response): Promise<void> {
  const view = await own(req)
  const read = readForm(viewForm, req)
  if (!read.ok) return showEdit(req, res, view, read.form)
  const result = await changeView(req.ctx, { id: view.id, ...read.values })
  switch (result) {
    case 'changed':
      flash(req, 'success', `The view ${read.values.name} is saved.`)
      return res.redirect(303, '/roster')
    case 'name-taken':
      return showEdit(req, res, view, read.form.withError('name', taken))
  }
}

export async function newRemoval(req: Request, res: Response): Promise<void> {
  const view = await own(req)
  await renderPage(req, res, 'roster/view-removal', {
    title: `Remove the view ${view.name}?`,
    back: { href: `/roster/views/${view.id}`, text: 'Back' },
    action: `/roster/views/${view.id}/removal`,
  })
}

export async function createRemoval(req: Request, res: Response): Promise<void> {
  const view = await own(req)
  await removeView(req.ctx, view.id)
  flash(req, 'success', `The view ${view.name} is removed.`)
  res.redirect(303, '/roster')
}

/** From a mail: the view as at the day of the mail, for the one it was sent to and for a week. */
export async function openLink(req: Request, res: Response): Promise<void> {
  const link = await getLink(req.ctx, String(req.params.token), actorId(req.ctx.actor)!)
  const query = new URLSearchParams(link.query)
  if (link.expires_at > req.ctx.now) {
    if (!query.has('on')) query.set('on', link.as_at)
    return res.redirect(303, `/roster?${query.toString()}`)
  }
  await renderPage(
    req,
    res,
    'roster/link-expired',
    {
      title: 'This link no longer works',
      name: link.name,
      last_words: wordsForDate(new Date(link.expires_at.getTime() - 1)),
      href: `/roster?${query.toString()}`,
    },
    { status: 410 },
  )
}
