/** What learners keep for themselves on a page: a reflection, the ticks of a checklist. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { getModule, keepingBlocks } from '../../courses/index.ts'
import { getPlace } from '../queries/progress.ts'

export interface NoteInput {
  person_id: string
  course_id: string
  module_id: string
  block: string
  text: string
  ticked: string[]
}

/** The last thing kept counts. Nobody but the learner may know what it says, so the audit does not either. */
export async function keepNote(ctx: Ctx, input: NoteInput): Promise<'kept' | 'not-open' | 'no-such-block'> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const { module } = await getPlace(ctx, input)
      if (!module.is_open) return 'not-open'
      const { key, body } = await getModule(ctx, input.module_id)
      const block = keepingBlocks(body).get(input.block)
      if (!block) return 'no-such-block'
      const { person_id, course_id } = input
      await ctx
        .db('module_notes')
        .insert({
          person_id,
          course_id,
          module_key: key,
          block_id: input.block,
          text: block.kind === 'reflection' ? input.text : '',
          ticked: block.keys.filter((one) => input.ticked.includes(one)),
          updated_at: ctx.now,
        })
        .onConflict(['person_id', 'course_id', 'module_key', 'block_id'])
        .merge(['text', 'ticked', 'updated_at'])
      return 'kept'
    },
    { ownAudit: true },
  )
}
