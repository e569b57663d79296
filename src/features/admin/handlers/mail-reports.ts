/** The door for delivery reports, and the administrators' page of what came through it and through the mailbox. */
import express from 'express'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { hashSecret, sameSecret } from '../../../lib/codes.ts'
import { NotFound } from '../../../platform/errors.ts'
import { countTry, network } from '../../../platform/http/limits.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { mostReportBytes, takeReport } from '../../../platform/mail/reports/take.ts'
import { mailboxPage, reportsPage } from '../pages/mail-reports.ts'
import { sectionItems } from '../pages/sections.ts'
import * as queries from '../queries/mail-reports.ts'

const posts = { name: 'mail-reports', points: 600, seconds: 60 }
const wrongSecrets = { name: 'mail-reports-wrong', points: 10, seconds: 600 }

const readRaw = express.raw({ type: 'message/rfc822', limit: mostReportBytes })

/** The secret is asked for before a byte of the report is read. Where none is set there is no such address. */
export const takeRaw: RequestHandler = async (req: Request, res: Response, next: NextFunction) => {
  const secret = req.ctx.config.reports_secret
  if (secret === undefined) throw new NotFound()
  const given = /^Bearer (\S{1,500})$/.exec(req.headers.authorization ?? '')?.[1] ?? ''
  if (!sameSecret(hashSecret(given), hashSecret(secret))) {
    await countTry(req.ctx.db, wrongSecrets, network(req))
    return answer(res.set('WWW-Authenticate', 'Bearer'), 401, 'wrong secret')
  }
  await countTry(req.ctx.db, posts, network(req))
  if (req.is('message/rfc822') === false) return answer(res, 415, 'send the report as message/rfc822')
  readRaw(req, res, next)
}

/** A program reads the answer: one word of what was made of the report. */
export async function createMailReport(req: Request, res: Response): Promise<void> {
  const raw = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
  if (raw.length === 0) return answer(res, 400, 'empty')
  answer(res, 200, await takeReport(req.ctx, raw, 'post'))
}

function answer(res: Response, status: number, words: string): void {
  res.status(status).type('text/plain').send(`${words}\n`)
}

export async function listMailReports(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  const paging = readPaging(req, await queries.countReports(ctx))
  await renderPage(req, res, 'admin/mail-reports', {
    title: 'Delivery reports',
    wide: true,
    sections: sectionItems('/admin/mail-reports'),
    is_posted: ctx.config.reports_secret !== undefined,
    post_url: `${ctx.config.base_url}/mail-reports`,
    mailbox: ctx.config.imap_url === undefined ? null : mailboxPage(await queries.findMailbox(ctx), ctx.now),
    paging,
    reports: reportsPage(await queries.listReports(ctx, paging)),
  })
}
