/** The statistics of quizzes and their questions, as pages and as a file. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { NotFound } from '../../../platform/errors.ts'
import { formatCsv } from '../../../lib/csv.ts'
import { sendDownload } from '../../../platform/http/download.ts'
import { readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { statisticsQuery } from '../forms.ts'
import * as pages from '../pages/statistics.ts'
import type { QuizChosen, QuizData } from '../queries/statistics.ts'
import { getQuizForStatistics, listQuizzesWithAttempts, readQuizData } from '../queries/statistics.ts'

export async function listStatistics(req: Request, res: Response): Promise<void> {
  await renderPage(req, res, 'quizzes/statistics-list', {
    title: 'Statistics of quizzes',
    back: { href: '/questions', text: 'Question bank' },
    wide: true,
    quizzes: pages.quizListPage(await listQuizzesWithAttempts(req.ctx)),
  })
}

interface Asked {
  quiz_id: string
  quiz: QuizChosen
  version: QuizChosen['versions'][number]
  first_only: boolean
  data: QuizData
}

async function readAsked(req: Request): Promise<Asked> {
  const quiz_id = String(req.params.quizId)
  if (!isId(quiz_id)) throw new NotFound()
  const quiz = await getQuizForStatistics(req.ctx, quiz_id)
  const read = readQuery(statisticsQuery, req)
  const wanted = read.ok ? read.values : { version: null, attempts: 'first' }
  const version = quiz.versions.find((one) => one.number === wanted.version) ?? quiz.versions[0]!
  const first_only = wanted.attempts === 'first'
  return { quiz_id, quiz, version, first_only, data: await readQuizData(req.ctx, version.id, first_only) }
}

export async function showStatistics(req: Request, res: Response): Promise<void> {
  const asked = await readAsked(req)
  await renderPage(req, res, 'quizzes/statistics', {
    title: asked.quiz.title,
    back: { href: '/questions/statistics', text: 'Statistics of quizzes' },
    wide: true,
    ...pages.statisticsPage(asked),
  })
}

export async function downloadStatistics(req: Request, res: Response): Promise<void> {
  const asked = await readAsked(req)
  sendDownload(res, {
    file_name: `Statistics of ${asked.quiz.title}, version ${asked.version.number}.csv`,
    media_type: 'text/csv; charset=utf-8',
    bytes: Buffer.from(formatCsv(pages.statisticsCsv(asked), { bom: true })),
  })
}

export async function showQuestionStatistics(req: Request, res: Response): Promise<void> {
  const asked = await readAsked(req)
  const page = pages.questionStatisticsPage(asked, String(req.params.questionId))
  if (!page) throw new NotFound()
  await renderPage(req, res, 'quizzes/statistics-question', {
    title: 'Statistics of a question',
    back: { href: page.quiz_href, text: asked.quiz.title },
    wide: true,
    ...page,
  })
}
