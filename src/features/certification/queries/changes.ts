/** Who is on earlier versions of a course, and where they stand: those whom a change may concern. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { lastStateOf } from './state-sql.ts'

export interface Concerned {
  /** On the course, and not complete. */
  under_way: string[]
  /** Complete, with a certificate of the programme that is valid today. */
  certified: string[]
  /** Complete, without such a certificate any more: nothing is asked of them. */
  lapsed: string[]
}

/** Ids of people. A completion is in force when nothing has taken it back: each row more turns it. */
export async function listConcerned(ctx: Ctx, courseId: string): Promise<Concerned> {
  const found = await rows<{ person_id: string; standing: keyof Concerned }>(
    ctx.db,
    `select e.person_id, case
       when (select count(*) from completions d
             where d.person_id = e.person_id and d.course_version_id = e.course_version_id and d.round = e.round) % 2 = 0 then 'under_way'
       when exists (
         select from certificates x
         join ${lastStateOf('x.id')} last on true
         where x.person_id = e.person_id and x.programme_id = c.programme_id and last.standing = 'good'
           and coalesce(last.valid_to, x.valid_to) >= :today) then 'certified'
       else 'lapsed' end as standing
     from enrolments e join courses c on c.id = e.course_id
     where e.course_id = :courseId and not exists (select from enrolments l
       where l.person_id = e.person_id and l.course_id = e.course_id and l.round > e.round)
     order by e.person_id`,
    { courseId, today: today(ctx.now) },
  )
  const of = (standing: keyof Concerned) => found.filter((one) => one.standing === standing).map((one) => one.person_id)
  return { under_way: of('under_way'), certified: of('certified'), lapsed: of('lapsed') }
}
