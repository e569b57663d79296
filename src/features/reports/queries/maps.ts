/** The map that is drawn: the one loaded last. */
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'

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
