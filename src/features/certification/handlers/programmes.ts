/** The pages of programmes, what people are certified in: only this room knows whether their words fit on a certificate. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import { editProgrammeForm, getProgramme, newProgrammeForm } from '../../courses/index.ts'
import { addProgrammeThatFits, editProgrammeThatFits } from '../commands/programmes.ts'

const back = { href: '/courses', text: 'Courses' }
const nameTaken = 'There is already a programme with this name'

export async function newProgramme(req: Request, res: Response): Promise<void> {
  await showNew(req, res, filledForm({ renewal_days: '90' }))
}

async function showNew(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'certification/programme-new', { title: 'Add a programme', back, form })
}

export async function createProgramme(req: Request, res: Response): Promise<void> {
  const read = readForm(newProgrammeForm, req)
  if (!read.ok) return showNew(req, res, read.form)
  const added = await addProgrammeThatFits(req.ctx, read.values)
  switch (added.result) {
    case 'name-taken':
      return showNew(req, res, read.form.withError('name', nameTaken))
    case 'code-taken':
      return showNew(req, res, read.form.withError('code', 'Another programme has this code'))
    case 'refused':
      return showNew(req, res, read.form.withErrors(added.faults))
    case 'added':
      flash(req, 'success', `${read.values.name} was added. Now add its first course`)
      res.redirect(303, `/courses/new?programme_id=${added.id}`)
  }
}

export async function showProgrammeEdit(req: Request, res: Response): Promise<void> {
  const programme = await getProgramme(req.ctx, String(req.params.programmeId))
  const { name, description, certificate_wording } = programme
  const welsh = {
    name_cy: programme.name_cy ?? '',
    certificate_wording_cy: programme.certificate_wording_cy ?? '',
  }
  const numbers = {
    validity_months: String(programme.validity_months),
    renewal_days: String(programme.renewal_days),
    grace_months: String(programme.grace_months),
  }
  await showEdit(req, res, programme, filledForm({ name, description, certificate_wording, ...welsh, ...numbers }))
}

async function showEdit(req: Request, res: Response, programme: ProgrammeRow, form: Form): Promise<void> {
  await renderPage(req, res, 'certification/programme-edit', {
    title: `Edit ${programme.name}`,
    back,
    form,
    programme,
    design_href: `/certificates/designs/${programme.id}`,
  })
}

export async function updateProgramme(req: Request, res: Response): Promise<void> {
  const programme = await getProgramme(req.ctx, String(req.params.programmeId))
  const read = readForm(editProgrammeForm, req)
  if (!read.ok) return showEdit(req, res, programme, read.form)
  const edited = await editProgrammeThatFits(req.ctx, { programme_id: programme.id, ...read.values })
  switch (edited.result) {
    case 'name-taken':
      return showEdit(req, res, programme, read.form.withError('name', nameTaken))
    case 'refused':
      return showEdit(req, res, programme, read.form.withErrors(edited.faults))
    case 'saved':
      flash(req, 'success', `${read.values.name} was saved`)
      res.redirect(303, '/courses')
  }
}
