/** What a process asks again and again for all the rooms that are followed there: two statements, whoever many follow. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { PartTimes } from '../rules.ts'
import { readParts } from './rooms.ts'

/** How far each room is. */
export async function listStandings(
  ctx: Ctx,
  liveSessionIds: string[],
): Promise<{ live_session_id: string; sequence: number; answered: string; votes: number }[]> {
  return rows(
    ctx.db,
    `select r.live_session_id, r.sequence, coalesce((
       select count(*) || ' ' || max(a.answered_at) from room_answers a where a.item_id = r.current_item_id), '') as answered, (
       select count(*) from room_questions q join room_votes v on v.question_id = q.id
       where q.live_session_id = r.live_session_id) as votes
     from live_rooms r where r.live_session_id = any(?::uuid[])`,
    [liveSessionIds],
  )
}

interface Standing {
  cancelled_at: Date | null
  parts: PartTimes[]
  /** Of those asked about: who may no longer be here, and which web sessions have ended. */
  person_ids: string[]
  sids: string[]
}

export async function findIntruders(
  ctx: Ctx,
  liveSessionId: string,
  followers: { person_id: string; sid: string }[],
): Promise<Standing> {
  const found = await row<Omit<Standing, 'parts'> & { parts: Parameters<typeof readParts>[0] }>(
    ctx.db,
    `select s.cancelled_at,
       (select json_agg(json_build_object('id', p.id, 'starts_at', p.starts_at, 'ends_at', p.ends_at)
          order by p.starts_at) from live_session_parts p where p.live_session_id = s.id) as parts,
       array(
         select asked.id from unnest(:people::uuid[]) as asked (id)
         except select p.id from people p where p.id = any(:people::uuid[]) and p.disabled_at is null and (
           exists (select from bookings b where b.live_session_id = s.id and b.person_id = p.id
             and b.cancelled_at is null and b.booked_at is not null)
           or exists (select from role_grants g where g.person_id = p.id
             and g.starts_on <= :today and (g.ends_on is null or g.ends_on > :today)
             and (g.role = 'coordinator' or g.role = 'trainer' and exists (
               select from live_session_trainers t where t.live_session_id = s.id and t.person_id = p.id))))
       ) as person_ids,
       array(
         select asked.sid from unnest(:sids::text[]) as asked (sid)
         except select w.sid from web_sessions w where w.sid = any(:sids::text[])
       ) as sids
     from live_sessions s where s.id = :liveSessionId`,
    {
      liveSessionId,
      people: [...new Set(followers.map((one) => one.person_id))],
      sids: [...new Set(followers.map((one) => one.sid))],
      today: today(ctx.now),
    },
  )
  return { ...found!, parts: readParts(found!.parts) }
}
