/** Reads the materials of a session, and those of every session a person has a place at. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { MaterialMoment } from '../materials.ts'
import { isShown } from '../materials.ts'
import { wholeSql } from './parts.ts'

export interface MaterialRow {
  id: string
  live_session_id: string
  moment: MaterialMoment
  title: string
  /** One of both: a link, or a file with its kind and size. */
  url: string | null
  file_id: string | null
  media_type: string | null
  size_bytes: number | null
}

const materialSql = `
  select m.id, m.live_session_id, m.moment, m.title, m.url, m.file_id, f.media_type, length(f.bytes) as size_bytes
  from live_session_materials m left join files f on f.id = m.file_id`

/** In the order in which they were added. */
export async function listMaterials(ctx: Ctx, liveSessionId: string): Promise<MaterialRow[]> {
  return rows<MaterialRow>(ctx.db, `${materialSql} where m.live_session_id = ? order by m.created_at, m.id`, [
    liveSessionId,
  ])
}

/** Those that somebody with a place is shown now. */
export async function listShownMaterials(
  ctx: Ctx,
  session: { id: string; ends_at: Date; cancelled_at: Date | null },
): Promise<MaterialRow[]> {
  return (await listMaterials(ctx, session.id)).filter((material) => isShown(material, session, ctx.now))
}

export async function findMaterial(
  ctx: Ctx,
  liveSessionId: string,
  materialId: string,
): Promise<MaterialRow | undefined> {
  return isId(materialId)
    ? row<MaterialRow>(ctx.db, `${materialSql} where m.live_session_id = ? and m.id = ?`, [liveSessionId, materialId])
    : undefined
}

/** Whether the session has this file or link for this moment already. */
export async function hasMaterial(
  ctx: Ctx,
  material: { live_session_id: string; moment: MaterialMoment; url: string | null; sha256: Buffer | null },
): Promise<boolean> {
  const found = await row<{ is_there: boolean }>(
    ctx.db,
    `select exists (select from live_session_materials m left join files f on f.id = m.file_id
       where m.live_session_id = :live_session_id and m.moment = :moment
         and (m.url = :url::text or f.sha256 = :sha256::bytea)) as is_there`,
    material,
  )
  return found!.is_there
}

export interface OwnMaterialRow extends MaterialRow {
  session_title: string
  starts_at: Date
  ends_at: Date
}

/** What a person is shown of the sessions they have a place at, the latest session first; of the last half year. */
export async function listMaterialsFor(ctx: Ctx, personId: string): Promise<OwnMaterialRow[]> {
  const found = await rows<OwnMaterialRow>(
    ctx.db,
    `select m.*, s.title as session_title, w.starts_at, w.ends_at
     from bookings b
     join live_sessions s on s.id = b.live_session_id and s.cancelled_at is null
     join (${materialSql}) m on m.live_session_id = s.id
     ${wholeSql}
     where b.person_id = :personId and b.cancelled_at is null and b.booked_at is not null
       and w.ends_at > :now::timestamptz - interval '180 days'
     order by w.starts_at desc, s.id, m.id`,
    { personId, now: ctx.now },
  )
  return found.filter((material) => isShown(material, { ...material, cancelled_at: null }, ctx.now))
}
