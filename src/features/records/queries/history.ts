/** Everything that is known to have happened to a person, from every room, in one order. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'

export const historyKinds = ['place', 'training', 'attendance', 'certificate', 'mail', 'change', 'look'] as const
export type HistoryKind = (typeof historyKinds)[number]

export interface HistoryRow {
  at: Date
  kind: HistoryKind
  /** What happened, as a word of ours; with what it was about. */
  what: string
  about: string | null
  detail: string | null
  by_name: string | null
  /** Where they belonged that day. */
  organisation_name: string | null
  certificate_id: string | null
  live_session_id: string | null
  part_id: string | null
}

/** One line a source; the columns are those of `happened`. Nothing of answers, and no needs. */
const sources = `
  select i.invited_at as at, 'place' as kind, 'invited' as what, m.to_address as about, null as detail, i.invited_by as by_id,
    null::uuid as certificate_id, null::uuid as live_session_id, null::uuid as part_id, i.person_id
  from invitations i join mails m on m.id = i.mail_id where i.person_id = any (:ids)
  union all select accepted_at, 'place', 'came in', null, null, null, null, null, null, person_id
  from invitations where person_id = any (:ids) and accepted_at is not null
  union all select issued_at, 'place', 'card printed', null, null, issued_by, null, null, null, person_id
  from joining_cards where person_id = any (:ids)
  union all select used_at, 'place', 'came in', null, 'with a joining card', null, null, null, null, person_id
  from joining_cards where person_id = any (:ids) and used_at is not null
  union all select m.starts_on::timestamp at time zone 'Europe/London', 'place',
    case when m.starts_on > :today::date then 'joins' else 'joined' end, o.name, m.job_title, null, null, null, null, m.person_id
  from memberships m join organisations o on o.id = m.organisation_id where m.person_id = any (:ids)
  union all select m.ends_on::timestamp at time zone 'Europe/London', 'place',
    case when m.ends_on > :today::date then 'leaves' else 'left' end, o.name, null, null, null, null, null, m.person_id
  from memberships m join organisations o on o.id = m.organisation_id
  where m.person_id = any (:ids) and m.ends_on is not null
  union all select e.enrolled_at, 'training', 'began', c.title, null, e.enrolled_by, null, null, null, e.person_id
  from enrolments e join courses c on c.id = e.course_id where e.person_id = any (:ids)
  union all select d.done_at, 'training', 'module done', m.title, null, null, null, null, null, d.person_id
  from module_completions d join modules m on m.id = d.module_id where d.person_id = any (:ids)
  union all select a.started_at, 'training', 'quiz begun', m.title, 'try ' || a.number, null, null, null, null, a.person_id
  from attempts a left join lateral (select title from modules where quiz_version_id = a.quiz_version_id limit 1) m on true
  where a.person_id = any (:ids)
  union all select a.handed_in_at, 'training', case when a.is_passed then 'quiz passed' else 'quiz not passed' end, m.title,
    (a.points * 100 / a.max_points) || '%', null, null, null, null, a.person_id
  from attempts a left join lateral (select title from modules where quiz_version_id = a.quiz_version_id limit 1) m on true
  where a.person_id = any (:ids) and a.handed_in_at is not null
  union all select c.recorded_at, 'training', case when c.corrects_id is null then 'completed' else 'completion taken back' end,
    k.title, c.reason, null, null, null, null, c.person_id
  from completions c join course_versions v on v.id = c.course_version_id join courses k on k.id = v.course_id
  where c.person_id = any (:ids)
  union all select coalesce(b.booked_at, b.created_at), 'attendance',
    case when b.is_walk_in then 'walked in' when b.booked_at is null then 'waiting' else 'booked' end, s.title, null, b.booked_by,
    null, s.id, null, b.person_id
  from bookings b join live_sessions s on s.id = b.live_session_id where b.person_id = any (:ids)
  union all select b.cancelled_at, 'attendance', 'booking cancelled', s.title, null, b.cancelled_by, null, s.id, null, b.person_id
  from bookings b join live_sessions s on s.id = b.live_session_id where b.person_id = any (:ids) and b.cancelled_at is not null
  union all select coalesce(e.from_at, e.marked_at, e.recorded_at), 'attendance', e.kind, s.title,
    concat_ws(', ', e.mark, case when e.minutes is not null then e.minutes || ' minutes' end,
      case when e.to_at is not null then 'for ' || ceil(extract(epoch from e.to_at - e.from_at) / 60) || ' minutes' end, e.reason),
    case when e.recorded_by <> e.person_id then e.recorded_by end, null, s.id, e.live_session_part_id, e.person_id
  from evidence e join live_session_parts p on p.id = e.live_session_part_id join live_sessions s on s.id = p.live_session_id
  where e.person_id = any (:ids)
  union all select s.changed_at, 'certificate', s.state, c.number, s.reason, s.changed_by, c.id, null, null, c.person_id
  from certificate_states s join certificates c on c.id = s.certificate_id where c.person_id = any (:ids)
  union all select m.created_at, 'mail', 'mail written', m.subject, m.to_address, null, null, null, null, m.person_id
  from mails m where m.person_id = any (:ids)
  union all select m.sent_at, 'mail', 'mail sent', m.subject, m.to_address, null, null, null, null, m.person_id
  from mails m where m.person_id = any (:ids) and m.sent_at is not null
  union all select m.bounced_at, 'mail', case when m.bounce_is_final then 'mail came back' else 'mail late' end, m.subject,
    concat_ws(', ', m.bounce_reason, m.to_address), null, null, null, null, m.person_id
  from mails m where m.person_id = any (:ids) and m.bounced_at is not null
  union all select l.due_at, 'mail', 'mail planned', s.title, l.kind, null, null, s.id, null, b.person_id
  from bookings b join plans l on l.subject_id = b.id and l.done_at is null and l.dropped_at is null
  join live_sessions s on s.id = b.live_session_id where b.person_id = any (:ids) and l.kind like 'live-sessions.remind-%'
  union all select l.due_at, 'mail', 'mail planned', c.number, l.kind, null, c.id, null, null, c.person_id
  from certificates c join plans l on l.subject_id = c.id and l.done_at is null and l.dropped_at is null
  where c.person_id = any (:ids) and l.kind like 'certification.remind-%'
  union all select l.due_at, 'mail', 'mail planned', v.name, l.kind, null, null, null, null, v.owner_id
  from roster_views v join plans l on l.subject_id = v.id and l.done_at is null and l.dropped_at is null
  where v.owner_id = any (:ids) and l.kind = 'roster.mail-link'
  union all select h.handed_at, 'certificate', 'handed over', c.number, null, h.handed_by, c.id, null, null, c.person_id
  from certificate_handovers h join certificates c on c.id = h.certificate_id
  where c.person_id = any (:ids) and h.undone_at is null
  union all select m.dropped_at, 'mail', 'mail dropped', m.subject, m.drop_reason, null, null, null, null, m.person_id
  from mails m where m.person_id = any (:ids) and m.dropped_at is not null
  union all select a.at, case a.action when 'records.look' then 'look' else 'change' end, a.action, null, a.reason, a.actor_id,
    null, null, null, a.subject_id::uuid
  from audit_events a where a.subject_kind = 'person' and a.subject_id = any (:texts)`

const happened = `from (${sources}) h where (:kind::text is null or h.kind = :kind)`

const valuesOf = (ids: string[], kind: HistoryKind | null, today: string) => ({ ids, texts: ids, kind, today })

export async function countHistory(ctx: Ctx, ids: string[], kind: HistoryKind | null, today: string): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) as count ${happened}`, valuesOf(ids, kind, today))
  return found!.count
}

/** The latest first. */
export async function listHistory(
  ctx: Ctx,
  ids: string[],
  kind: HistoryKind | null,
  today: string,
  page: { limit: number; offset: number },
): Promise<HistoryRow[]> {
  return rows<HistoryRow>(
    ctx.db,
    `select h.at, h.kind, h.what, h.about, h.detail, b.full_name as by_name, h.certificate_id, h.live_session_id, h.part_id,
       o.name as organisation_name
     from (select h.* ${happened} order by h.at desc, h.what, h.about limit :limit offset :offset) h
     left join people b on b.id = h.by_id
     left join lateral (
       select o.name from memberships m join organisations o on o.id = m.organisation_id
       where h.kind in ('training', 'attendance', 'certificate') and m.person_id = any (:ids)
         and m.starts_on <= (h.at at time zone 'Europe/London')::date
         and (m.ends_on is null or m.ends_on > (h.at at time zone 'Europe/London')::date)
       order by m.starts_on, m.id limit 1) o on true
     order by h.at desc, h.what, h.about`,
    { ...valuesOf(ids, kind, today), ...page },
  )
}

/** Whether this person's history was opened by that one today already. */
export async function hasLooked(ctx: Ctx, personId: string, readerId: string, since: Date): Promise<boolean> {
  const found = await row(
    ctx.db,
    `select from audit_events where action = 'records.look' and subject_kind = 'person' and subject_id = :personId
       and actor_id = :readerId and at >= :since limit 1`,
    { personId, readerId, since },
  )
  return found !== undefined
}
