/** Reads the certificates of people whose quiz is marked anew. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { lastStateOf } from './state-sql.ts'

/** The numbers of the certificates in good standing that rest on a course which asks one of these quizzes, by person. */
export async function listCertificatesOfTakers(
  ctx: Ctx,
  takers: { person_id: string; quiz_version_id: string }[],
): Promise<Map<string, string[]>> {
  const found = await rows<{ person_id: string; numbers: string[] }>(
    ctx.db,
    `select c.person_id, array_agg(distinct c.number) as numbers
     from jsonb_to_recordset(:takers::jsonb) as t (person_id uuid, quiz_version_id uuid)
     join modules m on m.quiz_version_id = t.quiz_version_id
     join completions d on d.person_id = t.person_id and d.course_version_id = m.course_version_id
     join certificates c on c.completion_id = d.id
     join ${lastStateOf('c.id')} last on last.standing = 'good'
     group by c.person_id`,
    { takers: JSON.stringify(takers) },
  )
  return new Map(found.map(({ person_id, numbers }) => [person_id, numbers]))
}
