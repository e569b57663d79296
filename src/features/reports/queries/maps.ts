/** The map that is drawn: the one loaded last. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'

export interface MapRow {
  file_name: string
  credit: string
  width: number
  height: number
  loaded_at: Date
  shapes: { area_id: string; name: string; path: string; label_x: number; label_y: number; label_room: number }[]
}

export async function findMap(ctx: Ctx): Promise<MapRow | undefined> {
  return row<MapRow>(
    ctx.db,
    `select m.file_name, m.credit, m.width, m.height, m.loaded_at,
       (select json_agg(json_build_object('area_id', s.area_id, 'name', a.name, 'path', s.path, 'label_x', s.label_x,
          'label_y', s.label_y, 'label_room', s.label_room) order by a.name)
        from coverage_map_shapes s join areas a on a.id = s.area_id where s.map_id = m.id) as shapes
     from coverage_maps m order by m.loaded_at desc, m.id desc limit 1`,
  )
}

/** Areas in which no organisation lies and of which no help entry tells, but for those named; nor a county of any such. */
export const listEmptyAreas = (ctx: Ctx, exceptIds: string[]): Promise<{ id: string; name: string }[]> =>
  rows(
    ctx.db,
    `with used as (select a.id, a.parent_id from areas a where a.id = any (:exceptIds::uuid[])
       or exists (select from organisation_areas o where o.area_id = a.id)
       or exists (select from help_entries h where h.area_id = a.id))
     select a.id, a.name from areas a
     where not exists (select from used u where a.id in (u.id, u.parent_id)) order by a.name`,
    { exceptIds },
  )
