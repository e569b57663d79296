/** Programmes and courses as read by this room and by those after it. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { CourseKind } from '../rules.ts'

export interface ProgrammeRow {
  id: string
  slug: string
  name: string
  code: string
  description: string
  validity_months: number
  renewal_days: number
  /** Whether who completes a course is certified at once, or once somebody releases it. */
  issuing: 'at once' | 'released'
  grace_months: number
  certificate_wording: string
  name_cy: string | null
  certificate_wording_cy: string | null
  created_at: Date
}

export interface CourseRow {
  id: string
  programme_id: string
  programme_name: string
  title: string
  kind: CourseKind
  created_at: Date
}

/** A course as learners can take it: its latest published version. */
export interface PublishedCourseRow {
  course_id: string
  course_version_id: string
  programme_id: string
  programme_name: string
  title: string
  kind: CourseKind
  summary: string
  is_fixed_order: boolean
  published_at: Date
  module_count: number
  length_minutes: number
}

export async function listProgrammes(ctx: Ctx): Promise<ProgrammeRow[]> {
  return ctx.db('programmes').orderBy('created_at').orderBy('id')
}

export async function getProgramme(ctx: Ctx, id: string): Promise<ProgrammeRow> {
  if (!isId(id)) throw new NotFound()
  const found = await ctx.db('programmes').first().where({ id })
  if (!found) throw new NotFound()
  return found
}

export async function getCourse(ctx: Ctx, id: string): Promise<CourseRow> {
  if (!isId(id)) throw new NotFound()
  const found = await row<CourseRow>(
    ctx.db,
    `select c.*, p.name as programme_name from courses c join programmes p on p.id = c.programme_id where c.id = ?`,
    [id],
  )
  if (!found) throw new NotFound()
  return found
}

/** The programme's first courses come before its refreshers. */
export async function listPublishedCourses(ctx: Ctx): Promise<PublishedCourseRow[]> {
  return rows<PublishedCourseRow>(
    ctx.db,
    `select c.id as course_id, v.id as course_version_id, p.id as programme_id, p.name as programme_name,
       c.title, c.kind, v.summary, v.is_fixed_order, v.published_at,
       m.module_count, coalesce(m.length_minutes, 0) as length_minutes
     from courses c
     join programmes p on p.id = c.programme_id
     join lateral (select * from course_versions v where v.course_id = c.id and v.published_at is not null
                   order by v.number desc limit 1) v on true
     join lateral (select count(*) as module_count, sum(length_minutes) as length_minutes
                   from modules where course_version_id = v.id and instead_of is null) m on true
     order by p.created_at, p.id, c.kind, c.created_at, c.id`,
  )
}

/** Every live part that a live session can deliver, with the course it belongs to. */
export async function listLivePartChoices(
  ctx: Ctx,
): Promise<{ live_part_id: string; title: string; course_id: string; course_title: string; programme_name: string }[]> {
  return rows(
    ctx.db,
    `select l.id as live_part_id, l.title, c.id as course_id, c.title as course_title, p.name as programme_name
     from live_parts l join courses c on c.id = l.course_id join programmes p on p.id = c.programme_id
     order by p.created_at, p.id, c.kind, c.created_at, c.id, l.position`,
  )
}
