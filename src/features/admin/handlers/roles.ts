/** Who holds which role; granting and ending one is done on the person's page. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { readQuery } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { roleFilters } from '../forms.ts'
import { roleChoices, roleListPage } from '../pages/roles.ts'
import { sectionItems } from '../pages/sections.ts'
import * as queries from '../queries/roles.ts'

export async function listRoles(req: Request, res: Response): Promise<void> {
  const { form, ...read } = readQuery(roleFilters, req)
  const role = read.ok ? read.values.role : null
  const paging = readPaging(req, await queries.countRoleGrants(req.ctx, role), 100)
  const grants = await queries.listRoleGrants(req.ctx, role, paging)
  await renderPage(req, res, 'admin/roles', {
    title: 'Roles',
    wide: true,
    sections: sectionItems('/admin/roles'),
    filters: form,
    role_choices: roleChoices,
    paging,
    grants: roleListPage(grants, today(req.ctx.now)),
  })
}
