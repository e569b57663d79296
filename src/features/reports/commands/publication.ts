/** Decides what everybody may see: the force for its figures, an organisation for itself. */
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { findPersonByEmail } from '../../people/index.ts'
import type { Publication } from '../queries/publication.ts'
import { findEntry, getPublication } from '../queries/publication.ts'

export async function changePublication(ctx: Ctx, input: Publication): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('publication'))`)
    const before = await getPublication(ctx)
    await ctx.db('publications').update(input)
    await recordAudit(ctx, {
      action: 'reports.change-publication',
      subject_kind: 'installation',
      subject_id: null,
      before: { ...before },
      after: { ...input },
    })
  })
}

export type ListOrganisationResult = 'listed' | 'person-mailbox'

/** The address of a person we know is refused: the directory is to outlive whoever reads the mailbox today. */
export async function listOrganisation(
  ctx: Ctx,
  input: { organisation_id: string; mailbox: string },
): Promise<ListOrganisationResult> {
  return inTransaction(ctx, async (ctx) => {
    if (await findPersonByEmail(ctx, input.mailbox)) return 'person-mailbox'
    const before = await findEntry(ctx, input.organisation_id)
    await ctx
      .db('directory_entries')
      .insert({ ...input, agreed_by: actorId(ctx.actor), agreed_at: ctx.now })
      .onConflict('organisation_id')
      .merge()
    await recordAudit(ctx, {
      action: 'reports.list-organisation',
      subject_kind: 'organisation',
      subject_id: input.organisation_id,
      before: { mailbox: before?.mailbox ?? null },
      after: { mailbox: input.mailbox },
    })
    return 'listed'
  })
}

export async function unlistOrganisation(ctx: Ctx, organisationId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await findEntry(ctx, organisationId)
    if (!before) return
    await ctx.db('directory_entries').where({ organisation_id: organisationId }).delete()
    await recordAudit(ctx, {
      action: 'reports.unlist-organisation',
      subject_kind: 'organisation',
      subject_id: organisationId,
      before: { mailbox: before.mailbox },
    })
  })
}
