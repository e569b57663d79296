/** One version: its details and modules, its review, and throwing a draft away. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { dropEdit } from '../commands/edits.ts'
import { removeDraft, saveDraft } from '../commands/drafts.ts'
import { askForReview, returnFromReview } from '../commands/review.ts'
import { draftForm, returnForm, seenForm } from '../forms.ts'
import { failingLinkLines, filledDraft, orderChoices, versionPage } from '../pages/versions.ts'
import { listLiveParts } from '../queries/authoring.ts'
import type { CourseVersionRow } from '../queries/versions.ts'
import { listPublishedCourses } from '../queries/courses.ts'
import { listFailingLinks } from '../queries/links.ts'
import { getCourseVersion, listCourseLiveParts, listModules, listPrerequisites } from '../queries/versions.ts'
import { authorOf, draftOf, formInDraft, ownOrSaved, versionHref, writersOf } from './drafts.ts'

const findVersion = (req: Request) => getCourseVersion(req.ctx, String(req.params.versionId))
const findDraft = async (req: Request) => draftOf(await findVersion(req))

const detailsChangedMeanwhile =
  'Somebody else saved these details after you opened them. What you typed is still here: bring the two together, then save again'

/** What may come before the course: every other course that is published. */
const listCourseChoices = async (ctx: Ctx, courseId: string) =>
  (await listPublishedCourses(ctx))
    .filter((course) => course.course_id !== courseId)
    .map(({ course_id, title }) => ({ value: course_id, text: title }))

export async function showVersion(req: Request, res: Response): Promise<void> {
  const version = await findVersion(req)
  const modules = await listModules(req.ctx, version.id)
  await renderPage(req, res, 'courses/version', {
    title: `${version.course_title}: version ${version.number}`,
    wide: true,
    back: { href: `/courses/${version.course_id}`, text: version.course_title },
    version: versionPage(version, modules, await listCourseLiveParts(req.ctx, version.id), today(req.ctx.now)),
    first: (await listPrerequisites(req.ctx, version.id)).map(({ title }) => title),
    failing_links: failingLinkLines(await listFailingLinks(req.ctx, version.id)),
  })
}

export async function editVersion(req: Request, res: Response): Promise<void> {
  const version = await findDraft(req)
  const saved = filledDraft(
    version,
    await listCourseLiveParts(req.ctx, version.id),
    await listPrerequisites(req.ctx, version.id),
  )
  const { form, own_copy } = await ownOrSaved(req, formInDraft(version, 'details'), saved)
  await showEdit(req, res, version, form, { own_copy })
}

async function showEdit(
  req: Request,
  res: Response,
  version: CourseVersionRow,
  form: Form,
  { isOvertaken = false, own_copy = null as string | null } = {},
): Promise<void> {
  await renderPage(req, res, 'courses/version-edit', {
    title: `Edit ${version.course_title}`,
    back: { href: versionHref(version), text: `Version ${version.number}` },
    form,
    version,
    own_copy,
    ...(await writersOf(req, formInDraft(version, 'details'))),
    theirs: isOvertaken ? await savedDetails(req.ctx, version) : null,
    order_choices: orderChoices,
    live_parts: await listLiveParts(req.ctx, version.course_id),
    course_choices: await listCourseChoices(req.ctx, version.course_id),
  })
}

/** For the second of two who save the details: what the first saved. */
const savedDetails = async (ctx: Ctx, version: CourseVersionRow) => ({
  ...versionPage(version, [], await listCourseLiveParts(ctx, version.id), today(ctx.now)),
  first: (await listPrerequisites(ctx, version.id)).map(({ title }) => title),
})

export async function updateVersion(req: Request, res: Response): Promise<void> {
  const version = await findDraft(req)
  const parts = await listLiveParts(req.ctx, version.course_id)
  const courseIds = (await listCourseChoices(req.ctx, version.course_id)).map(({ value }) => value)
  const read = readForm(
    draftForm(
      parts.map(({ id }) => id),
      courseIds,
    ),
    req,
  )
  if (!read.ok) return showEdit(req, res, version, read.form)
  const seen = readForm(seenForm, req)
  const result = await saveDraft(req.ctx, {
    version_id: version.id,
    seen_revision: seen.ok ? seen.values.seen_revision : 0,
    ...read.values,
  })
  switch (result) {
    case 'changed-meanwhile': {
      const theirs = await getCourseVersion(req.ctx, version.id)
      const form = filledForm({ ...read.form.typed, seen_revision: String(theirs.revision) })
      return showEdit(req, res, theirs, form.withError('summary', detailsChangedMeanwhile), { isOvertaken: true })
    }
    case 'saved':
      await dropEdit(req.ctx, { of: formInDraft(version, 'details').of, person_id: authorOf(req) })
      flash(req, 'success', 'The draft was saved')
      res.redirect(303, versionHref(version))
  }
}

export async function createReview(req: Request, res: Response): Promise<void> {
  const version = await findVersion(req)
  switch (await askForReview(req.ctx, version.id)) {
    case 'not-ready':
      break
    case 'published':
      return res.redirect(303, versionHref(version))
    case 'already':
    case 'asked':
      flash(req, 'success', 'The draft is in review. Nobody changes it until it is published or sent back')
  }
  res.redirect(303, `${versionHref(version)}/publication`)
}

export async function createReviewReturn(req: Request, res: Response): Promise<void> {
  const version = await findVersion(req)
  const read = readForm(returnForm, req)
  const note = read.ok ? read.values.note || null : null
  if ((await returnFromReview(req.ctx, { version_id: version.id, note })) === 'returned')
    flash(req, 'success', 'It is a draft again, and can be changed')
  res.redirect(303, versionHref(version))
}

export async function newVersionRemoval(req: Request, res: Response): Promise<void> {
  const version = await findDraft(req)
  await renderPage(req, res, 'courses/version-removal', {
    title: `Throw away the draft of ${version.course_title}?`,
    back: { href: versionHref(version), text: `Version ${version.number}` },
    version,
    module_count: (await listModules(req.ctx, version.id)).length,
  })
}

export async function createVersionRemoval(req: Request, res: Response): Promise<void> {
  const version = await findDraft(req)
  await removeDraft(req.ctx, version.id)
  flash(req, 'success', 'The draft was thrown away')
  res.redirect(303, `/courses/${version.course_id}`)
}
