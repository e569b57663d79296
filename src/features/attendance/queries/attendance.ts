/** What a person has to show for the live parts of a course. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import type { Mark } from '../rules/marks.ts'
import { latestMarkFirst } from '../rules/merging.ts'
import { attendedPercent } from '../rules/marks.ts'

export interface AttendanceRow {
  live_part_id: string
  live_session_id: string
  part_id: string
  starts_at: Date
  ends_at: Date
  /** Null while nobody marked the person, or while the register is open. */
  mark: Mark | null
  minutes: number | null
  /** The length of the part without its breaks: what a share is asked of. */
  of_minutes: number
  percent: number
  is_register_closed: boolean
}

/**
 * For each live part the best that a person has to show: by percent over closed registers, for marks count only once
 * the register is closed; where none is closed, the latest session they had a place at that has begun. Of parts that
 * must be attended to the end, one left early is worth less than any other. What began before `since` does not count.
 */
export async function listAttendance(
  ctx: Ctx,
  personId: string,
  livePartIds: string[],
  toTheEnd: string[] = [],
  since: Date | null = null,
): Promise<Map<string, AttendanceRow>> {
  const found = await rows<Omit<AttendanceRow, 'percent'>>(
    ctx.db,
    `select p.live_part_id, p.live_session_id, p.id as part_id, p.starts_at, p.ends_at,
       e.mark, e.minutes, r.closed_at is not null as is_register_closed,
       (extract(epoch from p.ends_at - p.starts_at - coalesce((
          select sum(k.ends_at - k.starts_at) from live_session_breaks k where k.live_session_part_id = p.id),
          interval '0')) / 60)::int as of_minutes
     from bookings b
     join live_sessions s on s.id = b.live_session_id
     join live_session_parts p on p.live_session_id = s.id and (s.cancelled_at is null or s.cancelled_at >= p.ends_at)
     left join registers r on r.live_session_part_id = p.id
     left join lateral (
       select e.mark, e.minutes from evidence e
       where r.closed_at is not null and e.live_session_part_id = p.id and e.person_id = b.person_id
         and e.kind = 'trainer mark'
       order by ${latestMarkFirst} limit 1) e on true
     where b.person_id = :personId and b.cancelled_at is null and b.booked_at is not null
       and p.starts_at <= :now and (:since::timestamptz is null or p.starts_at >= :since) and p.live_part_id = any(:livePartIds::uuid[])
     order by p.starts_at, p.id`,
    { personId, livePartIds, now: ctx.now, since },
  )
  const best = new Map<string, AttendanceRow>()
  for (const one of found) {
    const { mark, minutes, of_minutes } = one
    const percent = mark === null ? 0 : attendedPercent({ mark, minutes }, of_minutes)
    const known = best.get(one.live_part_id)
    const next = { ...one, percent }
    const worth = (row: AttendanceRow) =>
      Number(row.is_register_closed) * 1000 +
      row.percent -
      (row.mark === 'left early' && toTheEnd.includes(row.live_part_id) ? 500 : 0)
    if (!known || worth(next) >= worth(known)) best.set(one.live_part_id, next)
  }
  return best
}
