/** What speaks for each person at a part, side by side: every kind of evidence with its source and its times. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

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
  kind: 'join click' | 'check-in code' | 'own claim'
  first_at: Date
  last_at: Date
  count: number
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
    `select person_id, kind, min(recorded_at) as first_at, max(recorded_at) as last_at, count(*) from evidence
     where live_session_part_id = :partId and kind in ('join click', 'check-in code', 'own claim')
       and (:personId::uuid is null or person_id = :personId)
     group by person_id, kind order by person_id, kind`,
    { partId, personId },
  )
}

/** By person; `of` anyone without evidence is empty, not missing. */
export interface Evidence {
  of: (personId: string) => PersonEvidence
  /** Whether anybody's minutes were measured at all. */
  is_measured: boolean
}

export async function listEvidence(ctx: Ctx, partId: string): Promise<Evidence> {
  const stretches = await listStretches(ctx, partId, null)
  const stretchesOf = Map.groupBy(stretches, (one) => one.person_id)
  const momentsOf = Map.groupBy(await listMoments(ctx, partId, null), (one) => one.person_id)
  return {
    of: (id) => ({ stretches: stretchesOf.get(id) ?? [], moments: momentsOf.get(id) ?? [] }),
    is_measured: stretches.length > 0,
  }
}
