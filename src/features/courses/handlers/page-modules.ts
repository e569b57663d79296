/** Writing a page: it begins with a title, then the editor shows the text as learners will see it. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { blocksOf } from '../blocks.ts'
import { dropEdit } from '../commands/edits.ts'
import { addModule, editModule } from '../commands/modules.ts'
import { textFaults } from '../content-checks.ts'
import { newPageForm, pageForm, seenForm } from '../forms.ts'
import { savedModule } from '../pages/edits.ts'
import { filePage, filledModule, newModule } from '../pages/modules.ts'
import { listLiveParts } from '../queries/authoring.ts'
import type { CourseVersionRow, ModuleRow } from '../queries/versions.ts'
import { getCourseVersion, getModule, listModuleFiles, listModules } from '../queries/versions.ts'
import {
  authorOf,
  changedMeanwhile,
  draftOf,
  findDraftModule,
  formOfModule,
  moduleHref,
  ownOrSaved,
  sameTitle,
  versionHref,
  writersOf,
} from './drafts.ts'

/** The Preview button works without a script: the page comes back with the text below, and nothing is saved. */
const isPreview = (req: Request) => req.body?.action === 'preview'

export async function newPageModule(req: Request, res: Response): Promise<void> {
  const version = draftOf(await getCourseVersion(req.ctx, String(req.params.versionId)))
  await showNew(req, res, version, filledForm(newModule(version)))
}

async function showNew(req: Request, res: Response, version: CourseVersionRow, form: Form): Promise<void> {
  await renderPage(req, res, 'courses/page-new', {
    title: 'Add a page',
    back: { href: versionHref(version), text: `${version.course_title}, version ${version.number}` },
    form,
    version,
  })
}

export async function createPageModule(req: Request, res: Response): Promise<void> {
  const version = draftOf(await getCourseVersion(req.ctx, String(req.params.versionId)))
  const read = readForm(newPageForm, req)
  if (!read.ok) return showNew(req, res, version, read.form)
  if (sameTitle(await listModules(req.ctx, version.id), read.values.title))
    return showNew(req, res, version, read.form.withError('title', 'This draft has a module with this title already'))
  const { module_id } = await addModule(req.ctx, { version_id: version.id, ...read.values, quiz_version_id: null })
  flash(req, 'success', `‘${read.values.title}’ was added. Now write its text`)
  res.redirect(303, `${moduleHref({ id: module_id })}/edit`)
}

export async function editPageModule(req: Request, res: Response, module: ModuleRow, version: CourseVersionRow) {
  const { form, own_copy } = await ownOrSaved(req, formOfModule(module), filledModule(module))
  await showEdit(req, res, module, version, form, { own_copy })
}

async function showEdit(
  req: Request,
  res: Response,
  module: ModuleRow,
  version: CourseVersionRow,
  form: Form,
  { isOvertaken = false, own_copy = null as string | null } = {},
): Promise<void> {
  const files = await listModuleFiles(req.ctx, module.id)
  const pages = (await listModules(req.ctx, version.id)).filter(
    (one) => one.kind !== 'quiz' && one.id !== module.id && one.instead_of === null,
  )
  await renderPage(req, res, 'courses/page-edit', {
    title: `Edit ‘${module.title}’`,
    wide: true,
    back: { href: versionHref(version), text: `${version.course_title}, version ${version.number}` },
    form,
    module,
    seen_revision: isOvertaken ? String(module.revision) : form.value('seen_revision'),
    theirs: isOvertaken ? savedModule(module, form.typed) : null,
    files: files.map(filePage),
    own_copy,
    ...(await writersOf(req, formOfModule(module))),
    live_parts: (await listLiveParts(req.ctx, version.course_id)).map(({ id, title }) => ({ value: id, text: title })),
    other_pages: pages.map(({ key, title }) => ({ value: key, text: title })),
    preview_blocks: blocksOf(form.value('body')),
    faults: isPreview(req)
      ? textFaults(
          form.value('body'),
          files.map(({ file_id, media_type }) => ({ id: file_id, media_type })),
        ).map((fault) => fault.text)
      : [],
  })
}

export async function updatePageModule(req: Request, res: Response): Promise<void> {
  const { module, version } = await findDraftModule(req)
  if (isPreview(req)) return showEdit(req, res, module, version, filledForm(req.body))
  const read = readForm(pageForm, req)
  if (!read.ok) return showEdit(req, res, module, version, read.form)
  const parts = await listLiveParts(req.ctx, version.course_id)
  if (read.values.or_live_part_id !== null && parts.every(({ id }) => id !== read.values.or_live_part_id))
    return showEdit(
      req,
      res,
      module,
      version,
      read.form.withError('or_live_part_id', 'Select a live part of this course'),
    )
  if (sameTitle(await listModules(req.ctx, version.id), read.values.title, module.id))
    return showEdit(req, res, module, version, read.form.withError('title', 'Another module has this title'))
  const seen = readForm(seenForm, req)
  const result = await editModule(req.ctx, {
    module_id: module.id,
    seen_revision: seen.ok ? seen.values.seen_revision : 0,
    ...read.values,
  })
  switch (result) {
    case 'changed-meanwhile': {
      const theirs = await getModule(req.ctx, module.id)
      return showEdit(req, res, theirs, version, read.form.withError('body', changedMeanwhile), {
        isOvertaken: true,
      })
    }
    case 'saved':
      await dropEdit(req.ctx, { of: formOfModule(module).of, person_id: authorOf(req) })
      flash(req, 'success', `‘${read.values.title}’ was saved`)
      res.redirect(303, req.body?.action === 'stay' ? `${moduleHref(module)}/edit` : versionHref(version))
  }
}
