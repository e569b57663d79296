/** Files of a page: the list, a new one, one fewer; and the files as learners fetch them. */
import type { Request, Response } from 'express'
import { actorId } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { sendDownload } from '../../../platform/http/download.ts'
import { flash } from '../../../platform/http/flash.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFile } from '../../../platform/http/upload.ts'
import { addModuleFile, removeModuleFile } from '../commands/files.ts'
import { fileForm } from '../forms.ts'
import { filePage } from '../pages/modules.ts'
import { isAuthor } from '../policy.ts'
import { getReadableFile } from '../queries/files.ts'
import { listModuleFiles } from '../queries/versions.ts'
import { findDraftModule, moduleHref } from './drafts.ts'

export const readUpload = takeFile('file', 10_000_000)

export async function listFiles(req: Request, res: Response): Promise<void> {
  await showFiles(req, res, emptyForm())
}

async function showFiles(req: Request, res: Response, form: Form): Promise<void> {
  const { module } = await findDraftModule(req)
  await renderPage(req, res, 'courses/files', {
    title: `Files of ‘${module.title}’`,
    back: { href: `${moduleHref(module)}/edit`, text: module.title },
    form,
    module,
    files: (await listModuleFiles(req.ctx, module.id)).map(filePage),
  })
}

export async function createFile(req: Request, res: Response): Promise<void> {
  const { module } = await findDraftModule(req)
  const read = readForm(fileForm, req)
  if (!read.ok) return showFiles(req, res, read.form)
  const refuse = (field: string, text: string) => showFiles(req, res, read.form.withError(field, text))
  if (req.is_upload_too_large) return refuse('file', 'The selected file must be smaller than 10 MB')
  if (!req.file || req.file.size === 0) return refuse('file', 'Select a file')
  const result = await addModuleFile(req.ctx, {
    module_id: module.id,
    file_name: req.file.originalname,
    bytes: req.file.buffer,
    alt: read.values.alt,
  })
  switch (result) {
    case 'unknown-kind':
      return refuse('file', 'The selected file must be a PDF, Word, Excel, PowerPoint, PNG or JPEG, without macros')
    case 'alt-missing':
      return refuse('alt', 'Enter what the image shows. Then select the file again')
    case 'already':
      flash(req, 'notice', 'This page has that file already')
      break
    case 'added':
      flash(req, 'success', 'The file was added')
  }
  res.redirect(303, `${moduleHref(module)}/files`)
}

export async function newFileRemoval(req: Request, res: Response): Promise<void> {
  const { module } = await findDraftModule(req)
  const file = (await listModuleFiles(req.ctx, module.id)).find((one) => one.file_id === req.params.fileId)
  if (!file) throw new NotFound()
  await renderPage(req, res, 'courses/file-removal', {
    title: `Remove ‘${file.file_name}’?`,
    back: { href: `${moduleHref(module)}/files`, text: `Files of ‘${module.title}’` },
    module,
    file,
  })
}

export async function createFileRemoval(req: Request, res: Response): Promise<void> {
  const { module } = await findDraftModule(req)
  await removeModuleFile(req.ctx, { module_id: module.id, file_id: String(req.params.fileId) })
  flash(req, 'success', 'The file was removed from this page')
  res.redirect(303, `${moduleHref(module)}/files`)
}

/** Pictures are shown in the page, documents are kept by the reader. Neither ever changes under its address. */
export async function showFile(req: Request, res: Response): Promise<void> {
  const { actor } = req.ctx
  const file = await getReadableFile(req.ctx, String(req.params.fileId), {
    person_id: actorId(actor)!,
    is_author: isAuthor(actor),
  })
  res.setHeader('Cache-Control', 'private, max-age=3600')
  sendDownload(res, file, file.media_type.startsWith('image/') ? 'inline' : 'attachment')
}
