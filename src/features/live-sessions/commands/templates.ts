/** Saves how a session is set up under a name, renames it, deletes it. No session knows the template it began from. */
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { Carried } from '../carrying.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { carriedForAudit } from './carrying.ts'
import { getTemplate } from '../queries/templates.ts'

/** One at a time, so that of two who use the same name the second is told. */
const lockTemplates = (ctx: Ctx) =>
  ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('live-session templates', 0))`)

async function isTaken(ctx: Ctx, courseId: string | null, name: string, exceptId: string | null): Promise<boolean> {
  const same = await ctx
    .db('live_session_templates')
    .first('id')
    .where({ course_id: courseId })
    .whereRaw('lower(name) = lower(?) and id is distinct from ?', [name, exceptId])
  return same !== undefined
}

export interface SaveTemplateInput {
  course_id: string | null
  name: string
  setup: Typed
  /** Kept beside the form. */
  carried: Carried
  /** The session it was taken from, for the audit. */
  live_session_id: string
}

export async function saveTemplate(
  ctx: Ctx,
  { live_session_id, carried, ...input }: SaveTemplateInput,
): Promise<'saved' | 'name-taken'> {
  return inTransaction(ctx, async (ctx) => {
    await lockTemplates(ctx)
    if (await isTaken(ctx, input.course_id, input.name, null)) return 'name-taken'
    const id = newId(ctx.now)
    await ctx.db('live_session_templates').insert({
      ...input,
      id,
      setup: JSON.stringify(input.setup),
      reminders: carried.reminders,
      created_at: ctx.now,
      created_by: actorId(ctx.actor),
    })
    const materials = carried.materials.map((one, index) => ({ ...one, template_id: id, position: index + 1 }))
    if (materials.length > 0) await ctx.db('live_session_template_materials').insert(materials)
    const quotas = carried.quotas.map(({ organisation_name: _, ...one }, index) => ({
      ...one,
      template_id: id,
      position: index + 1,
    }))
    if (quotas.length > 0) await ctx.db('live_session_template_quotas').insert(quotas)
    await recordAudit(ctx, {
      action: 'live-sessions.save-template',
      subject_kind: 'template',
      subject_id: id,
      // Not the set-up: a meeting link in it would let the readers of the audit in.
      after: { name: input.name, course_id: input.course_id, live_session_id, ...carriedForAudit(carried) },
    })
    return 'saved'
  })
}

export async function renameTemplate(
  ctx: Ctx,
  input: { id: string; name: string },
): Promise<'renamed' | 'unchanged' | 'name-taken'> {
  return inTransaction(ctx, async (ctx) => {
    await lockTemplates(ctx)
    const template = await getTemplate(ctx, input.id)
    if (template.name === input.name) return 'unchanged'
    if (await isTaken(ctx, template.course_id, input.name, template.id)) return 'name-taken'
    await ctx.db('live_session_templates').where({ id: template.id }).update({ name: input.name })
    await recordAudit(ctx, {
      action: 'live-sessions.rename-template',
      subject_kind: 'template',
      subject_id: template.id,
      before: { name: template.name },
      after: { name: input.name },
    })
    return 'renamed'
  })
}

/** What was scheduled from it stays as it is. */
export async function removeTemplate(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockTemplates(ctx)
    const { name, course_id } = await getTemplate(ctx, id)
    await ctx.db('live_session_templates').where({ id }).delete()
    await recordAudit(ctx, {
      action: 'live-sessions.remove-template',
      subject_kind: 'template',
      subject_id: id,
      before: { name, course_id },
    })
  })
}
