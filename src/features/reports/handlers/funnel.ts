/** From invitation to certificate: how many come how far, and who they are. */
import type { Request, Response } from 'express'
import { addMonths, today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { readQuery } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listProgrammes } from '../../courses/index.ts'
import { usualProgramme } from '../../roster/index.ts'
import type { FunnelQuery } from '../forms.ts'
import { funnelQuery, funnelPeopleQuery, periodForm } from '../forms.ts'
import * as pages from '../pages/funnel.ts'
import { number, sections } from '../pages/numbers.ts'
import * as queries from '../queries/funnel.ts'

/** A year up to today, unless other days are asked for. */
const usualPeriod = (ctx: Ctx) => ({ from: addMonths(today(ctx.now), -12), to: today(ctx.now) })

async function readAsked(req: Request) {
  const usual = usualPeriod(req.ctx)
  const read = readQuery(funnelQuery(usual), req)
  const asked: FunnelQuery = read.ok ? read.values : { ...usual, programme: usualProgramme, by: 'organisation' }
  const programmes = await listProgrammes(req.ctx)
  const programme = programmes.find((one) => one.slug === asked.programme) ?? programmes[0]!
  const scope: queries.FunnelScope = { programme_id: programme.id, from: asked.from, to: asked.to, by: asked.by }
  return {
    asked: { ...asked, programme: programme.slug },
    form: read.ok ? periodForm(asked, { programme: programme.slug }) : read.form,
    programmes: programmes.map((one) => ({ value: one.slug, text: one.name })),
    scope,
  }
}

export async function showFunnel(req: Request, res: Response): Promise<void> {
  const { asked, form, programmes, scope } = await readAsked(req)
  const found = form.errors.length > 0 ? [] : await queries.countFunnel(req.ctx, scope)
  await renderPage(req, res, 'reports/funnel', {
    title: 'From invitation to certificate',
    wide: true,
    sections: sections('funnel'),
    form,
    programmes,
    by: asked.by,
    groupings: pages.groupingItems(asked),
    heading: pages.groupingHeading(asked.by),
    ...pages.funnelPage(found, asked),
  })
}

export async function listPeople(req: Request, res: Response): Promise<void> {
  const { asked, scope } = await readAsked(req)
  const read = readQuery(funnelPeopleQuery, req)
  const { key, step, only } = read.ok ? read.values : { key: undefined, step: 'invited' as const, only: null }
  const people = { key, step, is_last: only === 'last' }
  const paging = readPaging(req, await queries.countFunnelPeople(req.ctx, scope, people))
  await renderPage(req, res, 'reports/funnel-people', {
    title: pages.peopleTitle(step, people.is_last),
    wide: true,
    back: { href: pages.funnelHref('/reports/funnel', asked), text: 'From invitation to certificate' },
    paging,
    counted_words: paging.total === 1 ? '1 person' : `${number(paging.total)} people`,
    people: pages.funnelPeoplePage(await queries.listFunnelPeople(req.ctx, scope, people, paging)),
  })
}
