/** What needs doing today, for trainers and coordinators, and the figures of the whole scheme. */
import { addDays, addMinutes, dayEnd, today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { cameBackSql } from '../../../platform/mail/came-back.ts'
import { partTitle } from '../../live-sessions/index.ts'

/** One part of a session. */
export interface SessionRow {
  live_session_id: string
  part_id: string
  /** With the number of the part, where the session has several. */
  title: string
  starts_at: Date
  ends_at: Date
  capacity: number
  booked: number
  waiting: number
  is_draft: boolean
  has_unsent: boolean
}

const sessions = (where: string) => `
  select s.id as live_session_id, p.id as part_id, s.title, p.position,
    (select count(*) from live_session_parts o where o.live_session_id = s.id) as part_count, p.starts_at, p.ends_at, s.capacity,
    s.opened_at is null as is_draft, s.unsent_since is not null as has_unsent,
    (select count(*) from bookings b where b.live_session_id = s.id and b.cancelled_at is null
       and b.booked_at is not null) as booked,
    (select count(*) from bookings b where b.live_session_id = s.id and b.cancelled_at is null
       and b.booked_at is null) as waiting
  from live_sessions s join live_session_parts p on p.live_session_id = s.id
  left join registers r on r.live_session_part_id = p.id
  where (s.cancelled_at is null or s.cancelled_at >= p.ends_at) and (:trainer_id::uuid is null or exists (
    select from live_session_trainers t where t.live_session_id = s.id and t.person_id = :trainer_id))
    and ${where} order by p.starts_at, p.id`

async function listSessions(ctx: Ctx, where: string, values: Record<string, unknown>): Promise<SessionRow[]> {
  const found = await rows<SessionRow & { position: number; part_count: number }>(
    ctx.db,
    `${sessions(where)} limit :limit`,
    { ...values, now: ctx.now },
  )
  return found.map(({ position, part_count, ...part }) => ({
    ...part,
    title: partTitle(part.title, { position }, part_count),
  }))
}

/** The parts that are not over, the soonest first; `trainerId` null means everybody's, `before` a last day. */
export async function listComingSessions(
  ctx: Ctx,
  { trainerId, until, limit }: { trainerId: string | null; until: Date | null; limit: number },
): Promise<SessionRow[]> {
  const where = 'p.ends_at > :now and (:until::timestamptz is null or p.starts_at < :until)'
  return listSessions(ctx, where, { trainer_id: trainerId, until, limit })
}

/** The parts that are over and whose register nobody has closed, the oldest first. */
export async function listOpenRegisters(ctx: Ctx, trainerId: string | null, limit: number): Promise<SessionRow[]> {
  return listSessions(ctx, 'p.ends_at <= :now and r.closed_at is null and s.opened_at is not null', {
    trainer_id: trainerId,
    limit,
  })
}

/** The end of the seventh day from today. */
export const weekEnd = (ctx: Ctx): Date => dayEnd(addDays(today(ctx.now), 6))

export interface InvitationFigures {
  refused: number
  unanswered: number
  not_invited: number
}

/** Open invitations the mail server refused, and those without an answer for a week; people nobody has invited. */
export async function countInvitations(ctx: Ctx): Promise<InvitationFigures> {
  const found = await row<InvitationFigures>(
    ctx.db,
    `select count(*) filter (where ${cameBackSql()}) as refused,
       count(*) filter (where not ${cameBackSql()} and i.invited_at < :week_ago) as unanswered,
       (select count(*) from people p where p.disabled_at is null
          and not exists (select from invitations x where x.person_id = p.id)
          and not exists (select from joining_cards c where c.person_id = p.id)
          and not exists (select from role_grants g where g.person_id = p.id)
          and not exists (select from enrolments e where e.person_id = p.id)) as not_invited
     from invitations i join mails m on m.id = i.mail_id join people p on p.id = i.person_id and p.disabled_at is null
     where i.superseded_at is null and i.accepted_at is null`,
    { week_ago: addMinutes(ctx.now, -7 * 24 * 60) },
  )
  return found!
}

export interface SchemeFigures {
  people: number
  organisations: number
  in_training: number
}

/** People who belong somewhere today, organisations that are there, and people on a course without its certificate. */
export async function countScheme(ctx: Ctx): Promise<SchemeFigures> {
  const found = await row<SchemeFigures>(
    ctx.db,
    `select
       (select count(distinct m.person_id) from memberships m where m.starts_on <= :today
          and (m.ends_on is null or m.ends_on > :today)) as people,
       (select count(*) from organisations where ends_on is null or ends_on > :today) as organisations,
       (select count(distinct e.person_id) from enrolments e join courses c on c.id = e.course_id
        where not exists (select from certificates x where x.person_id = e.person_id
          and x.programme_id = c.programme_id)) as in_training`,
    { today: today(ctx.now) },
  )
  return found!
}
