/** What the handlers of versions, modules and files share: only a draft has pages that change it. */
import type { Request } from 'express'
import { actorId } from '../../../platform/access.ts'
import { Conflict } from '../../../platform/errors.ts'
import { inReview } from '../commands/locks.ts'
import type { Form, Typed } from '../../../platform/http/form.ts'
import { filledForm } from '../../../platform/http/form.ts'
import type { Written } from '../pages/edits.ts'
import { hereMilliseconds, othersWords, ownCopyWords } from '../pages/edits.ts'
import type { DraftForm, EditOf } from '../queries/edits.ts'
import { findEdit, listOtherAuthors } from '../queries/edits.ts'
import type { CourseVersionRow, ModuleRow } from '../queries/versions.ts'
import { getCourseVersion, getModule } from '../queries/versions.ts'

export const versionHref = ({ id }: { id: string }) => `/courses/versions/${id}`
export const moduleHref = ({ id }: { id: string }) => `/courses/modules/${id}`

/** The version itself while it is a draft. */
export function draftOf(version: CourseVersionRow): CourseVersionRow {
  if (version.published_at !== null)
    throw new Conflict('This version was published, and a published version never changes. Start a new draft instead.')
  if (version.review_asked_at !== null) throw new Conflict(inReview)
  return version
}

/** The module of the address and its version, published or not. */
export async function findModule(req: Request): Promise<{ module: ModuleRow; version: CourseVersionRow }> {
  const module = await getModule(req.ctx, String(req.params.moduleId))
  return { module, version: await getCourseVersion(req.ctx, module.course_version_id) }
}

export async function findDraftModule(req: Request): Promise<{ module: ModuleRow; version: CourseVersionRow }> {
  const found = await findModule(req)
  draftOf(found.version)
  return found
}

/** A form that several authors may have open, each with a copy of their own. */
export interface WrittenForm {
  of: EditOf
  written: Written
  /** Rises with each save; 0 where nothing is saved yet. */
  revision: number
  /** Where the form is, and where its page sends what is typed. */
  href: string
  edits_href: string
}

export const formOfModule = (module: ModuleRow): WrittenForm => ({
  of: { module_id: module.id, course_version_id: null, form: null },
  written: module.kind,
  revision: module.revision,
  href: `${moduleHref(module)}/edit`,
  edits_href: `${moduleHref(module)}/edits`,
})

const formPaths: Record<DraftForm, [form: string, edits: string]> = {
  details: ['edit', 'details/edits'],
  'new quiz': ['quizzes/new', 'quizzes/edits'],
  'new package': ['packages/new', 'packages/edits'],
}

export function formInDraft(version: CourseVersionRow, form: DraftForm): WrittenForm {
  const [path, edits] = formPaths[form]
  return {
    of: { module_id: null, course_version_id: version.id, form },
    written: form,
    revision: form === 'details' ? version.revision : 0,
    href: `${versionHref(version)}/${path}`,
    edits_href: `${versionHref(version)}/${edits}`,
  }
}

export const authorOf = (req: Request): string => actorId(req.ctx.actor)!

/** The others who write here, in words. */
export async function othersAt(req: Request, { of, written }: WrittenForm): Promise<string[]> {
  const since = new Date(req.ctx.now.getTime() - hereMilliseconds)
  return othersWords(written, await listOtherAuthors(req.ctx, of, { person_id: authorOf(req), since }), req.ctx.now)
}

/** Who else has the form open, and which copy of their own the reader's page begins from. */
export async function writersOf(req: Request, form: WrittenForm) {
  const edit = await findEdit(req.ctx, form.of, authorOf(req))
  return { edits_href: form.edits_href, copy_number: edit?.number ?? 0, others: await othersAt(req, form) }
}

/** The form as its author left it, or as it is saved. */
export async function ownOrSaved(
  req: Request,
  { of, written, revision }: WrittenForm,
  saved: Typed,
): Promise<{ form: Form; own_copy: string | null }> {
  const edit = await findEdit(req.ctx, of, authorOf(req))
  if (!edit?.typed) return { form: filledForm(saved), own_copy: null }
  const form = filledForm({ ...edit.typed, seen_revision: String(edit.based_on) })
  return { form, own_copy: ownCopyWords(written, edit, revision) }
}

export const changedMeanwhile =
  'Somebody else saved this module after you opened it. What you typed is still here: bring the two together, then save again'

export function sameTitle(modules: { id: string; title: string }[], title: string, exceptId?: string): boolean {
  return modules.some((module) => module.id !== exceptId && module.title.toLowerCase() === title.toLowerCase())
}
