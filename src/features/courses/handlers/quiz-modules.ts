/** Making a quiz: what it says, its rules, and its questions from the bank. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import {
  blueprintFields,
  drawFault,
  getQuizVersion,
  labelsOf,
  listQuestionChoices,
  listQuizQuestions,
} from '../../quizzes/index.ts'
import { dropEdit } from '../commands/edits.ts'
import { addQuizModule, editQuizModule } from '../commands/quiz-modules.ts'
import { quizForm, seenForm } from '../forms.ts'
import { newModule } from '../pages/modules.ts'
import { filledQuiz, questionChoices, savedQuiz } from '../pages/quizzes.ts'
import type { CourseVersionRow, ModuleRow } from '../queries/versions.ts'
import { getCourseVersion, getModule, listModules } from '../queries/versions.ts'
import {
  authorOf,
  changedMeanwhile,
  draftOf,
  findDraftModule,
  formInDraft,
  formOfModule,
  ownOrSaved,
  sameTitle,
  versionHref,
  writersOf,
} from './drafts.ts'

/** The Find button narrows the questions shown; ticked ones stay, and nothing is saved. */
const isSearch = (req: Request) => req.body?.action === 'find'

/** The bank, and the questions this quiz has that are retired now. */
async function listBank(req: Request, module: ModuleRow | null) {
  const bank = await listQuestionChoices(req.ctx)
  const asked = module?.quiz_version_id ? await listQuizQuestions(req.ctx, module.quiz_version_id) : []
  const known = new Set(bank.map((question) => question.question_id))
  return { bank: [...bank, ...asked.filter((question) => !known.has(question.question_id))], asked }
}

type Bank = Awaited<ReturnType<typeof listBank>>

/** In the order of the bank; an id that is not in it is nobody's question. */
const chosenOf = ({ bank }: Bank, questionIds: string[]) =>
  bank.filter((question) => questionIds.includes(question.question_id))

/** What the bank says of a question now, or what a retired one is counted as in the quiz that has it. */
const labelled = (chosen: Bank['bank']) =>
  chosen.map((question) => ({ ...question, labels: 'labels' in question ? question.labels : labelsOf(question) }))

export async function newQuizModule(req: Request, res: Response): Promise<void> {
  const version = draftOf(await getCourseVersion(req.ctx, String(req.params.versionId)))
  const begun = { ...newModule(version), pass_percent: '80', counts: 'best', feedback: 'end' }
  const { form, own_copy } = await ownOrSaved(req, formInDraft(version, 'new quiz'), begun)
  await showNew(req, res, version, form, own_copy)
}

async function showNew(
  req: Request,
  res: Response,
  version: CourseVersionRow,
  form: Form,
  own_copy: string | null = null,
): Promise<void> {
  await renderPage(req, res, 'courses/quiz-new', {
    title: 'Add a quiz',
    wide: true,
    back: { href: versionHref(version), text: `${version.course_title}, version ${version.number}` },
    form,
    own_copy,
    ...(await writersOf(req, formInDraft(version, 'new quiz'))),
    version,
    blueprint_fields: blueprintFields,
    questions: questionChoices(await listBank(req, null), form),
  })
}

export async function createQuizModule(req: Request, res: Response): Promise<void> {
  const version = draftOf(await getCourseVersion(req.ctx, String(req.params.versionId)))
  if (isSearch(req)) return showNew(req, res, version, filledForm(req.body))
  const read = readForm(quizForm, req)
  if (!read.ok) return showNew(req, res, version, read.form)
  const refuse = (field: string, text: string) => showNew(req, res, version, read.form.withError(field, text))
  if (sameTitle(await listModules(req.ctx, version.id), read.values.module.title))
    return refuse('title', 'This draft has a module with this title already')
  const chosen = chosenOf(await listBank(req, null), read.values.question_ids)
  const question_version_ids = chosen.map((question) => question.question_version_id)
  const fault = drawFault(read.values.quiz, labelled(chosen))
  if (fault) return refuse(fault.field, fault.text)
  const { module, quiz } = read.values
  await addQuizModule(req.ctx, { version_id: version.id, module, quiz: { ...quiz, question_version_ids } })
  await dropEdit(req.ctx, { of: formInDraft(version, 'new quiz').of, person_id: authorOf(req) })
  flash(req, 'success', `‘${module.title}’ was added`)
  res.redirect(303, versionHref(version))
}

export async function editQuizModulePage(req: Request, res: Response, module: ModuleRow, version: CourseVersionRow) {
  const quiz = await getQuizVersion(req.ctx, module.quiz_version_id!)
  const asked = await listQuizQuestions(req.ctx, quiz.id)
  const { form, own_copy } = await ownOrSaved(req, formOfModule(module), filledQuiz(module, quiz, asked))
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
  await renderPage(req, res, 'courses/quiz-edit', {
    title: `Edit ‘${module.title}’`,
    wide: true,
    back: { href: versionHref(version), text: `${version.course_title}, version ${version.number}` },
    form,
    module,
    seen_revision: isOvertaken ? String(module.revision) : form.value('seen_revision'),
    theirs: isOvertaken ? await theirQuiz(req, module) : null,
    own_copy,
    ...(await writersOf(req, formOfModule(module))),
    blueprint_fields: blueprintFields,
    questions: questionChoices(await listBank(req, module), form),
  })
}

async function theirQuiz(req: Request, module: ModuleRow) {
  const quiz = await getQuizVersion(req.ctx, module.quiz_version_id!)
  return savedQuiz(module, quiz, await listQuizQuestions(req.ctx, quiz.id))
}

export async function updateQuizModule(req: Request, res: Response): Promise<void> {
  const { module, version } = await findDraftModule(req)
  if (isSearch(req)) return showEdit(req, res, module, version, filledForm(req.body))
  const read = readForm(quizForm, req)
  if (!read.ok) return showEdit(req, res, module, version, read.form)
  const refuse = (field: string, text: string) => showEdit(req, res, module, version, read.form.withError(field, text))
  if (sameTitle(await listModules(req.ctx, version.id), read.values.module.title, module.id))
    return refuse('title', 'Another module has this title')
  const chosen = chosenOf(await listBank(req, module), read.values.question_ids)
  const question_version_ids = chosen.map((question) => question.question_version_id)
  const fault = drawFault(read.values.quiz, labelled(chosen))
  if (fault) return refuse(fault.field, fault.text)
  const seen = readForm(seenForm, req)
  const result = await editQuizModule(req.ctx, {
    module_id: module.id,
    seen_revision: seen.ok ? seen.values.seen_revision : 0,
    module: read.values.module,
    quiz: { ...read.values.quiz, question_version_ids },
  })
  switch (result) {
    case 'changed-meanwhile': {
      const theirs = await getModule(req.ctx, module.id)
      return showEdit(req, res, theirs, version, read.form.withError('title', changedMeanwhile), {
        isOvertaken: true,
      })
    }
    case 'saved':
      await dropEdit(req.ctx, { of: formOfModule(module).of, person_id: authorOf(req) })
      flash(req, 'success', `‘${read.values.module.title}’ was saved`)
      res.redirect(303, versionHref(version))
  }
}
