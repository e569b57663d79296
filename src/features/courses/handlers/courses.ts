/** The list of courses, and one course with its versions and live parts. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, emptyForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { readSettings } from '../../../platform/settings.ts'
import { addCourse, addLivePart, renameCourse } from '../commands/courses.ts'
import { startDraft } from '../commands/drafts.ts'
import { courseForm, courseTitleForm, livePartForm } from '../forms.ts'
import { courseKindChoices, courseListPage, coursePage } from '../pages/courses.ts'
import { canEditProgrammes } from '../policy.ts'
import { countLearners, listCourseStates, listLiveParts } from '../queries/authoring.ts'
import type { CourseRow } from '../queries/courses.ts'
import { getCourse, listProgrammes } from '../queries/courses.ts'
import { listCourseVersions } from '../queries/versions.ts'

const titleTaken = 'The programme has a course with this title already'

export async function listCourses(req: Request, res: Response): Promise<void> {
  await renderPage(req, res, 'courses/list', {
    title: 'Courses',
    wide: true,
    can_edit_programmes: canEditProgrammes(req.ctx.actor),
    programmes: courseListPage(await listProgrammes(req.ctx), await listCourseStates(req.ctx)),
  })
}

export async function newCourse(req: Request, res: Response): Promise<void> {
  await showNew(req, res, filledForm({ programme_id: String(req.query.programme_id ?? '') }))
}

async function showNew(req: Request, res: Response, form: Form): Promise<void> {
  const programmes = await listProgrammes(req.ctx)
  await renderPage(req, res, 'courses/new', {
    title: 'Add a course',
    back: { href: '/courses', text: 'Courses' },
    form,
    kind_choices: courseKindChoices,
    programme_choices: programmes.map(({ id, name }) => ({ value: id, text: name })),
  })
}

export async function createCourse(req: Request, res: Response): Promise<void> {
  const read = readForm(courseForm, req)
  if (!read.ok) return showNew(req, res, read.form)
  if (!(await listProgrammes(req.ctx)).some(({ id }) => id === read.values.programme_id))
    return showNew(req, res, read.form.withError('programme_id', 'Select a programme'))
  const added = await addCourse(req.ctx, read.values)
  switch (added.result) {
    case 'title-taken':
      return showNew(req, res, read.form.withError('title', titleTaken))
    case 'added':
      flash(req, 'success', `${read.values.title} was added`)
      res.redirect(303, `/courses/${added.id}`)
  }
}

export async function showCourse(req: Request, res: Response): Promise<void> {
  await showWith(req, res, emptyForm())
}

async function showWith(req: Request, res: Response, form: Form): Promise<void> {
  const course = await getCourse(req.ctx, String(req.params.courseId))
  const versions = await listCourseVersions(req.ctx, course.id)
  await renderPage(req, res, 'courses/show', {
    title: course.title,
    back: { href: '/courses', text: 'Courses' },
    form,
    course: coursePage(course, versions, await countLearners(req.ctx, course.id)),
    live_parts: (await listLiveParts(req.ctx, course.id)).map((part) => ({
      title: part.title,
      edit_href: part.is_published ? null : `/courses/${course.id}/live-parts/${part.id}/edit`,
    })),
  })
}

export async function editCourse(req: Request, res: Response): Promise<void> {
  const course = await getCourse(req.ctx, String(req.params.courseId))
  await showEdit(req, res, course, filledForm({ title: course.title }))
}

async function showEdit(req: Request, res: Response, course: CourseRow, form: Form): Promise<void> {
  await renderPage(req, res, 'courses/edit', {
    title: `Rename ${course.title}`,
    back: { href: `/courses/${course.id}`, text: course.title },
    form,
    action: `/courses/${course.id}`,
  })
}

export async function updateCourse(req: Request, res: Response): Promise<void> {
  const course = await getCourse(req.ctx, String(req.params.courseId))
  const read = readForm(courseTitleForm, req)
  if (!read.ok) return showEdit(req, res, course, read.form)
  const result = await renameCourse(req.ctx, { course_id: course.id, title: read.values.title })
  switch (result) {
    case 'title-taken':
      return showEdit(req, res, course, read.form.withError('title', titleTaken))
    case 'renamed':
    case 'unchanged':
      flash(req, 'success', `The course is called ‘${read.values.title}’`)
      res.redirect(303, `/courses/${course.id}`)
  }
}

export async function createLivePart(req: Request, res: Response): Promise<void> {
  const course = await getCourse(req.ctx, String(req.params.courseId))
  const read = readForm(livePartForm, req)
  if (!read.ok) return showWith(req, res, read.form)
  await addLivePart(req.ctx, { course_id: course.id, title: read.values.title })
  flash(req, 'success', `‘${read.values.title}’ was added. A draft says whether the course asks for it`)
  res.redirect(303, `/courses/${course.id}`)
}

/** The copy of the latest version, or the draft that is open. */
export async function createDraft(req: Request, res: Response): Promise<void> {
  const { team_name } = await readSettings(req.ctx)
  const courseId = String(req.params.courseId)
  const draft = await startDraft(req.ctx, { course_id: courseId, owner: team_name })
  switch (draft.result) {
    case 'open':
      flash(req, 'notice', 'This course has a draft already. Here it is')
      break
    case 'started':
      flash(req, 'success', 'The draft was started. Learners see none of it until it is published')
  }
  res.redirect(303, `/courses/versions/${draft.version_id}`)
}
