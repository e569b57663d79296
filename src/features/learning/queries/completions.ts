/** Reads completions as recorded. A correction takes the row before it back, a further one puts it in force again. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

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
  const [found] = await listCompletions(ctx, [{ person_id: personId, course_version_id: courseVersionId }])
  return found
}

/** The same for several at once. */
export async function listCompletions(
  ctx: Ctx,
  of: { person_id: string; course_version_id: string }[],
): Promise<CompletionRow[]> {
  return rows<CompletionRow>(
    ctx.db,
    `with recursive chain as (
       select c.*, 1 as number, c.id as first_id
       from unnest(:people::uuid[], :versions::uuid[]) as a (person_id, course_version_id)
       join completions c on c.person_id = a.person_id and c.course_version_id = a.course_version_id and c.corrects_id is null
         and c.round = coalesce((select max(e.round) from enrolments e
           where e.person_id = a.person_id and e.course_version_id = a.course_version_id), 1)
       union all
       select c.*, chain.number + 1, chain.first_id from completions c join chain on c.corrects_id = chain.id)
     select distinct on (first_id) first_id as id, person_id, course_version_id, completed_at, content_hash,
            id as last_id, number % 2 = 1 as is_in_force
     from chain order by first_id, number desc`,
    { people: of.map((one) => one.person_id), versions: of.map((one) => one.course_version_id) } as never,
  )
}
