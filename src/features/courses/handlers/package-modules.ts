/** A package as a module: uploaded and checked, with what must come of it before the module is done. */
import type { Request, Response } from 'express'
import type { Ctx } from '../../../platform/context.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFile } from '../../../platform/http/upload.ts'
import { dropEdit } from '../commands/edits.ts'
import { addModule, editModule } from '../commands/modules.ts'
import { addPackage } from '../commands/packages.ts'
import { packageForm, seenForm } from '../forms.ts'
import { newModule } from '../pages/modules.ts'
import { filledPackage, noHostWords, packagePage, savedPackage } from '../pages/packages.ts'
import { findPackage, getPackage } from '../queries/packages.ts'
import type { CourseVersionRow, ModuleRow } from '../queries/versions.ts'
import { getCourseVersion, getModule, listModules } from '../queries/versions.ts'
import { most } from '../scorm/package-zip.ts'
import {
  authorOf,
  changedMeanwhile,
  draftOf,
  findDraftModule,
  formInDraft,
  formOfModule,
  moduleHref,
  ownOrSaved,
  sameTitle,
  versionHref,
  writersOf,
} from './drafts.ts'

/** Forms without a file, those of pages and quizzes, pass through. */
export const readUpload = takeFile('file', most.zip)

export async function newPackageModule(req: Request, res: Response): Promise<void> {
  const version = draftOf(await getCourseVersion(req.ctx, String(req.params.versionId)))
  const begun = { ...newModule(version), done_when: 'completed' }
  const { form, own_copy } = await ownOrSaved(req, formInDraft(version, 'new package'), begun)
  await showNew(req, res, version, form, own_copy)
}

async function showNew(
  req: Request,
  res: Response,
  version: CourseVersionRow,
  form: Form,
  own_copy: string | null = null,
): Promise<void> {
  await renderPage(req, res, 'courses/package-new', {
    title: 'Add a package',
    back: { href: versionHref(version), text: `${version.course_title}, version ${version.number}` },
    form,
    own_copy,
    ...(await writersOf(req, formInDraft(version, 'new package'))),
    version,
    no_host_words: noHostWords(req.ctx.config),
    chosen: await chosenIn(req.ctx, form),
  })
}

const chosenIn = async (ctx: Ctx, form: Form) => {
  const found = await findPackage(ctx, form.value('package_id'))
  return found ? packagePage(found) : null
}

/** What was uploaded, or what the form names from before; the form keeps it, whatever else is wrong. */
async function readPackage(req: Request, form: Form): Promise<{ form: Form; package_id: string | null }> {
  if (noHostWords(req.ctx.config))
    return { form: form.withError('file', noHostWords(req.ctx.config)!), package_id: null }
  if (req.is_upload_too_large)
    return { form: form.withError('file', 'The selected file must be smaller than 50 MB'), package_id: null }
  if (!req.file || req.file.size === 0) {
    const known = await findPackage(req.ctx, form.value('package_id'))
    return known
      ? { form, package_id: known.id }
      : { form: form.withError('file', 'Select a SCORM package, which is a .zip file'), package_id: null }
  }
  const added = await addPackage(req.ctx, { file_name: req.file.originalname, bytes: req.file.buffer })
  if (added.result === 'refused') return { form: form.withError('file', added.why), package_id: null }
  const named = filledForm({ ...form.typed, package_id: added.package_id })
  named.errors = form.errors
  return { form: named, package_id: added.package_id }
}

export async function createPackageModule(req: Request, res: Response): Promise<void> {
  const version = draftOf(await getCourseVersion(req.ctx, String(req.params.versionId)))
  const read = readForm(packageForm, req)
  const { form, package_id } = await readPackage(req, read.form)
  if (!read.ok || package_id === null) return showNew(req, res, version, form)
  const { module, done_when, min_percent } = read.values
  if (sameTitle(await listModules(req.ctx, version.id), module.title))
    return showNew(req, res, version, form.withError('title', 'This draft has a module with this title already'))
  const { module_id } = await addModule(req.ctx, {
    version_id: version.id,
    ...module,
    quiz_version_id: null,
    package: { package_id, done_when, min_percent },
  })
  await dropEdit(req.ctx, { of: formInDraft(version, 'new package').of, person_id: authorOf(req) })
  flash(req, 'success', `‘${module.title}’ was added. Open it once, to see that it runs`)
  res.redirect(303, moduleHref({ id: module_id }))
}

export async function editPackageModulePage(req: Request, res: Response, module: ModuleRow, version: CourseVersionRow) {
  const { form, own_copy } = await ownOrSaved(req, formOfModule(module), filledPackage(module))
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
  await renderPage(req, res, 'courses/package-edit', {
    title: `Edit ‘${module.title}’`,
    back: { href: versionHref(version), text: `${version.course_title}, version ${version.number}` },
    form,
    module,
    own_copy,
    ...(await writersOf(req, formOfModule(module))),
    theirs: isOvertaken ? await theirPackage(req.ctx, module, form) : null,
    seen_revision: isOvertaken ? String(module.revision) : form.value('seen_revision'),
    no_host_words: noHostWords(req.ctx.config),
    chosen: await chosenIn(req.ctx, form),
  })
}

async function theirPackage(ctx: Ctx, module: ModuleRow, form: Form) {
  return savedPackage(module, await getPackage(ctx, module.package_id!), form.typed)
}

export async function updatePackageModule(req: Request, res: Response): Promise<void> {
  const { module, version } = await findDraftModule(req)
  const read = readForm(packageForm, req)
  const { form, package_id } = await readPackage(req, read.form)
  if (!read.ok || package_id === null) return showEdit(req, res, module, version, form)
  if (sameTitle(await listModules(req.ctx, version.id), read.values.module.title, module.id))
    return showEdit(req, res, module, version, form.withError('title', 'Another module has this title'))
  const seen = readForm(seenForm, req)
  const { done_when, min_percent } = read.values
  const result = await editModule(req.ctx, {
    module_id: module.id,
    seen_revision: seen.ok ? seen.values.seen_revision : 0,
    ...read.values.module,
    ...{ package_id, done_when, min_percent },
  })
  switch (result) {
    case 'changed-meanwhile': {
      const theirs = await getModule(req.ctx, module.id)
      return showEdit(req, res, theirs, version, form.withError('title', changedMeanwhile), { isOvertaken: true })
    }
    case 'saved':
      await dropEdit(req.ctx, { of: formOfModule(module).of, person_id: authorOf(req) })
      flash(req, 'success', `‘${read.values.module.title}’ was saved`)
      res.redirect(303, versionHref(version))
  }
}
