/** What everybody may see, and who decides it. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { today, wordsForDate } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listProgrammes } from '../../courses/index.ts'
import { getOrganisation, sentenceCase } from '../../organisations/index.ts'
import { canOpenOrganisation } from '../../people/index.ts'
import type { RosterScope } from '../../roster/index.ts'
import { usualFilters, usualProgramme } from '../../roster/index.ts'
import { changePublication, listOrganisation, unlistOrganisation } from '../commands/publication.ts'
import { directoryForm, publicationForm } from '../forms.ts'
import { sections } from '../pages/numbers.ts'
import { figureLines } from '../pages/publication.ts'
import * as queries from '../queries/publication.ts'

async function usualScope(ctx: Ctx): Promise<RosterScope> {
  const programmes = await listProgrammes(ctx)
  const programme = programmes.find((one) => one.slug === usualProgramme) ?? programmes[0]!
  return { filters: { ...usualFilters(today(ctx.now)), programme: programme.slug }, programme, led: null }
}

/** Everybody may ask as often as they like: the answer is worked out anew every five minutes at most. */
const keepMilliseconds = 5 * 60_000
const kept = new WeakMap<object, Map<string, { until: number; value: unknown }>>()

async function keep<Value>(ctx: Ctx, name: string, make: () => Promise<Value>): Promise<Value> {
  const key = ctx.db.client.config as object
  const all = kept.get(key) ?? new Map<string, { until: number; value: unknown }>()
  kept.set(key, all)
  const known = all.get(name)
  if (known && known.until > ctx.now.getTime() && known.until <= ctx.now.getTime() + keepMilliseconds)
    return known.value as Value
  const value = await make()
  all.set(name, { value, until: ctx.now.getTime() + keepMilliseconds })
  return value
}

const forget = (ctx: Ctx) => kept.delete(ctx.db.client.config as object)

export async function showFigures(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  if (!(await queries.getPublication(ctx)).shows_figures) throw new NotFound()
  const figures = await keep(ctx, 'figures', async () => queries.countPublicFigures(ctx, await usualScope(ctx)))
  await renderPage(req, res, 'reports/figures', {
    title: 'Hate crime champions in figures',
    figures: figureLines(figures),
    day_words: wordsForDate(today(ctx.now)),
    has_directory: (await queries.getPublication(ctx)).shows_directory,
  })
}

export async function showDirectory(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  if (!(await queries.getPublication(ctx)).shows_directory) throw new NotFound()
  const champions = await keep(ctx, 'directory', async () => queries.listDirectory(ctx, await usualScope(ctx)))
  // Another process may keep who has taken their consent back: that is asked each time.
  const mailboxes = await queries.listMailboxes(ctx)
  const found = champions.flatMap((one) => {
    const mailbox = mailboxes.get(one.organisation_id)
    return mailbox === undefined ? [] : [{ ...one, mailbox }]
  })
  await renderPage(req, res, 'reports/directory', {
    title: 'Organisations with hate crime champions',
    organisations: found.map((one) => ({ ...one, kind_words: sentenceCase(one.kind), area_words: one.areas ?? '' })),
  })
}

export async function editPublication(req: Request, res: Response): Promise<void> {
  const { shows_figures, shows_directory } = await queries.getPublication(req.ctx)
  const scope = await usualScope(req.ctx)
  const [figures, directory] = [
    await queries.countPublicFigures(req.ctx, scope),
    await queries.listDirectory(req.ctx, scope),
  ]
  await renderPage(req, res, 'reports/publication', {
    title: 'What everybody may see',
    sections: sections('publication'),
    form: filledForm({
      shows: [...(shows_figures ? ['figures'] : []), ...(shows_directory ? ['directory'] : [])],
    }),
    figures: figureLines(figures),
    listed: directory.length,
    shows_figures,
    shows_directory,
  })
}

export async function updatePublication(req: Request, res: Response): Promise<void> {
  const read = readForm(publicationForm, req)
  const shows = read.ok ? read.values.shows : []
  await changePublication(req.ctx, {
    shows_figures: shows.includes('figures'),
    shows_directory: shows.includes('directory'),
  })
  forget(req.ctx)
  flash(req, 'success', 'What everybody may see has changed.')
  res.redirect(303, '/reports/publication')
}

async function getOwn(req: Request) {
  const id = String(req.params.organisationId)
  if (!isId(id) || !canOpenOrganisation(req.ctx.actor, id)) throw new NotFound()
  return getOrganisation(req.ctx, id)
}

export async function editEntry(req: Request, res: Response): Promise<void> {
  const organisation = await getOwn(req)
  const entry = await queries.findEntry(req.ctx, organisation.id)
  await showEntry(req, res, organisation, filledForm(entry ? { mailbox: entry.mailbox, agrees: 'yes' } : {}))
}

async function showEntry(
  req: Request,
  res: Response,
  organisation: { id: string; name: string },
  form: Form,
): Promise<void> {
  await renderPage(req, res, 'reports/directory-entry', {
    title: `${organisation.name} in the public directory`,
    back: { href: `/organisations/${organisation.id}`, text: organisation.name },
    form,
    action: `/organisations/${organisation.id}/directory`,
    is_shown: (await queries.getPublication(req.ctx)).shows_directory,
  })
}

export async function updateEntry(req: Request, res: Response): Promise<void> {
  const organisation = await getOwn(req)
  const read = readForm(directoryForm, req)
  if (!read.ok) return showEntry(req, res, organisation, read.form)
  const { agrees, mailbox } = read.values
  if (!agrees) {
    await unlistOrganisation(req.ctx, organisation.id)
    forget(req.ctx)
    flash(req, 'success', `${organisation.name} is not in the public directory.`)
    return res.redirect(303, `/organisations/${organisation.id}`)
  }
  const result = await listOrganisation(req.ctx, { organisation_id: organisation.id, mailbox })
  switch (result) {
    case 'listed':
      forget(req.ctx)
      flash(req, 'success', `${organisation.name} is in the public directory while it has a champion.`)
      return res.redirect(303, `/organisations/${organisation.id}`)
    case 'person-mailbox':
      return showEntry(
        req,
        res,
        organisation,
        read.form.withError('mailbox', 'This is the address of a person. Enter a mailbox that several people read'),
      )
  }
}
