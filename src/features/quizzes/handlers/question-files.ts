/** Questions from a file: upload, look at each as it will be, add. */
import type { Request, Response } from 'express'
import { workbookStream } from '../../../lib/spreadsheet.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { takeFile } from '../../../platform/http/upload.ts'
import { addQuestionsOfFile, keepQuestionFile } from '../commands/question-files.ts'
import { addFileForm, enterAlt } from '../forms.ts'
import { addedWords, questionFilePage } from '../pages/question-files.ts'
import { listKept } from '../queries/pictures.ts'
import { getQuestionFile } from '../queries/question-files.ts'
import { listAskedAlready } from '../queries/questions.ts'
import { mostBytes, mostQuestions } from '../question-files/read.ts'
import { readKept, readUpload } from '../question-files/reader.ts'
import { templateHeadings, templateRows } from '../question-files/table.ts'
import { reviewForBank } from '../question-files/to-bank.ts'

export const takeQuestionFile = takeFile('file', mostBytes)

export async function newQuestionFile(req: Request, res: Response): Promise<void> {
  await showNew(req, res, emptyForm())
}

async function showNew(req: Request, res: Response, form: Form, status?: number): Promise<void> {
  const locals = { title: 'Add questions from a file', back: { href: '/questions', text: 'Question bank' }, form }
  await renderPage(req, res, 'quizzes/new-file', locals, status === undefined ? {} : { status })
}

/** What holds nothing at all is refused here; anything else is shown question by question. */
export async function createQuestionFile(req: Request, res: Response): Promise<void> {
  const refuse = (text: string, status?: number) => showNew(req, res, emptyForm().withError('file', text), status)
  if (req.is_upload_too_large) return refuse('The selected file must be smaller than 20 MB', 413)
  const { file } = req
  if (!file) return refuse('Select a file')
  const read = await readUpload(req.ctx, file.buffer)
  if ('too_many' in read)
    return refuse(
      `The file has ${read.too_many.toLocaleString('en-GB')} questions, and ${mostQuestions.toLocaleString('en-GB')} can be looked through at once: part it`,
    )
  const { questions, refused } = read.file
  if (questions.length === 0 && refused.length === 1 && refused[0]!.where === 'file') return refuse(refused[0]!.reason)
  const pictures = reviewForBank(read.file).ready.flatMap((one) => one.pictures)
  const id = await keepQuestionFile(req.ctx, { name: file.originalname, bytes: file.buffer, pictures })
  res.redirect(303, `/questions/files/${id}`)
}

export async function showQuestionFile(req: Request, res: Response): Promise<void> {
  await showFile(req, res, emptyForm())
}

async function showFile(req: Request, res: Response, form: Form): Promise<void> {
  const found = await getQuestionFile(req.ctx, String(req.params.questionFileId))
  const file = await readKept(req.ctx, found.bytes)
  const review = reviewForBank(file)
  const pictures = review.ready.flatMap((one) => one.pictures.map(({ sha256 }) => sha256))
  const known = await listAskedAlready(
    req.ctx,
    review.ready.map(({ question }) => question),
  )
  await renderPage(req, res, 'quizzes/file', {
    title: `Questions in ${found.file_name}`,
    back: { href: '/questions/files/new', text: 'Another file' },
    form,
    ...questionFilePage(found, file, review, await listKept(req.ctx, pictures), known),
  })
}

export async function createQuestionsOfFile(req: Request, res: Response): Promise<void> {
  const read = readForm(addFileForm, req)
  if (!read.ok) return showFile(req, res, read.form)
  const question_file_id = String(req.params.questionFileId)
  const { leaves_out, words } = read.values
  const answer = await addQuestionsOfFile(req.ctx, { question_file_id, leaves_out, words })
  switch (answer.result) {
    case 'some-left-out':
      return showFile(req, res, withFaults(read.form, answer.waiting, answer.refused > 0))
    case 'none':
      return showFile(req, res, read.form.withError('leaves_out', 'Nothing would be left to add'))
    case 'already':
    case 'added':
      flash(req, 'success', addedWords(answer.count))
      res.redirect(303, '/questions')
  }
}

/** The fields of pictures that are still without words, then what is to be left out. */
function withFaults(form: Form, waiting: string[], areRefused: boolean): Form {
  const asked = waiting.reduce((sum, key) => sum.withError(`alt-${key}`, enterAlt), form)
  return areRefused ? asked.withError('leaves_out', 'Say that you want to add the others without these') : asked
}

export async function showTemplate(_req: Request, res: Response): Promise<void> {
  downloadHeaders(res, 'questions.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  const columns = templateHeadings.map((heading) => ({ heading, kind: 'text' as const, width: columnWidth(heading) }))
  const rows = async function* () {
    for (const row of templateRows) yield templateHeadings.map((heading) => row[heading] ?? null)
  }
  workbookStream('Questions', columns, rows()).pipe(res)
}

const columnWidth = (heading: string): number => (/^(Question|Answer|Feedback|Explanation)/.test(heading) ? 36 : 16)
