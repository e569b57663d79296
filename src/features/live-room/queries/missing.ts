/** Who has a place at a part and gave no sign of being there: what attendance knows, and who is in the room just now. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { listEvidence, listRegister } from '../../attendance/index.ts'
import { isMissing } from '../rules.ts'

export interface MissingRow {
  person_id: string
  full_name: string
  organisation_name: string | null
  email: string | null
  language: string
  join_token: string
  is_disabled: boolean
  /** When the link was sent to them from here; null if it was not. */
  sent_at: Date | null
}

/** One e-mail a person and part, whoever presses and how often. */
export const missingMailKey = (partId: string, personId: string): string => `missing ${partId} ${personId}`

export async function listMissing(ctx: Ctx, partId: string): Promise<MissingRow[]> {
  const evidence = await listEvidence(ctx, partId)
  const register = await listRegister(ctx, partId)
  const found = await rows<
    Omit<MissingRow, 'full_name' | 'organisation_name' | 'email' | 'language'> & { in_room: boolean }
  >(
    ctx.db,
    `select b.person_id, b.join_token, p.disabled_at is not null as is_disabled, m.created_at as sent_at,
       exists (select from room_presences r where r.live_session_part_id = lp.id and r.person_id = b.person_id) as in_room
     from live_session_parts lp
     join bookings b on b.live_session_id = lp.live_session_id and b.cancelled_at is null and b.booked_at is not null
     join people p on p.id = b.person_id
     left join mails m on m.dedupe_key = 'missing ' || lp.id || ' ' || b.person_id
     where lp.id = ?`,
    [partId],
  )
  const byPerson = new Map(found.map((one) => [one.person_id, one]))
  return register.flatMap((person) => {
    const { in_room, ...known } = byPerson.get(person.person_id) ?? { in_room: true }
    if (!('join_token' in known) || in_room) return []
    if (!isMissing(person.mark, evidence.of(person.person_id))) return []
    const { full_name, organisation_name, email, language } = person
    return [{ ...known, full_name, organisation_name, email, language }]
  })
}
