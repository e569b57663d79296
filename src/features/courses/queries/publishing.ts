/** What publishing asks: what the checks look at, and everything a learner will meet. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { CheckedModule } from '../rules.ts'

export async function listCheckedModules(ctx: Ctx, versionId: string): Promise<CheckedModule[]> {
  return rows<CheckedModule>(
    ctx.db,
    `select m.id, m.key, m.kind, m.title, m.body, m.instead_of, m.review_by,
       (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'media_type', f.media_type)), '[]')
        from module_files mf join files f on f.id = mf.file_id where mf.module_id = m.id) as files,
       array(select f.file_name from module_files mf join files f on f.id = mf.file_id
             where mf.module_id = m.id and mf.alt = '' and not mf.is_decorative and f.media_type like 'image/%') as images_without_alt,
       case when m.kind = 'quiz' then jsonb_build_object('draw_count', q.draw_count, 'blueprint', q.blueprint,
         'questions', (
           select coalesce(jsonb_agg(jsonb_build_object('points', v.points, 'is_critical', v.is_critical,
             'labels', vq.labels)), '[]')
           from quiz_version_questions vq join question_versions v on v.id = vq.question_version_id
           where vq.quiz_version_id = q.id)) end as quiz
     from modules m left join quiz_versions q on q.id = m.quiz_version_id
     where m.course_version_id = ? order by m.position`,
    [versionId],
  )
}

/** All that a learner of the version meets, in its order, for the hash. Ids of copies are left out: content counts. */
export async function readContent(ctx: Ctx, versionId: string): Promise<unknown> {
  const found = await row<{ content: unknown }>(
    ctx.db,
    `select jsonb_build_object(
       'programme', p.name, 'course', c.title, 'kind', c.kind, 'summary', v.summary, 'is_fixed_order', v.is_fixed_order,
       'live_parts', (
         select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
           'title', l.title, 'attendance_percent', vl.attendance_percent, 'last_minutes', vl.last_minutes))
           order by l.position), '[]')
         from course_version_live_parts vl join live_parts l on l.id = vl.live_part_id
         where vl.course_version_id = v.id),
       'modules', (
         select coalesce(jsonb_agg(jsonb_build_object(
           'kind', m.kind, 'title', m.title, 'summary', m.summary, 'body', m.body, 'content_notice', m.content_notice,
           'video_url', m.video_url, 'transcript', m.transcript, 'has_exit_page', m.has_exit_page,
           'law_as_at', m.law_as_at, 'owner', m.owner, 'length_minutes', m.length_minutes,
           -- What came later counts where it is used: what was published before keeps its hash.
           'files', (
             select coalesce(jsonb_agg(jsonb_build_object('sha256', encode(f.sha256, 'hex'), 'file_name', f.file_name,
               'alt', mf.alt) || case when mf.is_decorative then '{"is_decorative": true}' else '{}' end::jsonb order by mf.position, f.id), '[]')
             from module_files mf join files f on f.id = mf.file_id where mf.module_id = m.id),
           'quiz', (
             select case when qv.blueprint is null then '{}'::jsonb else jsonb_build_object('blueprint', qv.blueprint) end
               || case when qv.delay_hours is null then '{}'::jsonb else jsonb_build_object('delay_hours', qv.delay_hours) end
               || case qv.counts when 'best' then '{}'::jsonb else jsonb_build_object('counts', qv.counts) end
               || case qv.feedback when 'end' then '{}'::jsonb else jsonb_build_object('feedback', qv.feedback) end
               || case when qv.time_limit_minutes is null then '{}'::jsonb
                  else jsonb_build_object('time_limit_minutes', qv.time_limit_minutes) end
               || jsonb_build_object('pass_percent', qv.pass_percent, 'attempts_allowed', qv.attempts_allowed,
               'draw_count', qv.draw_count, 'questions', (
                 select coalesce(jsonb_agg(jsonb_build_object('kind', q.kind, 'text', q.text,
                   'explanation', q.explanation, 'points', q.points, 'is_critical', q.is_critical)
                   -- All or nothing is what questions with several right answers were before others came.
                   || case q.kind when 'several' then q.content - case q.content ->> 'scoring' when 'all' then 'scoring' else '' end
                      else q.content end order by vq.position), '[]')
                 from quiz_version_questions vq join question_versions q on q.id = vq.question_version_id
                 where vq.quiz_version_id = qv.id))
             from quiz_versions qv where qv.id = m.quiz_version_id)
           ) || case when m.instead_of is null then '{}'::jsonb else jsonb_build_object('instead_of', m.instead_of) end
           order by m.position), '[]')
         from modules m where m.course_version_id = v.id)
     ) as content
     from course_versions v join courses c on c.id = v.course_id join programmes p on p.id = c.programme_id
     where v.id = ?`,
    [versionId],
  )
  return found?.content
}
