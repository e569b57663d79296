/** Who changed what, and when. */
import type { Request, Response } from 'express'
import { readQuery } from '../../../platform/http/form.ts'
import { hrefWith, readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { auditFilters } from '../forms.ts'
import { actionChoices, auditPage } from '../pages/audit.ts'
import { sectionItems } from '../pages/sections.ts'
import * as queries from '../queries/audit.ts'

const none: queries.AuditFilters = { action: null, actor: null, subject_id: null, from: null, to: null }

export async function listAudit(req: Request, res: Response): Promise<void> {
  const { form, ...read } = readQuery(auditFilters, req)
  const filters = read.ok ? read.values : none
  const paging = readPaging(req, await queries.countAudit(req.ctx, filters))
  const ofSubject = (id: string) => hrefWith(req, { subject_id: id, page: null })
  await renderPage(req, res, 'admin/audit', {
    title: 'Audit',
    wide: true,
    sections: sectionItems('/admin/audit'),
    form,
    is_filtered: Object.values(filters).some((value) => value !== null),
    action_choices: actionChoices(await queries.listAuditActions(req.ctx)),
    paging,
    events: auditPage(await queries.listAudit(req.ctx, filters, paging), ofSubject),
  })
}
