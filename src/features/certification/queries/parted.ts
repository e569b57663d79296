/** Certificates of people who were one person with somebody else for a while. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { lastStateOf } from './state-sql.ts'

/** Of this person those that another person's certificate replaced. */
export async function listReplacedByOthers(ctx: Ctx, personId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select c.id from certificates c join ${lastStateOf('c.id')} last on last.standing = 'superseded'
     join certificates n on n.id = last.superseded_by and n.person_id <> c.person_id
     where c.person_id = :personId::uuid`,
    { personId },
  )
  return found.map((one) => one.id)
}
