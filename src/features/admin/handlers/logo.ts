/** The force's logo: PNG or JPEG only, because an SVG can carry scripts. */
import type { Request, Response } from 'express'
import { pictureBytes, pictureWords } from '../../../lib/pictures.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFile } from '../../../platform/http/upload.ts'
import { forgetSettings, readSettings } from '../../../platform/settings.ts'
import { besidePapers } from '../../certification/index.ts'
import * as commands from '../commands.ts'
import { logoForm } from '../forms.ts'
import { headerPreview } from '../pages/settings.ts'
import { sectionItems } from '../pages/sections.ts'

export const receiveLogo = takeFile('logo', pictureBytes)

export async function editLogo(req: Request, res: Response): Promise<void> {
  forgetSettings(req.ctx)
  const { logo_alt } = await readSettings(req.ctx)
  await showLogo(req, res, filledForm({ logo_alt }))
}

async function showLogo(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'admin/logo', {
    title: 'Logo',
    back: { href: '/admin/settings', text: 'Settings' },
    form,
    preview: headerPreview(await readSettings(req.ctx)),
  })
}

export async function updateLogo(req: Request, res: Response): Promise<void> {
  const read = readForm(logoForm, req)
  const refuse = (text: string) => showLogo(req, res, read.form.withError('logo', text))
  if (req.is_upload_too_large) return refuse(`The logo must be smaller than ${pictureBytes / 1000} kB`)
  if (!req.file) return refuse('Choose a PNG or JPEG picture')
  if (!read.ok) return showLogo(req, res, read.form)
  const changed = await commands.changeLogo(req.ctx, { bytes: req.file.buffer, ...read.values })
  switch (changed.result) {
    case 'not-a-picture':
      return refuse(`The file must be ${pictureWords}`)
    case 'cramped':
      return refuse(besidePapers(changed.papers, { fields: [], otherwise: 'logo' })[0]!.text)
    case 'changed':
      flash(req, 'success', 'The logo was changed')
      res.redirect(303, '/admin/settings/logo')
  }
}

export async function confirmLogoRemoval(req: Request, res: Response): Promise<void> {
  await renderPage(req, res, 'admin/logo-removal', {
    title: 'Remove the logo',
    back: { href: '/admin/settings/logo', text: 'Logo' },
    sections: sectionItems('/admin/settings'),
  })
}

export async function removeLogo(req: Request, res: Response): Promise<void> {
  await commands.removeLogo(req.ctx)
  flash(req, 'success', 'The logo was removed')
  res.redirect(303, '/admin/settings/logo')
}
