/** What authors and coordinators look over: every course with its versions, and what is due for a review. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import type { CourseKind } from '../rules.ts'
import { notYetReviewed } from '../rules.ts'

export interface CourseStateRow {
  id: string
  programme_id: string
  title: string
  kind: CourseKind
  published_id: string | null
  published_number: number | null
  published_at: Date | null
  draft_id: string | null
  draft_number: number | null
  learner_count: number
}

export async function listCourseStates(ctx: Ctx): Promise<CourseStateRow[]> {
  return rows<CourseStateRow>(
    ctx.db,
    `select c.id, c.programme_id, c.title, c.kind, p.id as published_id, p.number as published_number, p.published_at,
       d.id as draft_id, d.number as draft_number,
       (select count(distinct e.person_id) from enrolments e where e.course_id = c.id) as learner_count
     from courses c
     left join lateral (select * from course_versions v where v.course_id = c.id and v.published_at is not null
                        order by v.number desc limit 1) p on true
     left join course_versions d on d.course_id = c.id and d.published_at is null
     order by c.kind, c.created_at, c.id`,
  )
}

/** How many people take each version of a course. */
export async function countLearners(ctx: Ctx, courseId: string): Promise<Map<string, number>> {
  const found = await rows<{ course_version_id: string; count: number }>(
    ctx.db,
    'select course_version_id, count(*) from enrolments where course_id = ? group by course_version_id',
    [courseId],
  )
  return new Map(found.map((one) => [one.course_version_id, one.count]))
}

export interface LivePartRow {
  id: string
  title: string
  /** Whether a published version asks for it: then it keeps its name. */
  is_published: boolean
}

export async function listLiveParts(ctx: Ctx, courseId: string): Promise<LivePartRow[]> {
  return rows<LivePartRow>(
    ctx.db,
    `select l.id, l.title, exists (
       select from course_version_live_parts vl join course_versions v on v.id = vl.course_version_id
       where vl.live_part_id = l.id and v.published_at is not null) as is_published
     from live_parts l where l.course_id = ? order by l.position`,
    [courseId],
  )
}

export interface ContentReviewRow {
  course_version_id: string
  course_title: string
  /** Null where the version as a whole has not been reviewed. */
  module_title: string | null
  owner: string
  /** The day the review was due; null where there was none yet. */
  review_by: string | null
}

/** What learners can meet today and somebody should read again: for the coordinator's start page. */
export async function listContentNeedingReview(ctx: Ctx): Promise<ContentReviewRow[]> {
  return rows<ContentReviewRow>(
    ctx.db,
    `with current as (
       select distinct on (v.course_id) v.id, v.owner, v.reviewer, c.title
       from course_versions v join courses c on c.id = v.course_id
       where v.published_at is not null order by v.course_id, v.number desc)
     select id as course_version_id, title as course_title, null as module_title, owner, null::date as review_by
     from current where lower(reviewer) = :reviewer
     union all
     select c.id, c.title, m.title, m.owner, m.review_by
     from current c join modules m on m.course_version_id = c.id where m.review_by < :today
     order by 2, 5 nulls first, 3`,
    { reviewer: notYetReviewed, today: today(ctx.now) },
  )
}
