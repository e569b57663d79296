/** A person's whole history on one page. Whoever opens it stands in it, once a day. */
import type { Request, Response } from 'express'
import { dayStart, today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import { inTransaction } from '../../../platform/context.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getPerson } from '../../people/index.ts'
import { canBeUndone } from '../commands/merging.ts'
import * as pages from '../pages/history.ts'
import * as queries from '../queries/history.ts'
import { listMerges, listRecordsOf } from '../queries/merges.ts'

export async function showHistory(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  const person = await getPerson(ctx, String(req.params.personId))
  const day = today(ctx.now)
  if (!(await queries.hasLooked(ctx, person.id, actorId(ctx.actor)!, dayStart(day))))
    await inTransaction(ctx, (ctx) =>
      recordAudit(ctx, { action: 'records.look', subject_kind: 'person', subject_id: person.id }),
    )
  const kind = queries.historyKinds.find((one) => one === req.query.kind) ?? null
  const ids = await listRecordsOf(ctx, person.id)
  const paging = readPaging(req, await queries.countHistory(ctx, ids, kind, day), 100)
  await renderPage(req, res, 'records/history', {
    title: `History of ${person.full_name}`,
    wide: true,
    back: { href: `/people/${person.id}`, text: person.full_name },
    kinds: pages.kindItems(person.id, kind),
    paging,
    events: pages.historyPage(await queries.listHistory(ctx, ids, kind, day, paging)),
    merges: pages.mergeLines(await listMerges(ctx, person.id), person.id, (merge) => canBeUndone(merge, ctx.now)),
    merge_href: `/people/${person.id}/merge`,
  })
}
