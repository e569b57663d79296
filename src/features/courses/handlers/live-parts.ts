/** Renaming a live part that no published version asks for. */
import type { Request, Response } from 'express'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { renameLivePart } from '../commands/courses.ts'
import { livePartForm } from '../forms.ts'
import type { LivePartRow } from '../queries/authoring.ts'
import { listLiveParts } from '../queries/authoring.ts'
import type { CourseRow } from '../queries/courses.ts'
import { getCourse } from '../queries/courses.ts'

const published = 'A published version asks for this live part, so it keeps its name.'

async function findLivePart(req: Request): Promise<{ course: CourseRow; part: LivePartRow }> {
  const course = await getCourse(req.ctx, String(req.params.courseId))
  const part = (await listLiveParts(req.ctx, course.id)).find(({ id }) => id === req.params.livePartId)
  if (!part) throw new NotFound()
  if (part.is_published) throw new Conflict(published)
  return { course, part }
}

export async function editLivePart(req: Request, res: Response): Promise<void> {
  const { part } = await findLivePart(req)
  await showEdit(req, res, filledForm({ title: part.title }))
}

async function showEdit(req: Request, res: Response, form: Form): Promise<void> {
  const { course, part } = await findLivePart(req)
  await renderPage(req, res, 'courses/live-part-edit', {
    title: `Rename ‘${part.title}’`,
    back: { href: `/courses/${course.id}`, text: course.title },
    form,
    action: `/courses/${course.id}/live-parts/${part.id}`,
  })
}

export async function updateLivePart(req: Request, res: Response): Promise<void> {
  const { course, part } = await findLivePart(req)
  const read = readForm(livePartForm, req)
  if (!read.ok) return showEdit(req, res, read.form)
  const { title } = read.values
  const result = await renameLivePart(req.ctx, { course_id: course.id, live_part_id: part.id, title })
  switch (result) {
    case 'title-taken':
      return showEdit(req, res, read.form.withError('title', 'The course has a live part with this name already'))
    case 'published':
      throw new Conflict(published)
    case 'renamed':
    case 'unchanged':
      flash(req, 'success', `The live part is called ‘${title}’`)
      res.redirect(303, `/courses/${course.id}`)
  }
}
