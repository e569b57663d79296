/** What publishing asks: what the checks look at, and everything a learner will meet. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { today } from '../../../lib/time.ts'
import { NotFound } from '../../../platform/errors.ts'
import { readingAge } from '../content-checks.ts'
import type { ComparedVersion, Difference } from '../differences.ts'
import { differencesOf } from '../differences.ts'
import type { CheckedModule, ContentFault } from '../rules.ts'
import { listFaults } from '../rules.ts'
import { failureWords, linksOf } from '../links.ts'
import { listImages } from '../markdown.ts'
import type { DraftForm } from './edits.ts'
import type { FailingLinkRow } from './links.ts'
import { listFailingLinks } from './links.ts'
import type { CourseVersionRow } from './versions.ts'
import { getCourseVersion, listCourseVersions } from './versions.ts'

export async function listCheckedModules(ctx: Ctx, versionId: string): Promise<CheckedModule[]> {
  const checked = await rows<Omit<CheckedModule, 'package'>>(
    ctx.db,
    `select m.id, m.key, m.kind, m.title, m.body, m.instead_of, m.law_as_at, m.review_by,
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
  const opened = { has_host: ctx.config.package_url !== undefined }
  return checked.map((module) => ({ ...module, package: module.kind === 'package' ? opened : null }))
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
                      else q.content end
                   || case when exists (select from question_version_pictures vp where vp.question_version_id = q.id)
                      then jsonb_build_object('pictures', (select jsonb_agg(jsonb_build_object(
                        'sha256', vp.sha256, 'place', vp.place, 'alt', vp.alt, 'is_decorative', vp.is_decorative)
                        order by vp.position) from question_version_pictures vp where vp.question_version_id = q.id))
                      else '{}' end order by vq.position), '[]')
                 from quiz_version_questions vq join question_versions q on q.id = vq.question_version_id
                 where vq.quiz_version_id = qv.id))
             from quiz_versions qv where qv.id = m.quiz_version_id)
           ) || jsonb_strip_nulls(jsonb_build_object('instead_of', m.instead_of, 'opens_on', m.opens_on,
             'package', (select encode(p.sha256, 'hex') from packages p where p.id = m.package_id),
             'done_when', m.done_when, 'min_percent', m.min_percent,
             'or_live', (select l.title || ' ' || m.or_live_percent from live_parts l where l.id = m.or_live_part_id)))
           order by m.position), '[]')
         from modules m where m.course_version_id = v.id)
     ) || case when exists (select from course_version_prerequisites p where p.course_version_id = v.id)
       then jsonb_build_object('prerequisites', array(
         select x.title from course_version_prerequisites p join courses x on x.id = p.course_id
         where p.course_version_id = v.id order by x.created_at, x.id)) else '{}' end as content
     from course_versions v join courses c on c.id = v.course_id join programmes p on p.id = c.programme_id
     where v.id = ?`,
    [versionId],
  )
  return found?.content
}

/** A version as it is compared with another, in the order of its modules. */
export async function readCompared(ctx: Ctx, versionId: string): Promise<ComparedVersion> {
  const found = await row<{ version: ComparedVersion }>(
    ctx.db,
    `select jsonb_build_object('summary', v.summary, 'is_fixed_order', v.is_fixed_order,
       'prerequisites', array(
         select x.title from course_version_prerequisites p join courses x on x.id = p.course_id
         where p.course_version_id = v.id order by x.created_at, x.id),
       'live_parts', array(
         select l.title || ' ' || vl.attendance_percent || '%' || coalesce(', last ' || vl.last_minutes || ' minutes', '')
         from course_version_live_parts vl join live_parts l on l.id = vl.live_part_id
         where vl.course_version_id = v.id order by l.position),
       'modules', (
         select coalesce(jsonb_agg(to_jsonb(m) || jsonb_build_object(
           'or_live', (select l.title || ', ' || m.or_live_percent || '%' from live_parts l where l.id = m.or_live_part_id),
           'files', array(
             select f.file_name || ' (' || left(encode(f.sha256, 'hex'), 8) || ')' from module_files mf
             join files f on f.id = mf.file_id where mf.module_id = m.id order by mf.position, f.id),
           'quiz', (
             select array['Pass mark: ' || qv.pass_percent || '%', 'Tries: ' || coalesce(qv.attempts_allowed::text, 'any'),
               'Wait: ' || coalesce(qv.delay_hours || ' hours', 'none'), 'Counts: ' || qv.counts, 'Told: ' || qv.feedback,
               'Time: ' || coalesce(qv.time_limit_minutes || ' minutes', 'no limit'),
               'Drawn: ' || coalesce(qv.draw_count::text, 'all'), 'Blueprint: ' || coalesce((
                 select string_agg(r.rule ->> 'count' || ' of ' || (r.rule ->> 'label'), ', ' order by r.place)
                 from jsonb_array_elements(qv.blueprint) with ordinality as r (rule, place)), 'none')]
               || array(select q.text || case when q.is_critical then ' (critical)' else '' end || ' [version ' || q.number || ']'
                        from quiz_version_questions vq join question_versions q on q.id = vq.question_version_id
                        where vq.quiz_version_id = qv.id order by vq.position)
             from quiz_versions qv where qv.id = m.quiz_version_id),
           'package', (
             select p.title || ', SCORM ' || p.edition || ' (' || left(encode(p.sha256, 'hex'), 16) || '), done when '
               || case m.done_when when 'score' then 'the score is ' || m.min_percent || '% or more' else m.done_when end
             from packages p where p.id = m.package_id)) order by m.position), '[]')
         from modules m where m.course_version_id = v.id)) as version
     from course_versions v where v.id = ?`,
    [versionId],
  )
  if (!found) throw new NotFound()
  return found.version
}

export interface UnsavedRow {
  full_name: string
  /** Null where it is no module. */
  module_title: string | null
  form: DraftForm | null
}

/** What authors typed in forms of the draft and did not save. */
export async function listUnsaved(ctx: Ctx, versionId: string): Promise<UnsavedRow[]> {
  return rows<UnsavedRow>(
    ctx.db,
    `select p.full_name, m.title as module_title, e.form from draft_edits e
     left join modules m on m.id = e.module_id join people p on p.id = e.person_id
     where coalesce(e.course_version_id, m.course_version_id) = ? and e.typed is not null
     order by m.position nulls first, e.form, p.full_name`,
    [versionId],
  )
}

const failingIn = (modules: CheckedModule[], failing: FailingLinkRow[]): PublicationRow['failing_links'] =>
  modules.flatMap(({ title, body }) =>
    linksOf(body).flatMap(({ url }) => {
      const found = failing.find((one) => one.url === url)
      return found ? [{ module_title: title, url, words: failureWords(found.answer, found.status) }] : []
    }),
  )

export interface PublicationRow {
  version: CourseVersionRow
  /** The version that learners start with today; null before the first. */
  previous: CourseVersionRow | null
  faults: ContentFault[]
  reading_ages: { title: string; age: number | null }[]
  unsaved: UnsavedRow[]
  /** Links of its pages that did not answer when they were asked as part of a published version. */
  failing_links: { module_title: string; url: string; words: string }[]
  /** How many pictures each page shows; pages without are left out. */
  pictures: { title: string; count: number }[]
  differences: Difference[]
}

/** All that somebody who publishes a version looks at first. */
export async function readPublication(ctx: Ctx, versionId: string): Promise<PublicationRow> {
  const version = await getCourseVersion(ctx, versionId)
  const modules = await listCheckedModules(ctx, versionId)
  const previous = (await listCourseVersions(ctx, version.course_id)).find((one) => one.published_at !== null) ?? null
  return {
    version,
    previous,
    faults: listFaults(modules, today(ctx.now)),
    reading_ages: modules
      .filter((module) => module.kind === 'page')
      .map(({ title, body }) => ({ title, age: readingAge(body) })),
    unsaved: await listUnsaved(ctx, versionId),
    failing_links: failingIn(modules, await listFailingLinks(ctx)),
    pictures: modules
      .map(({ title, body }) => ({ title, count: listImages(body).length }))
      .filter(({ count }) => count > 0),
    differences: previous
      ? differencesOf(await readCompared(ctx, previous.id), await readCompared(ctx, versionId))
      : [],
  }
}
