/** What the filters of the roster offer. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

/** Organisations that are there or were: a roster of last year has those that ended since. */
export async function listRosterOrganisations(
  ctx: Ctx,
  led: string[] | null,
): Promise<{ id: string; name: string; has_ended: boolean }[]> {
  return rows(
    ctx.db,
    `select id, name, ends_on is not null and ends_on <= :today as has_ended from organisations
     where :led::uuid[] is null or id = any (:led::uuid[]) order by has_ended, search, id`,
    { led: led as string[], today: today(ctx.now) },
  )
}
