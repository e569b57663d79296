/** Reads the joining cards printed for a person. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

export interface JoiningCardRow {
  id: string
  issued_at: Date
  expires_at: Date
  superseded_at: Date | null
  used_at: Date | null
  issued_by_name: string
}

/** The newest first. Their codes are known to nobody. */
export async function listJoiningCards(ctx: Ctx, personId: string): Promise<JoiningCardRow[]> {
  return rows<JoiningCardRow>(
    ctx.db,
    `select c.id, c.issued_at, c.expires_at, c.superseded_at, c.used_at, b.full_name as issued_by_name
     from joining_cards c join people b on b.id = c.issued_by
     where c.person_id = ? order by c.issued_at desc, c.id desc`,
    [personId],
  )
}
