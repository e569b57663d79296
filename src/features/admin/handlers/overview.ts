/** The administrators' first page: what needs looking at. */
import type { Request, Response } from 'express'
import { renderPage } from '../../../platform/http/render.ts'
import { countFailedJobs } from '../../../platform/jobs/failed.ts'
import { readSettings } from '../../../platform/settings.ts'
import { headerPreview } from '../pages/settings.ts'
import { sectionItems } from '../pages/sections.ts'
import { countMails, countPlans } from '../queries/outbox.ts'

export async function showOverview(req: Request, res: Response): Promise<void> {
  const count = (state: string) => countMails(req.ctx, { state, search: null })
  await renderPage(req, res, 'admin/overview', {
    title: 'Admin',
    wide: true,
    sections: sectionItems('/admin'),
    failed_mails: await count('failed'),
    waiting_mails: await count('waiting'),
    planned: await countPlans(req.ctx),
    failed_jobs: await countFailedJobs(req.ctx),
    preview: headerPreview(await readSettings(req.ctx)),
  })
}
