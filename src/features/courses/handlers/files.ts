/** Files of a page: the list, a new one (from the page of files or from the editor), one fewer. */
import type { Request, Response } from 'express'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFile } from '../../../platform/http/upload.ts'
import { addModuleFile, removeModuleFile } from '../commands/files.ts'
import { mostBytes } from '../file-kinds.ts'
import { fileForm } from '../forms.ts'
import { filePage } from '../pages/modules.ts'
import { listModuleFiles } from '../queries/versions.ts'
import { findDraftModule, moduleHref } from './drafts.ts'

export const readUpload = takeFile('file', mostBytes.media)

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

/** The editor's script asks for JSON and is told the line to put into the text. */
export async function createFile(req: Request, res: Response): Promise<void> {
  const { module } = await findDraftModule(req)
  const isScript = req.accepts(['html', 'json']) === 'json'
  const read = readForm(fileForm, req)
  const refuse = (field: string, text: string) => {
    if (isScript) return void res.status(422).json({ error: text })
    return showFiles(req, res, read.form.withError(field, text))
  }
  if (!read.ok) return refuse('alt', read.form.errors[0]!.text)
  if (req.is_upload_too_large) return refuse('file', 'The selected file must be smaller than 50 MB')
  if (!req.file || req.file.size === 0) return refuse('file', 'Select a file')
  const added = await addModuleFile(req.ctx, {
    module_id: module.id,
    file_name: req.file.originalname,
    bytes: req.file.buffer,
    ...read.values,
  })
  switch (added.result) {
    case 'unknown-kind':
      return refuse(
        'file',
        'The selected file must be a PDF, Word, Excel or PowerPoint file without macros, a PNG or JPEG, an MP4 or WebM video, an MP3 or M4A recording, or captions in WebVTT',
      )
    case 'too-large':
      return refuse('file', 'The selected file must be smaller than 10 MB: only videos and recordings may be larger')
    case 'alt-missing':
      return refuse('alt', 'Enter what the image shows, or say that it is decorative. Then select the file again')
    case 'already':
    case 'added':
      if (isScript) {
        const file = (await listModuleFiles(req.ctx, module.id)).find((one) => one.file_id === added.file_id)!
        const { file_name, href, kind_words, size_words, markdown } = filePage(file)
        return void res.json({
          file: { file_name, href, kind_words, size_words, markdown, media_type: file.media_type },
        })
      }
      if (added.result === 'added') flash(req, 'success', 'The file was added')
      else flash(req, 'notice', 'This page has that file already')
      res.redirect(303, `${moduleHref(module)}/files`)
  }
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
