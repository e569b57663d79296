/** Programmes: what people are certified in. */
import { newId } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { getProgramme } from '../queries/courses.ts'
import { keyFor } from '../rules.ts'

export interface ProgrammeInput {
  name: string
  description: string
  validity_months: number
  renewal_days: number
  grace_months: number
  certificate_wording: string
  /** In Welsh; without them the English ones are printed. */
  name_cy?: string | null
  certificate_wording_cy?: string | null
}

export type AddProgrammeResult = { result: 'added'; id: string } | { result: 'name-taken' } | { result: 'code-taken' }

/** The code begins every certificate number of the programme and stays as it is for good. */
export async function addProgramme(
  ctx: Ctx,
  input: ProgrammeInput & { code: string; slug?: string },
): Promise<AddProgrammeResult> {
  return inTransaction(ctx, async (ctx) => {
    await lockProgrammes(ctx)
    if (await isNameTaken(ctx, input.name, null)) return { result: 'name-taken' }
    if (await ctx.db('programmes').where({ code: input.code }).first('id')) return { result: 'code-taken' }
    const id = newId(ctx.now)
    const slugs: string[] = await ctx.db('programmes').pluck('slug')
    const row = { ...input, slug: input.slug ?? keyFor(input.name, slugs) }
    await ctx.db('programmes').insert({ id, ...row, created_at: ctx.now })
    await recordAudit(ctx, {
      action: 'courses.add-programme',
      subject_kind: 'programme',
      subject_id: id,
      after: { ...row },
    })
    return { result: 'added', id }
  })
}

/** Counts for what is issued from now on: certificates keep the dates and the words they were issued with. */
export async function editProgramme(
  ctx: Ctx,
  { programme_id, ...input }: ProgrammeInput & { programme_id: string },
): Promise<'saved' | 'name-taken'> {
  return inTransaction(ctx, async (ctx) => {
    await lockProgrammes(ctx)
    const before = await getProgramme(ctx, programme_id)
    if (await isNameTaken(ctx, input.name, programme_id)) return 'name-taken'
    await ctx.db('programmes').where({ id: programme_id }).update(input)
    const { id: _id, slug: _slug, code: _code, created_at: _at, issuing: _issuing, ...was } = before
    await recordAudit(ctx, {
      action: 'courses.edit-programme',
      subject_kind: 'programme',
      subject_id: programme_id,
      before: was,
      after: { ...input },
    })
    return 'saved'
  })
}

/** What the certificate says of what was achieved; the rest of its design is the certification room's. */
export async function setCertificateWording(
  ctx: Ctx,
  { programme_id, certificate_wording }: { programme_id: string; certificate_wording: string },
): Promise<'saved' | 'unchanged'> {
  return inTransaction(ctx, async (ctx) => {
    await lockProgrammes(ctx)
    const before = await getProgramme(ctx, programme_id)
    if (before.certificate_wording === certificate_wording) return 'unchanged'
    await ctx.db('programmes').where({ id: programme_id }).update({ certificate_wording })
    await recordAudit(ctx, {
      action: 'courses.edit-programme',
      subject_kind: 'programme',
      subject_id: programme_id,
      before: { certificate_wording: before.certificate_wording },
      after: { certificate_wording },
    })
    return 'saved'
  })
}

/** From now on: certificates are issued at once, or wait until they are released. What this lets loose, the caller knows. */
export async function setIssuing(
  ctx: Ctx,
  input: { programme_id: string; issuing: 'at once' | 'released' },
): Promise<'saved' | 'unchanged'> {
  return inTransaction(ctx, async (ctx) => {
    await lockProgrammes(ctx)
    const { issuing } = await getProgramme(ctx, input.programme_id)
    if (issuing === input.issuing) return 'unchanged'
    await ctx.db('programmes').where({ id: input.programme_id }).update({ issuing: input.issuing })
    await recordAudit(ctx, {
      action: 'courses.set-issuing',
      subject_kind: 'programme',
      subject_id: input.programme_id,
      before: { issuing },
      after: { issuing: input.issuing },
    })
    return 'saved'
  })
}

async function lockProgrammes(ctx: Ctx): Promise<void> {
  await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('programmes'))`)
}

async function isNameTaken(ctx: Ctx, name: string, exceptId: string | null): Promise<boolean> {
  const same = await ctx.db('programmes').whereRaw('lower(name) = lower(?)', [name]).select('id')
  return same.some((programme: { id: string }) => programme.id !== exceptId)
}
