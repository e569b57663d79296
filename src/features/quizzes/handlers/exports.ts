/** Questions of the bank as a file for another system: first what the file will not hold, then the file. */
import type { Request, Response } from 'express'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { questionFilters } from '../forms.ts'
import { exportPage } from '../pages/exports.ts'
import type { QuestionFilters } from '../queries/questions.ts'
import { listQuestionsToExport, noFilters } from '../queries/questions.ts'
import { getPictureBytes } from '../queries/pictures.ts'
import { exportFormats, exportQuestions } from '../question-files/export.ts'
import type { ExportFormat } from '../question-files/export.ts'

/** The filters of the list, as they stand in the address. */
async function findQuestions(req: Request) {
  const read = readQuery(questionFilters, req)
  const found = await listQuestionsToExport(req.ctx, read.ok ? (read.values as QuestionFilters) : noFilters)
  return { ids: found.map(({ id }) => id), inputs: found.map(({ id: _, ...input }) => input) }
}

export async function showExport(req: Request, res: Response): Promise<void> {
  const { ids, inputs } = await findQuestions(req)
  const files = await Promise.all(
    exportFormats.map(async (format) => ({
      format,
      exported: await exportQuestions(format, inputs, (sha256) => getPictureBytes(req.ctx, sha256)),
    })),
  )
  const query = new URL(req.originalUrl, 'http://localhost').search
  await renderPage(req, res, 'quizzes/export', {
    title: 'Export questions',
    back: { href: `/questions${query}`, text: 'Question bank' },
    ...exportPage(files, ids, inputs, query),
  })
}

export const downloadGift = (req: Request, res: Response): Promise<void> =>
  download(req, res, 'gift', 'questions.gift', 'text/plain; charset=utf-8')

export const downloadSpreadsheet = (req: Request, res: Response): Promise<void> =>
  download(req, res, 'spreadsheet', 'questions.csv', 'text/csv; charset=utf-8')

export const downloadMoodleXml = (req: Request, res: Response): Promise<void> =>
  download(req, res, 'moodle-xml', 'questions.xml', 'application/xml; charset=utf-8')

async function download(req: Request, res: Response, format: ExportFormat, name: string, type: string): Promise<void> {
  const { inputs } = await findQuestions(req)
  const { text } = await exportQuestions(format, inputs, (sha256) => getPictureBytes(req.ctx, sha256))
  downloadHeaders(res, name, type)
  res.send(Buffer.from(text))
}
