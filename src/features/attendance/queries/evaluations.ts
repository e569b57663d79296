/** Reads evaluations: who is to be asked, who has answered, and those answers that may be shown, which name nobody. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { asksAfterMinutes, evaluationDays, wasAway } from '../rules/evaluation.ts'
import type { EvaluationAnswers } from '../rules/evaluation.ts'
import type { Mark } from '../rules/marks.ts'

/** The latest mark of booking `b` at each part of its session, in their order; null where there is none. */
const marksSql = `
  array(select (select e.mark from evidence e where e.live_session_part_id = p.id and e.person_id = b.person_id
                  and e.kind = 'trainer mark' order by e.id desc limit 1)
        from live_session_parts p where p.live_session_id = b.live_session_id order by p.position)`

/** Sessions that ended half an hour ago or more, whose people have not been asked and could still answer. */
export async function listUnaskedSessions(ctx: Ctx): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select s.id from live_sessions s
     join (select live_session_id, max(ends_at) as ends_at from live_session_parts group by live_session_id) p
       on p.live_session_id = s.id
     where s.cancelled_at is null and p.ends_at <= :now::timestamptz - :after * interval '1 minute'
       and p.ends_at > :now::timestamptz - :days * interval '1 day'
       and not exists (select from evaluation_requests r where r.live_session_id = s.id)
     order by p.ends_at, s.id`,
    { now: ctx.now, after: asksAfterMinutes, days: evaluationDays },
  )
  return found.map(({ id }) => id)
}

export interface AskedRow {
  booking_id: string
  join_token: string
  id: string
  full_name: string
  email: string | null
  language: 'en' | 'cy'
  marks: (Mark | null)[]
  has_answered: boolean
}

/** Everyone who had a place, and can still be written to. */
export async function listPeopleAfter(ctx: Ctx, liveSessionId: string): Promise<AskedRow[]> {
  return rows<AskedRow>(
    ctx.db,
    `select b.id as booking_id, b.join_token, q.id, q.full_name, q.email, q.language, ${marksSql} as marks,
       exists (select from evaluation_entries e where e.booking_id = b.id) as has_answered
     from bookings b join people q on q.id = b.person_id and q.disabled_at is null
     where b.live_session_id = ? and b.cancelled_at is null and b.booked_at is not null
     order by q.id`,
    [liveSessionId],
  )
}

/** How one booking stands with the evaluation of its session. */
export async function getEvaluationEntry(
  ctx: Ctx,
  bookingId: string,
): Promise<{ has_answered: boolean; was_away: boolean }> {
  const found = await row<{ has_answered: boolean; marks: (Mark | null)[] }>(
    ctx.db,
    `select exists (select from evaluation_entries e where e.booking_id = b.id) as has_answered, ${marksSql} as marks
     from bookings b where b.id = ?`,
    [bookingId],
  )
  return { has_answered: found!.has_answered, was_away: wasAway(found!.marks) }
}

export interface OpenEvaluationRow {
  join_token: string
  title: string
  starts_at: Date
  ends_at: Date
}

/** What a person can still say how it was of, the latest first. */
export async function listOpenEvaluations(ctx: Ctx, personId: string): Promise<OpenEvaluationRow[]> {
  const found = await rows<OpenEvaluationRow & { marks: (Mark | null)[] }>(
    ctx.db,
    `select b.join_token, s.title, w.starts_at, w.ends_at, ${marksSql} as marks
     from bookings b join live_sessions s on s.id = b.live_session_id and s.cancelled_at is null
     cross join lateral (select min(p.starts_at) as starts_at, max(p.ends_at) as ends_at
                         from live_session_parts p where p.live_session_id = s.id) w
     where b.person_id = :personId and b.cancelled_at is null and b.booked_at is not null
       and w.ends_at <= :now and w.ends_at > :now::timestamptz - :days * interval '1 day'
       and not exists (select from evaluation_entries e where e.booking_id = b.id)
     order by w.ends_at desc`,
    { personId, now: ctx.now, days: evaluationDays },
  )
  return found.filter(({ marks }) => !wasAway(marks))
}

export async function countEvaluationAnswers(ctx: Ctx, liveSessionId: string): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.db,
    'select count(*) from evaluation_answers where live_session_id = ?',
    [liveSessionId],
  )
  return found!.count
}

/** Only those that may be shown, in an order that says nothing and stays the same when another answer comes. */
export async function listShownAnswers(ctx: Ctx, liveSessionId: string): Promise<EvaluationAnswers[]> {
  return rows<EvaluationAnswers>(
    ctx.db,
    `select useful, supporting, explaining, care, pace, change_text from evaluation_answers
     where live_session_id = ? and is_shown order by change_text, id`,
    [liveSessionId],
  )
}
