/** What the handlers of versions, modules and files share: only a draft has pages that change it. */
import type { Request } from 'express'
import { actorId } from '../../../platform/access.ts'
import { Conflict } from '../../../platform/errors.ts'
import { inReview } from '../commands/locks.ts'
import { hereMilliseconds, othersWords } from '../pages/edits.ts'
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

/** Who else has the form open, and which copy of their own the reader's page begins from. */
export async function writersOf(req: Request, module: ModuleRow): Promise<{ copy_number: number; others: string[] }> {
  const person_id = actorId(req.ctx.actor)!
  const since = new Date(req.ctx.now.getTime() - hereMilliseconds)
  const others = await listOtherAuthors(req.ctx, { module_id: module.id, person_id, since })
  const edit = await findEdit(req.ctx, module.id, person_id)
  return { copy_number: edit?.number ?? 0, others: othersWords(module.kind, others, req.ctx.now) }
}

export const changedMeanwhile =
  'Somebody else saved this module after you opened it. What you typed is still here: bring the two together, then save again'

export function sameTitle(modules: { id: string; title: string }[], title: string, exceptId?: string): boolean {
  return modules.some((module) => module.id !== exceptId && module.title.toLowerCase() === title.toLowerCase())
}
