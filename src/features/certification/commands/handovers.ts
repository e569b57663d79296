/** Notes that certificates were handed over on paper, and takes such a note back. */
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudits, recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'

/** How many were noted now; what was handed over already, or is no certificate, is left as it is. */
export async function handOver(ctx: Ctx, certificateIds: string[]): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const known = await ctx.db('certificates').select('id').whereIn('id', certificateIds)
    if (known.length === 0) return 0
    const handed_by = actorId(ctx.actor)!
    const noted = await ctx
      .db('certificate_handovers')
      .insert(known.map(({ id }) => ({ id: newId(), certificate_id: id, handed_at: ctx.now, handed_by })))
      .onConflict(ctx.db.raw('(certificate_id) where undone_at is null') as never)
      .ignore()
      .returning('certificate_id')
    await recordAudits(
      ctx,
      noted.map(({ certificate_id }) => ({
        action: 'certification.hand-over',
        subject_kind: 'certificate',
        subject_id: certificate_id,
      })),
    )
    return noted.length
  })
}

export async function undoHandover(ctx: Ctx, id: string): Promise<'undone' | 'already'> {
  return inTransaction(ctx, async (ctx) => {
    const handover = await ctx.db('certificate_handovers').where({ id }).forUpdate().first()
    if (!handover) throw new NotFound()
    if (handover.undone_at !== null) return 'already'
    await ctx
      .db('certificate_handovers')
      .where({ id })
      .update({ undone_at: ctx.now, undone_by: actorId(ctx.actor)! })
    await recordAudit(ctx, {
      action: 'certification.undo-hand-over',
      subject_kind: 'certificate',
      subject_id: handover.certificate_id,
      before: { handed_at: handover.handed_at },
    })
    return 'undone'
  })
}
