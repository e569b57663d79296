/** Where a person is in the course version they are on. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { AttendanceRow } from '../../attendance/index.ts'
import { listAttendance } from '../../attendance/index.ts'
import type { EnrolmentRow, Round } from '../../courses/index.ts'
import { findEnrolment, roundOf } from '../../courses/index.ts'
import { listQuizStandings } from '../../quizzes/index.ts'
import type { ModuleFacts, ModuleProgress } from '../rules.ts'
import { progressThrough, withAlternatives } from '../rules.ts'

/** The modules of a version in order, each with whether it is done and open for this person; asks for their round if it is not known. */
export async function listProgress(
  ctx: Ctx,
  personId: string,
  versionId: string,
  known?: Round,
): Promise<ModuleProgress[]> {
  const { round, since } = known ?? (await roundOf(ctx, personId, versionId))
  const modules = await rows<
    Omit<ModuleFacts, 'standing' | 'alternative' | 'or_live'> & {
      instead_of: string | null
      is_fixed_order: boolean
      or_live_part_id: string | null
      or_live_percent: number | null
      or_live_title: string | null
    }
  >(
    ctx.db,
    `select m.id, m.key, m.position, m.kind, m.title, m.summary, m.length_minutes, m.quiz_version_id, m.instead_of,
            m.opens_on, m.or_live_part_id, m.or_live_percent, l.title as or_live_title, c.done_at, v.is_fixed_order,
            earlier.done_at as done_before, earlier.number as done_before_in
     from modules m
     join course_versions v on v.id = m.course_version_id
     left join live_parts l on l.id = m.or_live_part_id
     left join module_completions c on c.module_id = m.id and c.person_id = :personId and c.round = :round
     left join lateral (
       select done.done_at, ev.number from course_versions ev
       join modules em on em.course_version_id = ev.id and em.key = m.key
       cross join lateral (
         select mc.done_at from module_completions mc
         where mc.module_id = em.id and mc.person_id = :personId and mc.round = :round
         union all select a.handed_in_at from attempts a
         where a.quiz_version_id = em.quiz_version_id and em.quiz_version_id <> m.quiz_version_id
           and a.person_id = :personId and a.is_passed and (:since::timestamptz is null or a.started_at >= :since)) done
       where c.done_at is null and v.number > 1 and ev.course_id = v.course_id and ev.number < v.number
       order by done.done_at desc, ev.number desc limit 1) earlier on true
     where m.course_version_id = :versionId order by m.position`,
    { personId, versionId, round, since },
  )
  const quizzes = modules.map((module) => module.quiz_version_id).filter((id) => id !== null)
  const standings = await listQuizStandings(ctx, personId, quizzes, since)
  const liveIds = modules.map((module) => module.or_live_part_id).filter((id) => id !== null)
  const attended =
    liveIds.length > 0 ? await listAttendance(ctx, personId, liveIds, [], since) : new Map<string, AttendanceRow>()
  const facts = modules.map(({ is_fixed_order: _, or_live_part_id, or_live_percent, or_live_title, ...module }) => {
    const standing = module.quiz_version_id ? standings.get(module.quiz_version_id)! : null
    const live = or_live_part_id === null ? undefined : attended.get(or_live_part_id)
    const wasThere = live?.is_register_closed && live.percent >= or_live_percent!
    return {
      ...module,
      standing,
      done_at: standing ? standing.passed_at : (module.done_at ?? (wasThere ? live.ends_at : null)),
      or_live: or_live_title === null ? null : { title: or_live_title, percent: or_live_percent! },
    }
  })
  return progressThrough(withAlternatives(facts), modules[0]?.is_fixed_order ?? true, today(ctx.now))
}

/** A module where a person stands: their enrolment, all modules, this one. */
export interface Place {
  enrolment: EnrolmentRow
  modules: ModuleProgress[]
  module: ModuleProgress
  /** The page that is asked for: the module's own, or the one that can be read instead of it. */
  page_id: string
}

/** Only who is on the course, and only the modules of the version they are on; anything else is not found. */
export async function getPlace(
  ctx: Ctx,
  of: { person_id: string; course_id: string; module_id: string },
): Promise<Place> {
  const enrolment = await findEnrolment(ctx, of.person_id, of.course_id)
  if (!enrolment) throw new NotFound()
  const modules = await listProgress(ctx, of.person_id, enrolment.course_version_id, enrolment)
  const module = modules.find((one) => one.id === of.module_id || one.alternative?.id === of.module_id)
  if (!module) throw new NotFound()
  return { enrolment, modules, module, page_id: of.module_id }
}

/** The module in which a person takes a quiz version. */
export async function getPlaceOfQuiz(ctx: Ctx, personId: string, quizVersionId: string): Promise<Place> {
  const found = await row<{ course_id: string; module_id: string }>(
    ctx.db,
    // Who was moved to a later version still sees what they were asked in the earlier one.
    `select e.course_id, current.id as module_id from enrolments e
     join course_versions v on v.course_id = e.course_id
     join modules m on m.course_version_id = v.id and m.quiz_version_id = :quizVersionId
     join modules current on current.course_version_id = e.course_version_id and current.key = m.key
     where e.person_id = :personId and not exists (select from enrolments l
       where l.person_id = e.person_id and l.course_id = e.course_id and l.round > e.round)
     order by m.course_version_id = e.course_version_id desc, e.enrolled_at, m.position limit 1`,
    { personId, quizVersionId },
  )
  if (!found) throw new NotFound()
  return getPlace(ctx, { person_id: personId, ...found })
}
