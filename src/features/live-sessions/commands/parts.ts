/** Writes the parts of a session with their breaks and trainers, and says what stands against them. */
import { newId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { listLivePartChoices, listTrainerChoices } from '../queries/live-sessions.ts'
import type { Break, LiveSessionPartRow } from '../queries/parts.ts'
import { breaksFit, inOrder } from '../rules.ts'

export interface PartInput {
  /** The part as it stands, or none for one that is new. */
  id?: string | null
  live_part_id: string | null
  starts_at: Date
  ends_at: Date
  breaks: Break[]
  /** Null: the trainers of the session train it. */
  trainer_ids: string[] | null
  /** Null: it is held where the session's link leads. */
  join_url: string | null
}

export type PartsRefusal =
  'no-such-part' | 'not-a-trainer' | 'part-twice' | 'other-course' | 'parts-overlap' | 'bad-breaks'

/** What no session may hold, new or changed; `current` is what it delivers and whom it has already. */
export async function refuseParts(
  ctx: Ctx,
  input: { parts: PartInput[]; trainer_ids: string[] },
  current: { id: string; live_part_ids: string[] } | null,
): Promise<PartsRefusal | undefined> {
  const { parts } = input
  const choices = await listLivePartChoices(ctx, current?.live_part_ids ?? [])
  const wanted = parts.flatMap((part) => part.live_part_id ?? [])
  const courses = wanted.map((id) => choices.find((one) => one.live_part_id === id)?.course_id)
  if (courses.includes(undefined)) return 'no-such-part'
  if (new Set(wanted).size < wanted.length) return 'part-twice'
  if (new Set(courses).size > 1) return 'other-course'
  const trainers = new Set((await listTrainerChoices(ctx, current?.id ?? null)).map((trainer) => trainer.id))
  if (![input.trainer_ids, ...parts.map((part) => part.trainer_ids ?? [])].flat().every((id) => trainers.has(id)))
    return 'not-a-trainer'
  const inTurn = inOrder(parts)
  if (inTurn.some((part, index) => index > 0 && inTurn[index - 1]!.ends_at > part.starts_at)) return 'parts-overlap'
  if (!parts.every(breaksFit)) return 'bad-breaks'
  return undefined
}

/**
 * Makes the parts of the session these: a part keeps its id, and with it its register and its calendar entries, as long as
 * it is among them. They are numbered in the order of their days. Callers hold the session's lock.
 */
export async function writeParts(
  ctx: Ctx,
  liveSessionId: string,
  input: { parts: PartInput[]; trainer_ids: string[] },
  known: LiveSessionPartRow[],
  /** Parts that were dropped before anybody was told of it: each can come back as itself. */
  gone: string[] = [],
): Promise<void> {
  const parts = inOrder(input.parts).map((part) => ({
    ...part,
    id: [...known.map((one) => one.id), ...gone].find((id) => id === part.id) ?? newId(),
  }))
  const kept = parts.map((part) => part.id)
  await ctx.db('live_session_parts').where({ live_session_id: liveSessionId }).whereNotIn('id', kept).delete()
  for (const [index, { id, live_part_id, starts_at, ends_at, join_url }] of parts.entries()) {
    const columns = { position: index + 1, live_part_id, starts_at, ends_at, join_url }
    if (known.some((one) => one.id === id)) await ctx.db('live_session_parts').where({ id }).update(columns)
    else await ctx.db('live_session_parts').insert({ id, live_session_id: liveSessionId, ...columns })
  }
  await ctx.db('live_session_breaks').whereIn('live_session_part_id', kept).delete()
  const breaks = parts.flatMap((part) =>
    inOrder(part.breaks).map((pause, index) => ({ live_session_part_id: part.id, position: index + 1, ...pause })),
  )
  if (breaks.length > 0) await ctx.db('live_session_breaks').insert(breaks)
  await writeTrainers(ctx, liveSessionId, input.trainer_ids, parts)
}

/** Who trains any part trains the session. Where one part differs, every part names its own. */
async function writeTrainers(
  ctx: Ctx,
  liveSessionId: string,
  trainerIds: string[],
  parts: { id: string; trainer_ids: string[] | null }[],
): Promise<void> {
  const own = parts.some((part) => part.trainer_ids !== null)
    ? parts.flatMap((part) =>
        [...new Set(part.trainer_ids ?? trainerIds)].map((person_id) => ({ live_session_part_id: part.id, person_id })),
      )
    : []
  await ctx
    .db('live_session_part_trainers')
    .whereIn(
      'live_session_part_id',
      parts.map((part) => part.id),
    )
    .delete()
  if (own.length > 0) await ctx.db('live_session_part_trainers').insert(own)
  const all = own.length > 0 ? [...new Set(own.map((one) => one.person_id))] : [...new Set(trainerIds)]
  await ctx.db('live_session_trainers').where({ live_session_id: liveSessionId }).whereNotIn('person_id', all).delete()
  if (all.length > 0)
    await ctx
      .db('live_session_trainers')
      .insert(all.map((person_id) => ({ live_session_id: liveSessionId, person_id })))
      .onConflict(['live_session_id', 'person_id'])
      .ignore()
}
