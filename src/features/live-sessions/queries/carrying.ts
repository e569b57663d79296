/** Reads what a session or a template has to hand on: reminders, materials, kept places. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { listOrganisationChoices } from '../../organisations/index.ts'
import type { Carried, CarriedQuota } from '../carrying.ts'
import { daysBefore } from '../carrying.ts'
import type { LiveSessionRow } from './live-sessions.ts'
import { listMaterials } from './materials.ts'

export async function carriedOfSession(ctx: Ctx, session: LiveSessionRow): Promise<Carried> {
  const quotas = session.quotas.map(({ release_on, ...quota }) => ({
    ...quota,
    days_before: daysBefore(release_on, session.starts_at),
  }))
  const materials = await listMaterials(ctx, session.id)
  return {
    reminders: session.reminders,
    materials: materials.map(({ moment, title, url, file_id }) => ({ moment, title, url, file_id })),
    quotas: await withoutFormer(ctx, quotas),
  }
}

/** Undefined where the template is gone. */
export async function findCarriedOfTemplate(
  ctx: Ctx,
  id: string,
): Promise<{ name: string; carried: Carried } | undefined> {
  if (!isId(id)) return undefined
  const found = await row<{ name: string } & Carried>(
    ctx.db,
    `select t.name, t.reminders,
       coalesce((select jsonb_agg(jsonb_build_object('moment', m.moment, 'title', m.title, 'url', m.url,
           'file_id', m.file_id) order by m.position)
         from live_session_template_materials m where m.template_id = t.id), '[]') as materials,
       coalesce((select jsonb_agg(jsonb_build_object('organisation_id', q.organisation_id,
           'organisation_kind', q.organisation_kind, 'organisation_name', o.name, 'places', q.places,
           'days_before', q.days_before) order by q.position)
         from live_session_template_quotas q left join organisations o on o.id = q.organisation_id
         where q.template_id = t.id), '[]') as quotas
     from live_session_templates t where t.id = ?`,
    [id],
  )
  if (!found) return undefined
  const { name, ...carried } = found
  return { name, carried: { ...carried, quotas: await withoutFormer(ctx, carried.quotas) } }
}

/** Nothing is kept anew for an organisation that is a partner no more. */
async function withoutFormer<Quota extends CarriedQuota>(ctx: Ctx, quotas: Quota[]): Promise<CarriedQuota[]> {
  const current = new Set((await listOrganisationChoices(ctx)).map((one) => one.id))
  return quotas
    .filter((quota) => quota.organisation_id === null || current.has(quota.organisation_id))
    .map(({ organisation_id, organisation_kind, organisation_name, places, days_before }) => ({
      organisation_id,
      organisation_kind,
      organisation_name,
      places,
      days_before,
    }))
}
