/** Templates: save one from a session, list, rename, delete. They are shared by all who schedule. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { carryings, onlyChosen } from '../carrying.ts'
import { removeTemplate, renameTemplate, saveTemplate } from '../commands/templates.ts'
import { templateForm, templateNameForm } from '../forms/templates.ts'
import { filledSession } from '../pages/live-sessions.ts'
import { carryChoices } from '../pages/carrying.ts'
import { keepChoices, setupOf, templateGroups } from '../pages/templates.ts'
import { carriedOfSession } from '../queries/carrying.ts'
import type { TemplateRow } from '../queries/templates.ts'
import { getTemplate, listTemplates as listAll } from '../queries/templates.ts'
import { getKept } from './live-sessions.ts'

const templatesHref = '/live-sessions/templates'
const back = { href: templatesHref, text: 'Templates' }
const nameTaken = 'The course has a template with this name already. Enter another name'
const findTemplate = (req: Request) => getTemplate(req.ctx, String(req.params.templateId))

export async function listTemplates(req: Request, res: Response): Promise<void> {
  await renderPage(req, res, 'live-sessions/templates', {
    title: 'Templates of live sessions',
    back: { href: '/live-sessions', text: 'Live sessions' },
    groups: templateGroups(await listAll(req.ctx)),
  })
}

export async function newTemplate(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  await showNew(req, res, filledForm({ name: session.title, keeps: [...carryings] }))
}

async function showNew(req: Request, res: Response, form: Form): Promise<void> {
  const { session } = await getKept(req)
  await renderPage(req, res, 'live-sessions/template-new', {
    title: 'Save as a template',
    back: { href: `/live-sessions/${session.id}`, text: session.title },
    form,
    action: `/live-sessions/${session.id}/template`,
    session_title: session.title,
    course_title: session.course_title,
    keep_choices: [...keepChoices, ...carryChoices(await carriedOfSession(req.ctx, session), session.parts.length)],
  })
}

export async function createTemplate(req: Request, res: Response): Promise<void> {
  const { session, trainers } = await getKept(req)
  const read = readForm(templateForm, req)
  if (!read.ok) return showNew(req, res, read.form)
  const { name, keeps } = read.values
  const setup = setupOf(filledSession(session, trainers), keeps)
  const saved = await saveTemplate(req.ctx, {
    name,
    course_id: session.course_id,
    setup,
    carried: onlyChosen(
      await carriedOfSession(req.ctx, session),
      carryings.filter((one) => keeps.includes(one)),
    ),
    live_session_id: session.id,
  })
  switch (saved) {
    case 'name-taken':
      return showNew(req, res, read.form.withError('name', nameTaken))
    case 'saved':
      flash(req, 'success', `The template ‘${name}’ is saved. Choose it when you schedule a session.`)
      res.redirect(303, templatesHref)
  }
}

export async function editTemplate(req: Request, res: Response): Promise<void> {
  const template = await findTemplate(req)
  await showEdit(req, res, template, filledForm({ name: template.name }))
}

async function showEdit(req: Request, res: Response, template: TemplateRow, form: Form): Promise<void> {
  await renderPage(req, res, 'live-sessions/template-edit', {
    title: `Rename ‘${template.name}’`,
    back,
    form,
    action: `${templatesHref}/${template.id}`,
  })
}

export async function updateTemplate(req: Request, res: Response): Promise<void> {
  const template = await findTemplate(req)
  const read = readForm(templateNameForm, req)
  if (!read.ok) return showEdit(req, res, template, read.form)
  const result = await renameTemplate(req.ctx, { id: template.id, ...read.values })
  switch (result) {
    case 'name-taken':
      return showEdit(req, res, template, read.form.withError('name', nameTaken))
    case 'renamed':
    case 'unchanged':
      flash(req, 'success', `The template is called ‘${read.values.name}’`)
      res.redirect(303, templatesHref)
  }
}

export async function newTemplateRemoval(req: Request, res: Response): Promise<void> {
  const template = await findTemplate(req)
  await renderPage(req, res, 'live-sessions/template-removal', {
    title: `Delete the template ‘${template.name}’?`,
    back,
    action: `${templatesHref}/${template.id}/removal`,
    list_href: templatesHref,
  })
}

export async function createTemplateRemoval(req: Request, res: Response): Promise<void> {
  const template = await findTemplate(req)
  await removeTemplate(req.ctx, template.id)
  flash(req, 'success', `The template ‘${template.name}’ is deleted. Sessions made from it stay as they are.`)
  res.redirect(303, templatesHref)
}
