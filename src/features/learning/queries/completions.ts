/** Reads completions as recorded. A correction takes the row before it back, a further one puts it in force again. */
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'

export interface CompletionRow {
  id: string
  person_id: string
  course_version_id: string
  completed_at: Date
  content_hash: Buffer
  /** The last row of the chain, which a correction refers to. */
  last_id: string
  /** Nothing has taken it back. */
  is_in_force: boolean
}

/** The completion of a course version by a person, if it was ever recorded; of one taken again, that of the last time. */
export async function findCompletion(
  ctx: Ctx,
  personId: string,
  courseVersionId: string,
): Promise<CompletionRow | undefined> {
  return row<CompletionRow>(
    ctx.db,
    `with recursive chain as (
       select c.*, 1 as number from completions c
       where c.person_id = :personId and c.course_version_id = :courseVersionId and c.corrects_id is null
         and c.round = coalesce((select max(e.round) from enrolments e
           where e.person_id = :personId and e.course_version_id = :courseVersionId), 1)
       union all
       select c.*, chain.number + 1 from completions c join chain on c.corrects_id = chain.id)
     select first.id, first.person_id, first.course_version_id, last.completed_at, last.content_hash,
            last.id as last_id, last.number % 2 = 1 as is_in_force
     from (select * from chain order by number limit 1) first
     cross join (select * from chain order by number desc limit 1) last`,
    { personId, courseVersionId },
  )
}
