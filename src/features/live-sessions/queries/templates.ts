/** Reads templates: by course, with what the scheduling form is filled with. */
import { z } from 'zod'
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Typed } from '../../../platform/http/form.ts'

import type { Reminder } from '../reminder-times.ts'

export interface TemplateRow {
  id: string
  course_id: string | null
  course_title: string | null
  name: string
  setup: Typed
  reminders: Reminder[] | null
  material_count: number
  kept_places: number
  created_by_name: string | null
}

const setup = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

const templateSql = `
  select t.id, t.course_id, t.name, t.setup, t.reminders,
    (select count(*) from live_session_template_materials m where m.template_id = t.id) as material_count,
    (select coalesce(sum(q.places), 0) from live_session_template_quotas q where q.template_id = t.id) as kept_places,
    c.title as course_title, p.full_name as created_by_name
  from live_session_templates t left join courses c on c.id = t.course_id left join people p on p.id = t.created_by`

const read = (found: TemplateRow): TemplateRow => ({ ...found, setup: setup.parse(found.setup) })

export async function listTemplates(ctx: Ctx): Promise<TemplateRow[]> {
  const found = await rows<TemplateRow>(
    ctx.db,
    `${templateSql} order by lower(c.title) nulls last, t.course_id, lower(t.name), t.id`,
    [],
  )
  return found.map(read)
}

export async function getTemplate(ctx: Ctx, id: string): Promise<TemplateRow> {
  const found = isId(id) ? await row<TemplateRow>(ctx.db, `${templateSql} where t.id = ?`, [id]) : undefined
  if (!found) throw new NotFound()
  return read(found)
}
