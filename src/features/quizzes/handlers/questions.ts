/** The pages of the question bank. */
import type { Request, Response } from 'express'
import { isId, newId } from '../../../lib/ids.ts'
import { truncate } from '../../../lib/text.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm, readQuery } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { manyFields, takeFile } from '../../../platform/http/upload.ts'
import { addQuestion, changeQuestion, restoreQuestion, retireQuestion } from '../commands/questions.ts'
import { kindIn, questionFilters, questionForm, typedQuestion } from '../forms.ts'
import { picturePage } from '../pages/pictures.ts'
import * as pages from '../pages/questions.ts'
import { mostPictureBytes } from '../pictures.ts'
import { findPicture } from '../queries/pictures.ts'
import { getRescoringTarget } from '../queries/rescorings.ts'
import * as queries from '../queries/questions.ts'
import type { QuestionKind } from '../kinds/list.ts'
import { carryPictures } from '../carrying.ts'
import { readNewPicture } from './pictures.ts'

const none = queries.noFilters

export async function listQuestions(req: Request, res: Response): Promise<void> {
  const { form, ...read } = readQuery(questionFilters, req)
  const filters = (read.ok ? read.values : none) as queries.QuestionFilters
  const { search: query } = new URL(req.originalUrl, 'http://localhost')
  const paging = readPaging(req, await queries.countQuestions(req.ctx, filters))
  await renderPage(req, res, 'quizzes/list', {
    title: 'Question bank',
    wide: true,
    filters: form,
    export_href: `/questions/export${query}`,
    filter_choices: { ...pages.filterChoices, quiz_id: pages.quizChoices(await queries.listQuizChoices(req.ctx)) },
    is_filtered: Object.entries(filters).some(([name, value]) => value !== none[name as keyof typeof none]),
    paging,
    questions: pages.questionListPage(await queries.listQuestions(req.ctx, filters, paging)),
  })
}

/** First which kind, then the form for it. */
export async function newQuestion(req: Request, res: Response): Promise<void> {
  const kind = kindIn(req.query)
  if (kind)
    return showNew(req, res, filledForm({ kind, points: '1', scoring: 'all', steps: '5', _form_id: newId() }), kind)
  await renderPage(req, res, 'quizzes/choose-kind', {
    title: 'What kind of question is it?',
    back: { href: '/questions', text: 'Question bank' },
    kind_choices: pages.kindChoices,
  })
}

async function showNew(req: Request, res: Response, form: Form, kind: QuestionKind): Promise<void> {
  const kept = await findPicture(req.ctx, form.value('picture'))
  await renderPage(req, res, 'quizzes/new', {
    title: 'Add a question',
    back: { href: '/questions/new', text: 'Kind of question' },
    ...pages.questionFormPage(form, kind),
    kept_picture: kept ? picturePage({ ...kept, alt: form.value('alt'), is_decorative: false }) : null,
    is_picture_open: kept !== undefined || ['file', 'alt'].some((name) => form.error(name)) || form.value('alt') !== '',
  })
}

/** With the texts of the question, which has many. */
export const takeQuestion = takeFile('file', mostPictureBytes, manyFields)

export async function createQuestion(req: Request, res: Response): Promise<void> {
  const read = readForm(questionForm, req)
  const kind = kindIn(read.form.typed)
  if (!kind) return res.redirect(303, '/questions/new')
  const { form, pictures } = await readNewPicture(req, read.form)
  if (!read.ok || form.errors.length > 0) return showNew(req, res, form, kind)
  const { _form_id: form_id, _from, ...question } = read.values
  const versionId = await addQuestion(req.ctx, { ...question, pictures, key: form_id ? `form-${form_id}` : undefined })
  flash(req, 'success', `The question was added: ${truncate(question.text, 80)}`)
  res.redirect(303, `/questions/${await queries.getQuestionIdOfVersion(req.ctx, versionId)}`)
}

export async function showQuestion(req: Request, res: Response): Promise<void> {
  const page = pages.questionPage(await queries.getQuestion(req.ctx, questionId(req)))
  await renderPage(req, res, 'quizzes/show', {
    title: 'Question',
    back: { href: '/questions', text: 'Question bank' },
    ...page,
    rescoring: pages.rescoringLink(page.question.href, await getRescoringTarget(req.ctx, questionId(req))),
  })
}

export async function editQuestion(req: Request, res: Response): Promise<void> {
  const { question, versions } = await queries.getQuestion(req.ctx, questionId(req))
  const latest = versions[0]!
  await showEdit(req, res, filledForm(typedQuestion({ ...question, ...latest }, latest.number)), latest.kind)
}

async function showEdit(req: Request, res: Response, form: Form, kind: QuestionKind): Promise<void> {
  await renderPage(req, res, 'quizzes/edit', {
    title: 'Change the question',
    back: { href: `/questions/${questionId(req)}`, text: 'Question' },
    action: `/questions/${questionId(req)}`,
    ...pages.questionFormPage(form, kind),
  })
}

export async function updateQuestion(req: Request, res: Response): Promise<void> {
  const id = questionId(req)
  const { versions } = await queries.getQuestion(req.ctx, id)
  const latest = versions[0]!
  const read = readForm(questionForm, req)
  if (!read.ok) return showEdit(req, res, read.form, latest.kind)
  const { _form_id, _from: from, ...question } = read.values
  const pictures = carryPictures(latest, question)
  switch (await changeQuestion(req.ctx, { ...question, pictures, question_id: id, from })) {
    case 'changed-meanwhile': {
      const sentence = 'Somebody changed this question while you were writing. To replace their words, save again'
      const form = filledForm({ ...read.form.typed, _from: String(latest.number) }).withError('text', sentence)
      return showEdit(req, res, form, read.values.kind)
    }
    case 'changed':
      flash(
        req,
        'success',
        'The question was changed. Quizzes that have it keep the version they had. If it was wrong, put right what was marked.',
      )
      return res.redirect(303, `/questions/${id}`)
    case 'same':
      return res.redirect(303, `/questions/${id}`)
  }
}

export async function confirmRetirement(req: Request, res: Response): Promise<void> {
  const page = pages.questionPage(await queries.getQuestion(req.ctx, questionId(req)))
  await renderPage(req, res, 'quizzes/retire', {
    title: 'Retire this question?',
    back: { href: page.question.href, text: 'Question' },
    ...page,
  })
}

export async function createRetirement(req: Request, res: Response): Promise<void> {
  if ((await retireQuestion(req.ctx, questionId(req))) === 'retired') flash(req, 'success', 'The question was retired')
  res.redirect(303, `/questions/${questionId(req)}`)
}

export async function createRestoration(req: Request, res: Response): Promise<void> {
  if ((await restoreQuestion(req.ctx, questionId(req))) === 'restored')
    flash(req, 'success', 'The question can be used again')
  res.redirect(303, `/questions/${questionId(req)}`)
}

function questionId(req: Request): string {
  const id = String(req.params.questionId)
  if (!isId(id)) throw new NotFound()
  return id
}
