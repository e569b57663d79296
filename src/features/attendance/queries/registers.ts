/** One register: what it is about, who is on it, whether it is closed. */
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import { partTitle } from '../../live-sessions/index.ts'
import type { MarkFact } from '../rules/merging.ts'
import { latestMarkFirst } from '../rules/merging.ts'
import type { Mark } from '../rules/marks.ts'
import type { PartTimes } from '../rules/minutes.ts'

/** The register of one part: what it is about, who trains it, whether it is closed. */
export interface RegisterPartRow extends PartTimes {
  part_id: string
  live_session_id: string
  /** With the number of the part, where the session has several. */
  title: string
  /** Set unless the part was over before its session was cancelled: then it was held, and its register stands. */
  cancelled_at: Date | null
  live_part_id: string | null
  trainer_ids: string[]
  closed_at: Date | null
  closed_by_name: string | null
}

/** A draft has no register. */
export async function getRegisterPart(ctx: Ctx, partId: string): Promise<RegisterPartRow> {
  const found = isId(partId)
    ? await row<RegisterPartRow & { position: number; part_count: number }>(
        ctx.db,
        `select p.id as part_id, p.live_session_id, s.title, p.position,
           (select count(*) from live_session_parts o where o.live_session_id = s.id) as part_count,
           p.starts_at, p.ends_at, p.live_part_id,
           case when s.cancelled_at < p.ends_at then s.cancelled_at end as cancelled_at,
           array(select t.person_id from live_session_trainers t where t.live_session_id = s.id) as trainer_ids,
           (select coalesce(json_agg(json_build_object('from_at', k.starts_at, 'to_at', k.ends_at) order by k.position), '[]')
            from live_session_breaks k where k.live_session_part_id = p.id) as breaks,
           r.closed_at, c.full_name as closed_by_name
         from live_session_parts p
         join live_sessions s on s.id = p.live_session_id
         left join registers r on r.live_session_part_id = p.id
         left join people c on c.id = r.closed_by
         where p.id = ? and s.opened_at is not null`,
        [partId],
      )
    : undefined
  if (!found) throw new NotFound()
  const { position, part_count, ...part } = found
  const breaks = part.breaks.map((one) => ({ from_at: new Date(one.from_at), to_at: new Date(one.to_at) }))
  return { ...part, breaks, title: partTitle(part.title, { position }, part_count) }
}

export interface RegisterRow {
  booking_id: string
  person_id: string
  full_name: string
  email: string | null
  language: 'en' | 'cy'
  organisation_name: string | null
  is_walk_in: boolean
  mark: Mark | null
  minutes: number | null
  reason: string | null
  marked_at: Date | null
  /** Whether the mark was given by the register's rule, not by a trainer. */
  is_ruled: boolean
  marked_by_name: string | null
}

/** Everyone who has a place at the part's session, by name, with the mark that counts: the latest one. */
export async function listRegister(ctx: Ctx, partId: string): Promise<RegisterRow[]> {
  return rows<RegisterRow>(
    ctx.db,
    `select b.id as booking_id, b.person_id, p.full_name, p.email, p.language, m.organisation_name, b.is_walk_in,
       e.mark, e.minutes, e.reason, e.marked_at,
       e.register_rule_id is not null as is_ruled, y.full_name as marked_by_name
     from live_session_parts lp
     join bookings b on b.live_session_id = lp.live_session_id and b.cancelled_at is null and b.booked_at is not null
     join people p on p.id = b.person_id
     left join lateral (
       select string_agg(o.name, ', ' order by m.starts_on, o.name) as organisation_name
       from memberships m join organisations o on o.id = m.organisation_id
       where m.person_id = b.person_id and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)) m on true
     left join lateral (
       select e.mark, e.minutes, e.reason, coalesce(e.marked_at, e.recorded_at) as marked_at, e.recorded_by,
         e.register_rule_id
       from evidence e
       where e.live_session_part_id = lp.id and e.person_id = b.person_id and e.kind = 'trainer mark'
       order by ${latestMarkFirst} limit 1) e on true
     left join people y on y.id = e.recorded_by
     where lp.id = :partId
     order by lower(p.full_name), p.id`,
    { partId, today: today(ctx.now) },
  )
}

/** Whether certificates that hang on this part wait until somebody releases them, as their programme says. */
export async function areCertificatesReleased(ctx: Ctx, partId: string): Promise<boolean> {
  const found = await row<{ issuing: string }>(
    ctx.db,
    `select g.issuing from live_session_parts p join live_parts l on l.id = p.live_part_id
     join courses c on c.id = l.course_id join programmes g on g.id = c.programme_id where p.id = ?`,
    [partId],
  )
  return found?.issuing === 'released'
}

export async function isRegisterClosed(ctx: Ctx, partId: string): Promise<boolean> {
  return (await ctx.db('registers').first('closed_at').where({ live_session_part_id: partId })) !== undefined
}

export interface MarkFactRow extends MarkFact {
  marked_by_name: string | null
}

/** Every mark of a register that is open, as `conflictsOf` asks for them. */
export async function listMarks(ctx: Ctx, partId: string): Promise<MarkFactRow[]> {
  return rows<MarkFactRow>(
    ctx.db,
    `select e.id, e.person_id, e.mark, e.minutes, e.mark_id, e.device_id, e.recorded_by, e.recorded_at,
       coalesce(e.marked_at, e.recorded_at) as marked_at, coalesce(e.seen_at, e.recorded_at) as seen_at,
       y.full_name as marked_by_name
     from evidence e left join people y on y.id = e.recorded_by
     where e.live_session_part_id = :partId and e.kind = 'trainer mark'
       and exists (select from evidence d where d.live_session_part_id = :partId and d.seen_at is not null)
     order by e.id`,
    { partId },
  )
}
