/** Nobody is in two places at once unless somebody says why: what the commands ask before a part or a place is given. */
import type { Ctx } from '../../../platform/context.ts'
import type { Engagement, OverlapRow } from '../queries/overlaps.ts'
import { listOverlaps } from '../queries/overlaps.ts'
import type { PartInput } from './parts.ts'

interface Trained {
  parts: PartInput[]
  trainer_ids: string[]
}

/**
 * Holds the time of these people until the transaction ends: of two who give them something to do at one hour, the second
 * sees the first. It is had before the lock of any session, and in one order, so that no two wait for each other.
 */
export async function lockTimeOf(ctx: Ctx, personIds: string[]): Promise<void> {
  for (const id of [...new Set(personIds)].toSorted())
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('time of ' || ?, 0))`, [id])
}

export const trainersOf = ({ parts, trainer_ids }: Trained): string[] => [
  ...trainer_ids,
  ...parts.flatMap((part) => part.trainer_ids ?? []),
]

/** Who trains when. */
export const engagementsOf = ({ parts, trainer_ids }: Trained): Engagement[] =>
  parts.flatMap(({ starts_at, ends_at, trainer_ids: own }) =>
    (own ?? trainer_ids).map((person_id) => ({ person_id, starts_at, ends_at })),
  )

/**
 * What stands against its trainers and, where it is changed, against those with a place. What they were to do at the same
 * time before was answered for then.
 */
export async function overlapsOf(
  ctx: Ctx,
  id: string,
  input: Trained,
  { before = { parts: [], trainer_ids: [] }, person_ids = [] }: { before?: Trained; person_ids?: string[] } = {},
): Promise<OverlapRow[]> {
  const withPlaces = ({ parts }: Trained) => placesAt(parts, person_ids)
  const known = [...engagementsOf(before), ...withPlaces(before)]
  const isKnown = (one: Engagement) =>
    known.some(
      (other) =>
        other.person_id === one.person_id &&
        other.starts_at.getTime() === one.starts_at.getTime() &&
        other.ends_at.getTime() === one.ends_at.getTime(),
    )
  return listOverlaps(
    ctx,
    [...engagementsOf(input), ...withPlaces(input)].filter((one) => !isKnown(one)),
    [id],
  )
}

/** Whoever has a place is at every part. */
const placesAt = (parts: { starts_at: Date; ends_at: Date }[], personIds: string[]): Engagement[] =>
  personIds.flatMap((person_id) => parts.map(({ starts_at, ends_at }) => ({ person_id, starts_at, ends_at })))

/** By person: where else these are expected while the given parts of the session are held. */
export async function findElsewhere(
  ctx: Ctx,
  liveSessionId: string,
  asked: { person_id: string; parts: { starts_at: Date; ends_at: Date }[] }[],
): Promise<Map<string, OverlapRow[]>> {
  const engagements = asked.flatMap(({ person_id, parts }) => placesAt(parts, [person_id]))
  return Map.groupBy(await listOverlaps(ctx, engagements, [liveSessionId]), (one) => one.person_id)
}

/** As the audit keeps it, beside the reason. */
export const overlapsForAudit = (overlaps: OverlapRow[]): Record<string, unknown> =>
  overlaps.length === 0
    ? {}
    : {
        overlaps: overlaps.map(({ person_id, live_session_id, starts_at, trains }) => ({
          person_id,
          live_session_id,
          starts_at,
          as: trains ? 'trainer' : 'booked',
        })),
      }
