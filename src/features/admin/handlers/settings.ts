/** What the force sets: names, addresses, colour, signatory, sender. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { forgetSettings, readSettings } from '../../../platform/settings.ts'
import { besidePapers } from '../../certification/index.ts'
import { changeSettings } from '../commands.ts'
import { settingsForm } from '../forms.ts'
import { sectionItems } from '../pages/sections.ts'
import { headerPreview, typedSettings } from '../pages/settings.ts'

export async function editSettings(req: Request, res: Response): Promise<void> {
  forgetSettings(req.ctx)
  await showSettings(req, res, filledForm(typedSettings(await readSettings(req.ctx))))
}

async function showSettings(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'admin/settings', {
    title: 'Settings',
    wide: true,
    sections: sectionItems('/admin/settings'),
    form,
    preview: headerPreview(await readSettings(req.ctx)),
  })
}

export async function updateSettings(req: Request, res: Response): Promise<void> {
  const read = readForm(settingsForm, req)
  if (!read.ok) return showSettings(req, res, read.form)
  const saved = await changeSettings(req.ctx, read.values)
  if (saved.result === 'cramped') {
    const fields = ['force_name', 'signatory_name', 'signatory_title']
    const faults = besidePapers(saved.papers, { fields, otherwise: 'force_name' })
    return showSettings(req, res, read.form.withErrors(faults))
  }
  flash(req, 'success', 'The settings were saved')
  res.redirect(303, '/admin/settings')
}
