/** The draft of a course's next version: started as a copy of the latest one, changed, thrown away. */
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { getCourse } from '../queries/courses.ts'
import { listCourseLiveParts, listCourseVersions } from '../queries/versions.ts'
import type { CourseVersionRow } from '../queries/versions.ts'
import { notYetReviewed, withVideo } from '../rules.ts'
import { lockCourse, lockDraft } from './locks.ts'

/** A course has one draft at most: asking again gives the one that is open. */
export async function startDraft(
  ctx: Ctx,
  input: { course_id: string; owner: string },
): Promise<{ result: 'started' | 'open'; version_id: string }> {
  return inTransaction(ctx, async (ctx) => {
    await getCourse(ctx, input.course_id)
    await lockCourse(ctx, input.course_id)
    const versions = await listCourseVersions(ctx, input.course_id)
    const latest = versions[0]
    if (latest?.published_at === null) return { result: 'open', version_id: latest.id }
    const id = await insertDraft(ctx, {
      course_id: input.course_id,
      number: (latest?.number ?? 0) + 1,
      summary: latest?.summary ?? '',
      is_fixed_order: latest?.is_fixed_order ?? true,
      owner: latest?.owner ?? input.owner,
    })
    if (latest) await copyContent(ctx, latest, id)
    await recordAudit(ctx, {
      action: 'courses.start-draft',
      subject_kind: 'course version',
      subject_id: id,
      after: { course_id: input.course_id, copied_from: latest?.id ?? null },
    })
    return { result: 'started', version_id: id }
  })
}

/** A draft without modules; the caller holds the lock of the course, and audits. */
export async function insertDraft(
  ctx: Ctx,
  draft: { course_id: string; number: number; summary: string; is_fixed_order: boolean; owner: string },
): Promise<string> {
  const id = newId(ctx.now)
  await ctx
    .db('course_versions')
    .insert({ id, ...draft, reviewer: notYetReviewed, created_at: ctx.now, created_by: actorId(ctx.actor) })
  return id
}

async function copyContent(ctx: Ctx, from: CourseVersionRow, versionId: string): Promise<void> {
  await ctx.db.raw(
    `insert into course_version_live_parts (course_version_id, course_id, live_part_id, attendance_percent, last_minutes)
     select ?, course_id, live_part_id, attendance_percent, last_minutes from course_version_live_parts where course_version_id = ?`,
    [versionId, from.id],
  )
  await ctx.db.raw(
    `insert into course_version_prerequisites (course_version_id, course_id)
     select ?, course_id from course_version_prerequisites where course_version_id = ?`,
    [versionId, from.id],
  )
  const modules = await ctx.db('modules').where({ course_version_id: from.id }).orderBy('position')
  if (modules.length === 0) return
  const copies = new Map(modules.map((module) => [module.id, newId(ctx.now)]))
  await ctx.db('modules').insert(
    modules.map((module) => ({
      ...module,
      id: copies.get(module.id)!,
      course_version_id: versionId,
      body: withVideo(module),
      video_url: null,
      transcript: null,
      revision: 1,
      updated_at: ctx.now,
      updated_by: null,
    })),
  )
  const files = await ctx.db('module_files').whereIn('module_id', [...copies.keys()])
  if (files.length > 0)
    await ctx.db('module_files').insert(files.map((file) => ({ ...file, module_id: copies.get(file.module_id)! })))
}

export interface DraftInput {
  version_id: string
  /** The draft as the author's page knew it; null overwrites whatever is there. */
  seen_revision?: number | null
  summary: string
  is_fixed_order: boolean
  owner: string
  reviewer: string
  live_parts: { live_part_id: string; attendance_percent: number; last_minutes?: number | null }[]
  /** Courses that must be complete first; left as they are where this is not said. */
  prerequisite_ids?: string[]
}

export async function saveDraft(
  ctx: Ctx,
  { version_id, seen_revision = null, live_parts, prerequisite_ids, ...input }: DraftInput,
): Promise<'saved' | 'changed-meanwhile'> {
  return inTransaction(ctx, async (ctx) => {
    const version = await lockDraft(ctx, version_id)
    if (seen_revision !== null && seen_revision !== version.revision) return 'changed-meanwhile'
    const before = {
      summary: version.summary,
      is_fixed_order: version.is_fixed_order,
      owner: version.owner,
      reviewer: version.reviewer,
      live_parts: await listCourseLiveParts(ctx, version_id),
    }
    await ctx
      .db('course_versions')
      .where({ id: version_id })
      .update({ ...input, revision: version.revision + 1 })
    if (prerequisite_ids) {
      await ctx.db('course_version_prerequisites').where({ course_version_id: version_id }).delete()
      const others = prerequisite_ids.filter((id) => id !== version.course_id)
      if (others.length > 0)
        await ctx
          .db('course_version_prerequisites')
          .insert(others.map((course_id) => ({ course_version_id: version_id, course_id })))
    }
    await ctx.db('course_version_live_parts').where({ course_version_id: version_id }).delete()
    if (live_parts.length > 0)
      await ctx
        .db('course_version_live_parts')
        .insert(live_parts.map((part) => ({ course_version_id: version_id, course_id: version.course_id, ...part })))
    await recordAudit(ctx, {
      action: 'courses.save-draft',
      subject_kind: 'course version',
      subject_id: version_id,
      before,
      after: { ...input, live_parts, ...(prerequisite_ids ? { prerequisite_ids } : {}) },
    })
    return 'saved'
  })
}

/** Throws a draft away, its modules too. Files stay, since other versions may show them. */
export async function removeDraft(ctx: Ctx, versionId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const version = await lockDraft(ctx, versionId)
    const titles = await ctx.db('modules').where({ course_version_id: versionId }).orderBy('position').pluck('title')
    await ctx.db('modules').where({ course_version_id: versionId }).delete()
    await ctx.db('course_version_live_parts').where({ course_version_id: versionId }).delete()
    await ctx.db('course_version_prerequisites').where({ course_version_id: versionId }).delete()
    await ctx.db('course_versions').where({ id: versionId }).delete()
    await recordAudit(ctx, {
      action: 'courses.remove-draft',
      subject_kind: 'course version',
      subject_id: versionId,
      before: { course_id: version.course_id, number: version.number, modules: titles },
    })
  })
}
