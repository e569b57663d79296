/** Work that failed as often as it may: why, and trying it again. */
import type { Request, Response } from 'express'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import * as failed from '../../../platform/jobs/failed.ts'
import { jobListPage } from '../pages/outbox.ts'
import { sectionItems } from '../pages/sections.ts'

export async function listJobs(req: Request, res: Response): Promise<void> {
  const paging = readPaging(req, await failed.countFailedJobs(req.ctx))
  await renderPage(req, res, 'admin/jobs', {
    title: 'Failed jobs',
    wide: true,
    sections: sectionItems('/admin/jobs'),
    paging,
    jobs: jobListPage(await failed.listFailedJobs(req.ctx, paging)),
  })
}

export async function retryJob(req: Request, res: Response): Promise<void> {
  const id = String(req.params.jobId)
  if (!/^\d{1,18}$/.test(id)) throw new NotFound()
  const result = await failed.retryJob(req.ctx, id)
  if (result === 'waiting') flash(req, 'success', 'The job will be tried again now')
  else flash(req, 'notice', 'There is nothing to try again: the job has not failed')
  res.redirect(303, '/admin/jobs')
}
