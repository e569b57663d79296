/** Ending a partner: what it means, then the day and who follows. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { Conflict } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { endOrganisation } from '../commands.ts'
import { endingForm } from '../forms.ts'
import { endingWords, endWords, lastDayWords, organisationChoices, typedEnding } from '../pages.ts'
import * as queries from '../queries/organisations.ts'
import { hasEnded } from '../rules.ts'

const hasEndedWords = 'This organisation has ended already. Its end cannot be changed any more.'

export async function newEnding(req: Request, res: Response): Promise<void> {
  const organisation = await queries.getOrganisation(req.ctx, String(req.params.organisationId))
  if (hasEnded(organisation, today(req.ctx.now))) throw new Conflict(hasEndedWords)
  await showEnding(req, res, organisation, filledForm(typedEnding(organisation)))
}

async function showEnding(
  req: Request,
  res: Response,
  organisation: queries.OrganisationRow,
  form: Form,
): Promise<void> {
  await renderPage(req, res, 'organisations/end', {
    title: `End ${organisation.name}`,
    back: { href: `/organisations/${organisation.id}`, text: organisation.name },
    form,
    action: `/organisations/${organisation.id}/end`,
    cancel_href: `/organisations/${organisation.id}`,
    planned_words: endWords(organisation, today(req.ctx.now)),
    sentences: endingWords(organisation.name, await queries.countBelonging(req.ctx, organisation.id)),
    successor_choices: organisationChoices('None', await queries.listOrganisationChoices(req.ctx), organisation.id),
  })
}

export async function createEnding(req: Request, res: Response): Promise<void> {
  const organisation = await queries.getOrganisation(req.ctx, String(req.params.organisationId))
  const read = readForm(endingForm, req)
  if (!read.ok) return showEnding(req, res, organisation, read.form)
  const refuse = (field: string, text: string) => showEnding(req, res, organisation, read.form.withError(field, text))
  const result = await endOrganisation(req.ctx, { id: organisation.id, ...read.values })
  switch (result) {
    case 'before-start':
      return refuse('ends_on-day', 'The day it ends must be after the day it began here')
    case 'successor-unfit':
      return refuse('successor_id', 'Select an organisation that is there today and does not itself pass to this one')
    case 'already-ended':
      throw new Conflict(hasEndedWords)
    case 'ended':
      flash(req, 'success', `The last day of ${organisation.name} is ${lastDayWords(read.values.ends_on)}`)
      res.redirect(303, `/organisations/${organisation.id}`)
  }
}
