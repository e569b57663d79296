/** Reads calendar feeds: whose they are, and the sessions that stand in them. */
import { isSecret } from '../../../lib/ids.ts'
import { addMinutes } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { liveSessionSql } from './live-sessions.ts'
import type { LiveSessionRow } from './live-sessions.ts'
import { withParts } from './parts.ts'

export type FeedKind = 'own' | 'programme'

export interface FeedRow {
  id: string
  person_id: string
  kind: FeedKind
  token: string
  created_at: Date
}

export async function findFeedByToken(ctx: Ctx, token: string): Promise<FeedRow | undefined> {
  return isSecret(token)
    ? row<FeedRow>(
        ctx.db,
        `select f.* from calendar_feeds f join people p on p.id = f.person_id and p.disabled_at is null
         where f.token = ? and f.revoked_at is null`,
        [token],
      )
    : undefined
}

export async function listFeeds(ctx: Ctx, personId: string): Promise<FeedRow[]> {
  return ctx.db('calendar_feeds').where({ person_id: personId, revoked_at: null }).orderBy('kind')
}

/** What has been stays for a quarter of a year: long enough to look something up. */
const keptMinutes = 90 * 24 * 60
const mostSessions = 500

export interface FeedSessionRow extends LiveSessionRow {
  /** The person's link to join; null where they train the session, or it is not theirs. */
  join_token: string | null
  is_off: boolean
  changed_at: Date
}

/** Where the person has a place, had one, or trains: a place given up stays as cancelled, so that calendars drop it. */
export async function listOwnFeedSessions(ctx: Ctx, personId: string): Promise<FeedSessionRow[]> {
  const found = await rows<FeedSessionRow>(
    ctx.db,
    `with places as (
       select distinct on (b.live_session_id) b.live_session_id, b.join_token, b.cancelled_at is not null as is_off,
         greatest(b.booked_at, b.cancelled_at) as changed_at
       from bookings b where b.person_id = :personId and b.booked_at is not null
       order by b.live_session_id, b.cancelled_at is not null, b.cancelled_at desc
     ), mine as (
       select * from places
       union all
       select t.live_session_id, null, false, null from live_session_trainers t
       where t.person_id = :personId and not exists (select from places p where p.live_session_id = t.live_session_id)
     )
     select s.*, m.join_token, m.is_off or s.cancelled_at is not null as is_off,
       greatest(s.created_at, s.cancelled_at, m.changed_at) as changed_at
     from mine m join (${liveSessionSql}) s on s.id = m.live_session_id
     where s.opened_at is not null and s.ends_at > :since order by s.starts_at desc, s.id limit :mostSessions`,
    { personId, since: addMinutes(ctx.now, -keptMinutes), mostSessions },
  )
  return found.map(withParts)
}

export async function listProgrammeFeedSessions(ctx: Ctx): Promise<FeedSessionRow[]> {
  const found = await rows<FeedSessionRow>(
    ctx.db,
    `select s.*, null as join_token, s.cancelled_at is not null as is_off,
       greatest(s.created_at, s.cancelled_at) as changed_at
     from (${liveSessionSql}) s where s.opened_at is not null and s.ends_at > :since order by s.starts_at desc, s.id limit :mostSessions`,
    { since: addMinutes(ctx.now, -keptMinutes), mostSessions },
  )
  return found.map(withParts)
}

/** The calendar entries that mails have made of these parts: the person's own, or how often anybody's was changed. */
export async function listFeedEntries(
  ctx: Ctx,
  partIds: string[],
  personId: string | null,
): Promise<Map<string, { uid: string; sequence: number }>> {
  const found = await rows<{ part_id: string; uid: string; sequence: number }>(
    ctx.db,
    `select live_session_part_id as part_id, max(uid) as uid, max(sequence) as sequence from calendar_entries
     where live_session_part_id = any(:partIds) and (:personId::uuid is null or person_id = :personId)
     group by live_session_part_id`,
    { partIds, personId },
  )
  return new Map(found.map(({ part_id, ...entry }) => [part_id, entry]))
}
