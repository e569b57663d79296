/** The public help page, and its entries for coordinators. */
import type { Request, Response } from 'express'
import { today } from '../../lib/time.ts'
import { cookieName } from '../../platform/http/cookies.ts'
import { flash } from '../../platform/http/flash.ts'
import { filledForm, readForm, readQuery } from '../../platform/http/form.ts'
import type { Form } from '../../platform/http/form.ts'
import { renderPage } from '../../platform/http/render.ts'
import { readSettings } from '../../platform/settings.ts'
import { addHelpEntry, editHelpEntry, restoreHelpEntry, withdrawHelpEntry } from './commands.ts'
import { districtFilter, helpEntryForm } from './forms.ts'
import { entryListPage, filledEntry, helpPage, kindChoices } from './pages.ts'
import type { HelpEntryRow } from './queries.ts'
import { getHelpEntry, listAllHelpEntries, listDistricts, listHelpEntries } from './queries.ts'

const listBack = { href: '/help/entries', text: 'Entries of the help page' }
const nameTaken = 'The help page has an entry of this kind and name already'

export async function showHelp(req: Request, res: Response): Promise<void> {
  const { form, ...read } = readQuery(districtFilter, req)
  const districtId = read.ok ? read.values.district : null
  await renderPage(req, res, 'help/show', {
    title: 'Report hate crime or get help',
    exit_page: true,
    filter: form,
    help: helpPage(await listHelpEntries(req.ctx), await listDistricts(req.ctx), districtId, today(req.ctx.now)),
  })
}

export async function listEntries(req: Request, res: Response): Promise<void> {
  await renderPage(req, res, 'help/entries', {
    title: 'Entries of the help page',
    wide: true,
    back: { href: '/help', text: 'Report or get help' },
    entries: entryListPage(await listAllHelpEntries(req.ctx), today(req.ctx.now)),
  })
}

async function showForm(req: Request, res: Response, form: Form, entry: HelpEntryRow | null): Promise<void> {
  const districts = await listDistricts(req.ctx)
  await renderPage(req, res, 'help/entry', {
    title: entry ? `Edit ‘${entry.name}’` : 'Add an entry to the help page',
    back: listBack,
    form,
    entry,
    action: entry ? `/help/entries/${entry.id}` : '/help/entries',
    kind_choices: kindChoices,
    district_choices: [
      { value: '', text: 'Anywhere' },
      ...districts.map(({ id, name }) => ({ value: id, text: name })),
    ],
  })
}

export async function newEntry(req: Request, res: Response): Promise<void> {
  const entries = await listHelpEntries(req.ctx)
  const last = Math.max(0, ...entries.map((entry) => entry.position))
  const { team_name } = await readSettings(req.ctx)
  await showForm(req, res, filledForm({ owner: team_name, position: String(last + 10) }), null)
}

/** An area that is none of the districts is nobody's choice. */
async function isDistrict(req: Request, areaId: string | null): Promise<boolean> {
  return areaId === null || (await listDistricts(req.ctx)).some(({ id }) => id === areaId)
}

export async function createEntry(req: Request, res: Response): Promise<void> {
  const read = readForm(helpEntryForm, req)
  if (!read.ok) return showForm(req, res, read.form, null)
  const { is_checked: _, ...input } = read.values
  if (!(await isDistrict(req, input.area_id)))
    return showForm(req, res, read.form.withError('area_id', 'Select a district'), null)
  const added = await addHelpEntry(req.ctx, input)
  switch (added.result) {
    case 'name-taken':
      return showForm(req, res, read.form.withError('name', nameTaken), null)
    case 'added':
      flash(req, 'success', `‘${input.name}’ is on the help page now`)
      res.redirect(303, '/help/entries')
  }
}

const findEntry = (req: Request) => getHelpEntry(req.ctx, String(req.params.entryId))

export async function editEntry(req: Request, res: Response): Promise<void> {
  const entry = await findEntry(req)
  await showForm(req, res, filledForm(filledEntry(entry)), entry)
}

export async function updateEntry(req: Request, res: Response): Promise<void> {
  const entry = await findEntry(req)
  const read = readForm(helpEntryForm, req)
  if (!read.ok) return showForm(req, res, read.form, entry)
  if (!(await isDistrict(req, read.values.area_id)))
    return showForm(req, res, read.form.withError('area_id', 'Select a district'), entry)
  const result = await editHelpEntry(req.ctx, { help_entry_id: entry.id, ...read.values })
  switch (result) {
    case 'name-taken':
      return showForm(req, res, read.form.withError('name', nameTaken), entry)
    case 'saved':
      flash(req, 'success', `‘${read.values.name}’ was saved`)
      res.redirect(303, '/help/entries')
  }
}

export async function newWithdrawal(req: Request, res: Response): Promise<void> {
  const entry = await findEntry(req)
  await renderPage(req, res, 'help/withdrawal', { title: `Withdraw ‘${entry.name}’?`, back: listBack, entry })
}

export async function createWithdrawal(req: Request, res: Response): Promise<void> {
  const entry = await findEntry(req)
  const result = await withdrawHelpEntry(req.ctx, entry.id)
  switch (result) {
    case 'withdrawn':
      flash(req, 'success', `‘${entry.name}’ is no longer on the help page`)
      break
    case 'already':
      flash(req, 'notice', `‘${entry.name}’ was withdrawn already`)
  }
  res.redirect(303, '/help/entries')
}

export async function createReturn(req: Request, res: Response): Promise<void> {
  const entry = await findEntry(req)
  const result = await restoreHelpEntry(req.ctx, entry.id)
  switch (result) {
    case 'restored':
      flash(req, 'success', `‘${entry.name}’ is back on the help page`)
      break
    case 'already':
      flash(req, 'notice', `‘${entry.name}’ is on the help page already`)
  }
  res.redirect(303, '/help/entries')
}

/** Pages of the footer: what the law asks for, with the force's own name and address. */
const legal = (view: string, title: string) => async (req: Request, res: Response) => {
  await renderPage(req, res, `help/${view}`, { title })
}

export const showAccessibility = legal('accessibility', 'Accessibility statement')
export const showPrivacy = legal('privacy', 'Privacy notice')
export const showCookies = async (req: Request, res: Response) => {
  const { config } = req.ctx
  await renderPage(req, res, 'help/cookies', {
    title: 'Cookies',
    session_cookie: cookieName(config, 'upstander'),
    owner_cookie: cookieName(config, 'last_person'),
  })
}
export const showComplaints = legal('complaints', 'Complain or give feedback')
