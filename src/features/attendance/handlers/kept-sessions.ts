/** The list of registers: what is to do, what is coming, what is closed. */
import type { Request, Response } from 'express'
import { hasRole } from '../../../platform/access.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { readQuery } from '../../../platform/http/form.ts'
import { hrefWith, readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { registerFilters } from '../forms.ts'
import * as pages from '../pages/registers.ts'
import { countOpenClaims } from '../queries/claims.ts'
import * as queries from '../queries/kept-sessions.ts'

export async function listRegisters(req: Request, res: Response): Promise<void> {
  const { id } = req.ctx.actor as PersonActor
  const { form, ...read } = readQuery(registerFilters, req)
  const sees = hasRole(req.ctx.actor, 'coordinator')
  const whose = sees && read.ok && read.values.whose === 'all' ? 'all' : 'mine'
  const filters = { trainer_id: whose === 'all' ? null : id, show: read.ok ? read.values.show : ('to-do' as const) }
  const todo = await queries.countKeptSessions(req.ctx, { ...filters, show: 'to-do' })
  // Nothing to do is good news: what comes next is more use than an empty list.
  if (form.value('show') === '' && todo === 0) filters.show = 'coming'
  const paging = readPaging(req, await queries.countKeptSessions(req.ctx, filters), 30)
  const sessions = await queries.listKeptSessions(req.ctx, filters, paging)
  await renderPage(req, res, 'attendance/registers', {
    title: whose === 'all' ? 'Registers' : 'Registers of sessions you train',
    wide: true,
    back: { href: '/live-sessions', text: 'Live sessions' },
    claims: pages.claimsWords(await countOpenClaims(req.ctx, filters.trainer_id)),
    sessions: sessions.map((session) => pages.keptSession(session, req.ctx.now)),
    paging,
    tabs: pages.showChoices.map(({ value, text }) => ({
      text: value === 'to-do' && todo > 0 ? `${text} (${todo})` : text,
      href: hrefWith(req, { show: value, page: null }),
      active: filters.show === value,
    })),
    whose: sees && hasRole(req.ctx.actor, 'trainer') ? whose : null,
    whose_href: hrefWith(req, { whose: whose === 'all' ? 'mine' : 'all', page: null }),
  })
}
