/** Who endorses the certificates of a programme, each with a mark: PNG or JPEG only, because an SVG can carry scripts. */
import type { Request, Response } from 'express'
import { pictureBytes, pictureWords } from '../../../lib/pictures.ts'
import { flash } from '../../../platform/http/flash.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFile } from '../../../platform/http/upload.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import { addEndorser, endorserOf, removeEndorser } from '../commands/designs.ts'
import { besideFields, tooSmallNow } from '../fit.ts'
import { endorserForm } from '../forms.ts'
import { readDesign } from '../queries/designs.ts'
import { designedProgramme, designHref } from './designs.ts'

export const receiveMark = takeFile('mark', pictureBytes)

export async function newEndorser(req: Request, res: Response): Promise<void> {
  await showForm(req, res, await designedProgramme(req), emptyForm())
}

async function showForm(req: Request, res: Response, programme: ProgrammeRow, form: Form): Promise<void> {
  await renderPage(req, res, 'certification/endorser-new', {
    title: `Add an endorser: ${programme.name}`,
    back: { href: designHref(programme), text: 'Design of the certificate' },
    form,
    action: `${designHref(programme)}/endorsers`,
    most_words: `${pictureBytes / 1000} kB`,
  })
}

export async function createEndorser(req: Request, res: Response): Promise<void> {
  const programme = await designedProgramme(req)
  const read = readForm(endorserForm, req)
  const refuse = (field: string, text: string) => showForm(req, res, programme, read.form.withError(field, text))
  if (req.is_upload_too_large) return refuse('mark', `The picture must be smaller than ${pictureBytes / 1000} kB`)
  if (!req.file) return refuse('mark', 'Choose a PNG or JPEG picture')
  if (!read.ok) return showForm(req, res, programme, read.form)
  const { name } = read.values
  const done = await addEndorser(req.ctx, { programme_id: programme.id, name, picture: req.file.buffer })
  switch (done.result) {
    case 'not-a-picture':
      return refuse('mark', `The file must be ${pictureWords}`)
    case 'already':
      return refuse('name', 'There is a mark of this name already. Remove it first to change its picture')
    case 'full':
      return refuse('name', 'There are three already. Remove one first')
    case 'cramped':
      return refuse('mark', besideFields(done.cramped, { fields: [], otherwise: 'mark' })[0]!.text)
    case 'added':
      flash(req, 'success', `The mark of ${name} was added. It counts from now on`)
      res.redirect(303, designHref(programme))
  }
}

export async function confirmRemoval(req: Request, res: Response): Promise<void> {
  const programme = await designedProgramme(req)
  const endorser = endorserOf(await readDesign(req.ctx, programme.id), String(req.params.endorserId))
  await renderPage(req, res, 'certification/endorser-removal', {
    title: `Remove the mark of ${endorser.name}`,
    back: { href: designHref(programme), text: 'Design of the certificate' },
    action: `${designHref(programme)}/endorsers/${endorser.id}/removal`,
    leave_href: designHref(programme),
    endorser: { name: endorser.name, picture_href: `/logo/${endorser.file_id}` },
  })
}

export async function createRemoval(req: Request, res: Response): Promise<void> {
  const programme = await designedProgramme(req)
  const cramped = await removeEndorser(req.ctx, {
    programme_id: programme.id,
    endorser_id: String(req.params.endorserId),
  })
  flash(req, 'success', `The mark was removed${tooSmallNow(cramped)}`)
  res.redirect(303, designHref(programme))
}
