/** An author's own copy of a form of a draft while they write: kept every few seconds, seen by others as “is writing here”. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { newId } from '../../../lib/ids.ts'
import type { Typed } from '../../../platform/http/form.ts'
import type { EditOf } from '../queries/edits.ts'
import { findEdit } from '../queries/edits.ts'
import { getModule } from '../queries/versions.ts'
import { lockDraft } from './locks.ts'

export interface EditInput {
  of: EditOf
  person_id: string
  /** The form as it stands; null where nothing was typed since the last time. */
  typed: Typed | null
  /** The revision of the module or the draft that it began from; 0 where there is none yet. */
  based_on: number
  /** The number of the copy that the page knew; 0 where there was none. */
  number: number
}

/** Nothing of it reaches the draft, and saving it there is audited: so this is not. */
export async function keepEdit(
  ctx: Ctx,
  { of, person_id, typed, based_on, number }: EditInput,
): Promise<{ result: 'kept'; number: number } | { result: 'other-tab' }> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await lockDraft(ctx, of.course_version_id ?? (await getModule(ctx, of.module_id)).course_version_id)
      const known = await findEdit(ctx, of, person_id)
      // Saved or thrown away in another tab counts as well: what it began from is gone.
      if (typed !== null && (known?.number ?? 0) !== number) return { result: 'other-tab' }
      const kept = {
        based_on: typed ? based_on : (known?.based_on ?? based_on),
        number: (known?.number ?? 0) + (typed ? 1 : 0),
        ...(typed ? { typed: JSON.stringify(typed), typed_at: ctx.now } : {}),
        seen_at: ctx.now,
      }
      await ctx
        .db('draft_edits')
        .insert({ id: newId(ctx.now), ...of, person_id, ...kept } as never)
        .onConflict(['module_id', 'course_version_id', 'form', 'person_id'])
        .merge(kept as never)
      return { result: 'kept', number: kept.number }
    },
    { ownAudit: true },
  )
}

/** Saved, or thrown away: what was typed is gone, and the number goes on, so that a late arrival is told. */
export async function dropEdit(ctx: Ctx, { of, person_id }: { of: EditOf; person_id: string }): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      await ctx
        .db('draft_edits')
        .where({ ...of, person_id })
        .whereNotNull('typed')
        .update({ typed: null, typed_at: null, number: ctx.db.raw('number + 1') as never })
    },
    { ownAudit: true },
  )
}
