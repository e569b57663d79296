/** Who signs the certificates of a programme, with their signature: PNG or JPEG only, because an SVG can carry scripts. */
import type { Request, Response } from 'express'
import { pictureBytes, pictureWords } from '../../../lib/pictures.ts'
import { NotFound } from '../../../platform/errors.ts'
import { findFile } from '../../../platform/files/store.ts'
import { sendDownload } from '../../../platform/http/download.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFile } from '../../../platform/http/upload.ts'
import { readSettings } from '../../../platform/settings.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import { removeSignatory, setSignatory } from '../commands/designs.ts'
import { besideFields, tooSmallNow } from '../fit.ts'
import { signatoryForm } from '../forms.ts'
import { designPage } from '../pages/designs.ts'
import { readDesign } from '../queries/designs.ts'
import { designedProgramme, designHref } from './designs.ts'

export const receiveSignature = takeFile('signature', pictureBytes)

export async function editSignatory(req: Request, res: Response): Promise<void> {
  const programme = await designedProgramme(req)
  const { signatory } = await pageOf(req, programme)
  const typed = { signatory_name: signatory.name, signatory_title: signatory.title }
  await showForm(req, res, programme, filledForm(typed))
}

const pageOf = async (req: Request, programme: ProgrammeRow) =>
  designPage(programme, await readDesign(req.ctx, programme.id), await readSettings(req.ctx))

async function showForm(req: Request, res: Response, programme: ProgrammeRow, form: Form): Promise<void> {
  await renderPage(req, res, 'certification/signatory', {
    title: `Who signs: ${programme.name}`,
    back: { href: designHref(programme), text: 'Design of the certificate' },
    form,
    signatory: (await pageOf(req, programme)).signatory,
    most_words: `${pictureBytes / 1000} kB`,
  })
}

export async function updateSignatory(req: Request, res: Response): Promise<void> {
  const programme = await designedProgramme(req)
  const read = readForm(signatoryForm, req)
  const refuse = (text: string) => showForm(req, res, programme, read.form.withError('signature', text))
  if (req.is_upload_too_large) return refuse(`The picture must be smaller than ${pictureBytes / 1000} kB`)
  if (!read.ok) return showForm(req, res, programme, read.form)
  const picture = req.file?.buffer ?? null
  const done = await setSignatory(req.ctx, { programme_id: programme.id, ...read.values, picture })
  switch (done.result) {
    case 'not-a-picture':
      return refuse(`The file must be ${pictureWords}`)
    case 'cramped':
      return showForm(req, res, programme, read.form.withErrors(besideFields(done.cramped, signatoryFields)))
    case 'saved':
    case 'unchanged':
      flash(
        req,
        done.result === 'saved' ? 'success' : 'notice',
        done.result === 'saved' ? `${read.values.signatory_name} signs from now on` : 'Nothing has changed',
      )
      res.redirect(303, designHref(programme))
  }
}

const signatoryFields = { fields: ['signatory_name', 'signatory_title'], otherwise: 'signature' }

export async function showSignature(req: Request, res: Response): Promise<void> {
  const { signature } = await readDesign(req.ctx, (await designedProgramme(req)).id)
  const file = signature && (await findFile(req.ctx, signature.file_id))
  if (!file) throw new NotFound()
  sendDownload(res, file, 'inline')
}

export async function confirmRemoval(req: Request, res: Response): Promise<void> {
  const programme = await designedProgramme(req)
  const { signatory_name, signatory_title } = await readSettings(req.ctx)
  await renderPage(req, res, 'certification/signatory-removal', {
    title: `Let who the settings say sign: ${programme.name}`,
    back: { href: designHref(programme), text: 'Design of the certificate' },
    action: `${designHref(programme)}/signatory/removal`,
    leave_href: designHref(programme),
    signatory: (await pageOf(req, programme)).signatory,
    settings_words: `${signatory_name}, ${signatory_title}`,
  })
}

export async function createRemoval(req: Request, res: Response): Promise<void> {
  const programme = await designedProgramme(req)
  const cramped = await removeSignatory(req.ctx, programme.id)
  flash(req, 'success', `Who the settings say signs from now on${tooSmallNow(cramped)}`)
  res.redirect(303, designHref(programme))
}
