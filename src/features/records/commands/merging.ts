/** Makes one person of two records, and two again within thirty days. */
import { newId } from '../../../lib/ids.ts'
import { addMinutes, today } from '../../../lib/time.ts'
import { actorId, isSelf } from '../../../platform/access.ts'
import { recordAudits } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import { settleParted } from '../../certification/index.ts'
import { cancelBooking } from '../../live-sessions/index.ts'
import type { PersonRow } from '../../people/index.ts'
import { disablePerson, enablePerson, getPerson } from '../../people/index.ts'
import { putMerged, putMergeUndone } from '../mails.ts'
import { readRecordFacts } from '../queries/facts.ts'
import type { MergeRow } from '../queries/merges.ts'
import { getMerge, listMoves, listReissuedSince } from '../queries/merges.ts'
import type { Move } from '../rules/moves.ts'
import { planMerge, undoing } from '../rules/merging.ts'

export const undoDays = 30
export const canBeUndone = (merge: Pick<MergeRow, 'made_at' | 'undone_at'>, now: Date): boolean =>
  merge.undone_at === null && addMinutes(merge.made_at, undoDays * 24 * 60) > now

export type MergeResult =
  | { result: 'merged'; id: string }
  | { result: 'same-record' | 'own-record' | 'already-merged' | 'has-roles' | 'last-administrator' | 'is-erased' }

/** `kept` goes on with the address it has; the other record keeps what did not count, and its account is closed. */
export async function mergePeople(ctx: Ctx, input: { kept_id: string; merged_id: string }): Promise<MergeResult> {
  const { kept_id, merged_id } = input
  if (kept_id === merged_id) return { result: 'same-record' }
  if (isSelf(ctx.actor, kept_id) || isSelf(ctx.actor, merged_id)) return { result: 'own-record' }
  return inTransaction(ctx, async (ctx) => {
    await lockPeople(ctx, kept_id, merged_id)
    const [kept, merged] = [await getPerson(ctx, kept_id), await getPerson(ctx, merged_id)]
    const found = await row<{ is_merged: boolean; has_roles: boolean; is_erased: boolean }>(
      ctx.db,
      `select exists (select from person_merges where undone_at is null and merged_id in (:kept_id, :merged_id)) as is_merged,
         exists (select from role_grants where person_id = :merged_id and (ends_on is null or ends_on > :today)) as has_roles,
         exists (select from erasures where person_id in (:kept_id, :merged_id) and cancelled_at is null) as is_erased`,
      { kept_id, merged_id, today: today(ctx.now) },
    )
    // What waits to be erased must not live on under another record.
    if (found!.is_erased) return { result: 'is-erased' }
    if (found!.is_merged) return { result: 'already-merged' }
    // A right must be given by somebody, to somebody: it is never carried over.
    if (found!.has_roles) return { result: 'has-roles' }
    const plan = planMerge(await readRecordFacts(ctx, kept_id), await readRecordFacts(ctx, merged_id))
    for (const booking_id of plan.given_up) await cancelBooking(ctx, { booking_id })
    const id = newId()
    const has_closed = merged.disabled_at === null
    await ctx
      .db('person_merges')
      .insert({ id, kept_id, merged_id, has_closed, made_at: ctx.now, made_by: actorId(ctx.actor) })
    let step = 0
    for (const move of plan.moves)
      if (await carryOut(ctx, id, move))
        await ctx.db('person_merge_rows').insert({
          merge_id: id,
          step: step++,
          ...move,
          before: JSON.stringify(move.before),
          after: JSON.stringify(move.after),
        })
    if (has_closed) {
      const closed = await disablePerson(ctx, { person_id: merged_id, reason: 'merged with another record' })
      if (closed === 'own-account' || closed === 'last-administrator') return { result: 'last-administrator' }
    }
    await tellBoth(ctx, kept, merged, putMerged)
    await recordBoth(ctx, 'records.merge', id, kept, merged, { moved: step, given_up: plan.given_up })
    await putJob(ctx, 'certification.check', { personId: kept_id }, { key: `certification.check ${kept_id}` })
    return { result: 'merged', id }
  })
}

export type UndoMergeResult = 'undone' | 'already' | 'too-late'

/** What the merge moved goes back, and what was made again of it; else what came since stays with the person who was kept. */
export async function undoMerge(ctx: Ctx, input: { merge_id: string; kept_id: string }): Promise<UndoMergeResult> {
  return inTransaction(ctx, async (ctx) => {
    const known = await getMerge(ctx, input.merge_id, input.kept_id)
    await lockPeople(ctx, known.kept_id, known.merged_id)
    const merge = await getMerge(ctx, input.merge_id, input.kept_id)
    if (merge.undone_at) return 'already'
    const isErased = (await getPerson(ctx, merge.kept_id)).erased_at !== null
    if (isErased || !canBeUndone(merge, ctx.now)) return 'too-late'
    const moves = undoing(await listMoves(ctx, merge.id))
    let moved = 0
    let are_reissued = false
    for (const move of moves) {
      if (await carryOut(ctx, merge.id, move)) moved++
      if (move.kind !== 'certificate') continue
      for (const row_key of await listReissuedSince(ctx, move.row_key, moves))
        if ((await carryOut(ctx, merge.id, { ...move, row_key })) && move.to_id === merge.merged_id) are_reissued = true
    }
    await settleParted(ctx, { person_id: merge.merged_id, are_reissued })
    await ctx
      .db('person_merges')
      .where({ id: merge.id })
      .update({ undone_at: ctx.now, undone_by: actorId(ctx.actor) })
    if (merge.has_closed) await enablePerson(ctx, { person_id: merge.merged_id })
    const [kept, merged] = [await getPerson(ctx, merge.kept_id), await getPerson(ctx, merge.merged_id)]
    await tellBoth(ctx, kept, merged, putMergeUndone)
    await recordBoth(ctx, 'records.undo-merge', merge.id, kept, merged, { moved, of: moves.length })
    return 'undone'
  })
}

/** Always in one order, so that two merges of the same people wait for each other. */
async function lockPeople(ctx: Ctx, ...ids: string[]): Promise<void> {
  for (const id of ids.toSorted()) await ctx.db('people').where({ id }).forUpdate().first('id')
}

/** False: somebody else has the row by now, and it stays where it is. */
async function carryOut(ctx: Ctx, mergeId: string, move: Move): Promise<boolean> {
  const found = await row<{ is_moved: boolean }>(
    ctx.db,
    `select move_in_merge(:mergeId, :kind, :row_key, :from_id, :to_id, :before::jsonb, :after::jsonb) as is_moved`,
    { mergeId, ...move, before: JSON.stringify(move.before), after: JSON.stringify(move.after) },
  )
  return found!.is_moved
}

type Recipient = PersonRow & { email: string }

async function tellBoth(
  ctx: Ctx,
  kept: PersonRow,
  merged: PersonRow,
  put: (ctx: Ctx, to: Recipient, about: { kept: PersonRow; merged: PersonRow }) => Promise<void>,
): Promise<void> {
  for (const person of [kept, merged])
    if (person.email !== null) await put(ctx, { ...person, email: person.email }, { kept, merged })
}

const recordBoth = (
  ctx: Ctx,
  action: string,
  mergeId: string,
  kept: PersonRow,
  merged: PersonRow,
  what: Record<string, unknown>,
) =>
  recordAudits(
    ctx,
    [kept, merged].map((person) => ({
      action,
      subject_kind: 'person',
      subject_id: person.id,
      after: { merge_id: mergeId, kept_id: kept.id, merged_id: merged.id, ...what },
    })),
  )
