/** What speaks for a person by itself: join clicks, presence in the live room, check-in codes. Facts are only added. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'

interface PersonAtPart {
  part_id: string
  person_id: string
}

/** One row a minute at most: a double click is one click, coming back later is another. */
export const recordJoinClick = (ctx: Ctx, input: PersonAtPart): Promise<void> =>
  recordOnceAMinute(ctx, 'join click', input)

/** The caller has checked the code and that the person has a place. */
export const recordCheckIn = (ctx: Ctx, input: PersonAtPart): Promise<void> =>
  recordOnceAMinute(ctx, 'check-in code', input)

async function recordOnceAMinute(ctx: Ctx, kind: 'join click' | 'check-in code', input: PersonAtPart): Promise<void> {
  await inTransaction(
    ctx,
    (ctx) =>
      ctx.db.raw(
        `insert into evidence (live_session_part_id, person_id, kind, recorded_at)
         select :part_id, :person_id, :kind, :now
         where not exists (select from evidence where live_session_part_id = :part_id and person_id = :person_id
           and kind = :kind and recorded_at > :now::timestamptz - interval '1 minute')`,
        { ...input, kind, now: ctx.now },
      ),
    { ownAudit: true },
  )
}

/** Stretches of time that people were seen in the live room; overlapping ones are told apart by whoever counts minutes. */
export async function recordPresence(
  ctx: Ctx,
  stretches: (PersonAtPart & { from_at: Date; to_at: Date })[],
): Promise<void> {
  if (stretches.length === 0) return
  await inTransaction(
    ctx,
    (ctx) =>
      ctx.db('evidence').insert(
        stretches.map(({ part_id, person_id, from_at, to_at }) => ({
          live_session_part_id: part_id,
          person_id,
          kind: 'room presence' as const,
          from_at,
          to_at,
          recorded_at: ctx.now,
        })),
      ),
    { ownAudit: true },
  )
}
