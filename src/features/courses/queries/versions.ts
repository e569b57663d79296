/** Versions of a course, their modules, files and live parts. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { CourseKind, DoneWhen, ModuleKind } from '../rules.ts'

export interface CourseVersionRow {
  id: string
  course_id: string
  course_title: string
  course_kind: CourseKind
  programme_id: string
  programme_name: string
  number: number
  summary: string
  is_fixed_order: boolean
  owner: string
  reviewer: string
  revision: number
  created_at: Date
  created_by_name: string | null
  published_at: Date | null
  published_by_name: string | null
  review_asked_at: Date | null
  review_asked_by: string | null
  review_asked_by_name: string | null
  returned_note: string | null
  content_hash: Buffer | null
}

/** A module without its long texts, for lists. */
export interface ModuleListRow {
  id: string
  course_version_id: string
  key: string
  position: number
  kind: ModuleKind
  title: string
  summary: string
  has_exit_page: boolean
  law_as_at: string | null
  owner: string
  review_by: string | null
  length_minutes: number
  quiz_version_id: string | null
  package_id: string | null
  /** The key of the page it can be read instead of. */
  instead_of: string | null
  /** Rises with each save. */
  revision: number
  updated_at: Date
}

export interface ModuleRow extends ModuleListRow {
  opens_on: string | null
  or_live_part_id: string | null
  or_live_percent: number | null
  body: string
  content_notice: string | null
  video_url: string | null
  transcript: string | null
  /** Of a package: what it must say before the module is done. */
  done_when: DoneWhen | null
  min_percent: number | null
}

export interface ModuleFileRow {
  file_id: string
  file_name: string
  media_type: string
  size_bytes: number
  alt: string
  is_decorative: boolean
  position: number
}

const versionSql = `
  select v.id, v.course_id, c.title as course_title, c.kind as course_kind, c.programme_id, p.name as programme_name,
    v.number, v.summary, v.is_fixed_order, v.owner, v.reviewer, v.revision, v.created_at, v.published_at, v.content_hash,
    v.review_asked_at, v.review_asked_by, v.returned_note,
    maker.full_name as created_by_name, publisher.full_name as published_by_name, asker.full_name as review_asked_by_name
  from course_versions v
  join courses c on c.id = v.course_id
  join programmes p on p.id = c.programme_id
  left join people maker on maker.id = v.created_by
  left join people publisher on publisher.id = v.published_by
  left join people asker on asker.id = v.review_asked_by`

export async function getCourseVersion(ctx: Ctx, versionId: string): Promise<CourseVersionRow> {
  if (!isId(versionId)) throw new NotFound()
  const found = await row<CourseVersionRow>(ctx.db, `${versionSql} where v.id = ?`, [versionId])
  if (!found) throw new NotFound()
  return found
}

/** Newest first. */
export async function listCourseVersions(ctx: Ctx, courseId: string): Promise<CourseVersionRow[]> {
  return rows<CourseVersionRow>(ctx.db, `${versionSql} where v.course_id = ? order by v.number desc`, [courseId])
}

/** In order, without the long texts. */
export async function listModules(ctx: Ctx, versionId: string): Promise<ModuleListRow[]> {
  return rows<ModuleListRow>(
    ctx.db,
    `select id, course_version_id, key, position, kind, title, summary, has_exit_page, law_as_at, owner, review_by,
       length_minutes, quiz_version_id, package_id, instead_of, revision, updated_at
     from modules where course_version_id = ? order by position`,
    [versionId],
  )
}

export async function getModule(ctx: Ctx, moduleId: string): Promise<ModuleRow> {
  if (!isId(moduleId)) throw new NotFound()
  const found = await row<ModuleRow>(ctx.db, 'select * from modules where id = ?', [moduleId])
  if (!found) throw new NotFound()
  return found
}

export async function listModuleFiles(ctx: Ctx, moduleId: string): Promise<ModuleFileRow[]> {
  return rows<ModuleFileRow>(
    ctx.db,
    `select f.id as file_id, f.file_name, f.media_type, length(f.bytes) as size_bytes, m.alt, m.is_decorative, m.position
     from module_files m join files f on f.id = m.file_id where m.module_id = ? order by m.position, f.id`,
    [moduleId],
  )
}

/** The live parts a version asks for, and how much of each must be attended. */
export async function listCourseLiveParts(
  ctx: Ctx,
  versionId: string,
): Promise<{ live_part_id: string; title: string; attendance_percent: number; last_minutes: number | null }[]> {
  return rows(
    ctx.db,
    `select l.id as live_part_id, l.title, v.attendance_percent, v.last_minutes
     from course_version_live_parts v join live_parts l on l.id = v.live_part_id
     where v.course_version_id = ? order by l.position`,
    [versionId],
  )
}

/** The courses that must be complete before anybody starts this version. */
export async function listPrerequisites(ctx: Ctx, versionId: string): Promise<{ course_id: string; title: string }[]> {
  return rows(
    ctx.db,
    `select c.id as course_id, c.title from course_version_prerequisites p join courses c on c.id = p.course_id
     where p.course_version_id = ? order by c.created_at, c.id`,
    [versionId],
  )
}
