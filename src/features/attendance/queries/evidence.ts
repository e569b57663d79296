/** What speaks for each person at a part, side by side: every kind of evidence with its source and its times. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { joinOpensMinutes } from '../../live-sessions/index.ts'
import { listMatches } from './reports.ts'

/** A time somebody was there from and to. */
export interface StretchRow {
  person_id: string
  kind: string
  from_at: Date
  to_at: Date
}

/** Something that happened at a moment, perhaps several times. */
export interface MomentRow {
  person_id: string
  kind: 'join click' | 'check-in code' | 'own claim' | 'vendor report' | 'walk-in'
  first_at: Date
  last_at: Date
  count: number
  /** What a report states that gives a length and no times. */
  minutes?: number | null
  /** What a person says of themselves, the latest. */
  said?: string | null
  /** The name in a report that may be theirs, while nobody has said so. */
  perhaps?: string
}

export interface PersonEvidence {
  stretches: StretchRow[]
  moments: MomentRow[]
}

/**
 * All stretches of a part, of one person or of everybody. What is added here counts as minutes everywhere: on the
 * register, by its rule, in mails and for the learner. Rows of one kind that touch come as one.
 */
async function listStretches(ctx: Ctx, partId: string, personId: string | null): Promise<StretchRow[]> {
  return rows<StretchRow>(
    ctx.db,
    `select e.person_id, e.kind, lower(r.stretch) as from_at, upper(r.stretch) as to_at
     from (select person_id, kind, range_agg(tstzrange(from_at, to_at)) as stretches from evidence
           where live_session_part_id = :partId and from_at is not null
             and (:personId::uuid is null or person_id = :personId)
           group by person_id, kind) e
     cross join lateral unnest(e.stretches) as r (stretch)
     order by e.person_id, e.kind, from_at`,
    { partId, personId },
  )
}

async function listMoments(ctx: Ctx, partId: string, personId: string | null): Promise<MomentRow[]> {
  return rows<MomentRow>(
    ctx.db,
    `select person_id, kind, min(recorded_at) as first_at, max(recorded_at) as last_at, count(*),
       (array_agg(reason order by id desc) filter (where kind = 'own claim'))[1] as said
     from evidence
     where live_session_part_id = :partId and kind in ('join click', 'check-in code', 'own claim')
       and (:personId::uuid is null or person_id = :personId)
     group by person_id, kind order by person_id, kind`,
    { partId, personId },
  )
}

/** Who was put on the register at this part: of a session of several parts the last that people could come to by then. */
async function listWalkIns(ctx: Ctx, partId: string): Promise<MomentRow[]> {
  return rows<MomentRow>(
    ctx.db,
    `select b.person_id, 'walk-in' as kind, b.booked_at as first_at, b.booked_at as last_at, 1 as count
     from bookings b
     cross join lateral (
       select p.id from live_session_parts p where p.live_session_id = b.live_session_id
       order by p.starts_at > b.booked_at + make_interval(mins => :early), p.starts_at desc limit 1) come
     where come.id = :partId and b.is_walk_in and b.booked_at is not null and b.cancelled_at is null
       and b.live_session_id = (select live_session_id from live_session_parts where id = :partId)
     order by b.person_id`,
    { partId, early: joinOpensMinutes },
  )
}

/** By person; `of` anyone without evidence is empty, not missing. */
export interface Evidence {
  of: (personId: string) => PersonEvidence
  /** Whether anybody's minutes were measured at all. */
  is_measured: boolean
  /** People whom meeting reports name and nobody has matched yet. */
  unmatched: number
}

export async function listEvidence(ctx: Ctx, partId: string): Promise<Evidence> {
  const reported = await listReported(ctx, partId)
  const stretches = [...(await listStretches(ctx, partId, null)), ...reported.stretches]
  const stretchesOf = Map.groupBy(stretches, (one) => one.person_id)
  const moments = [...(await listMoments(ctx, partId, null)), ...(await listWalkIns(ctx, partId)), ...reported.moments]
  const momentsOf = Map.groupBy(moments, (one) => one.person_id)
  return {
    of: (id) => ({ stretches: stretchesOf.get(id) ?? [], moments: momentsOf.get(id) ?? [] }),
    is_measured: stretches.length > 0,
    unmatched: reported.unmatched,
  }
}

/** What follows from the reports of the part and from who was taken for whom: worked out each time, so undoing is easy. */
async function listReported(ctx: Ctx, partId: string): Promise<PersonEvidence & { unmatched: number }> {
  const kind = 'vendor report'
  const found: PersonEvidence & { unmatched: number } = { stretches: [], moments: [], unmatched: 0 }
  for (const { state, person_id, candidates, name, stretches, minutes, kept_at } of await listMatches(ctx, partId)) {
    const moment = { kind, first_at: kept_at, last_at: kept_at, count: 1, minutes } as const
    if (state === 'waiting') {
      found.unmatched++
      // No rule may call somebody absent while a report may be about them.
      for (const id of candidates) found.moments.push({ person_id: id, ...moment, perhaps: name })
    }
    if (person_id === null) continue
    for (const stretch of stretches) found.stretches.push({ person_id, kind, ...stretch })
    if (stretches.length === 0) found.moments.push({ person_id, ...moment })
  }
  return found
}
