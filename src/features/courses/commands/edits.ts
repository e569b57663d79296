/** An author's own copy of a page while they write: kept every few seconds, seen by others as “is writing here”. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { findEdit } from '../queries/edits.ts'
import { getModule } from '../queries/versions.ts'
import { lockDraft } from './locks.ts'

export interface EditInput {
  module_id: string
  person_id: string
  /** The form as it stands; null where nothing was typed since the last time. */
  typed: Typed | null
  /** The revision of the module that the text began from. */
  based_on: number
  /** The number of the copy that the page knew; 0 where there was none. */
  number: number
}

/** Nothing of it reaches the draft, and saving it there is audited: so this is not. */
export async function keepEdit(
  ctx: Ctx,
  { module_id, person_id, typed, based_on, number }: EditInput,
): Promise<{ result: 'kept'; number: number } | { result: 'other-tab' }> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await lockDraft(ctx, (await getModule(ctx, module_id)).course_version_id)
      const known = await findEdit(ctx, module_id, person_id)
      // Saved or thrown away in another tab counts as well: what it began from is gone.
      if (typed !== null && (known?.number ?? 0) !== number) return { result: 'other-tab' }
      const kept = {
        based_on: typed ? based_on : (known?.based_on ?? based_on),
        number: (known?.number ?? 0) + (typed ? 1 : 0),
        ...(typed ? { typed: JSON.stringify(typed), typed_at: ctx.now } : {}),
        seen_at: ctx.now,
      }
      await ctx
        .db('module_edits')
        .insert({ module_id, person_id, ...kept } as never)
        .onConflict(['module_id', 'person_id'])
        .merge(kept as never)
      return { result: 'kept', number: kept.number }
    },
    { ownAudit: true },
  )
}

/** Saved, or thrown away: what was typed is gone, and the number goes on, so that a late arrival is told. */
export async function dropEdit(
  ctx: Ctx,
  { module_id, person_id }: { module_id: string; person_id: string },
): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      await ctx
        .db('module_edits')
        .where({ module_id, person_id })
        .whereNotNull('typed')
        .update({ typed: null, typed_at: null, number: ctx.db.raw('number + 1') as never })
    },
    { ownAudit: true },
  )
}
