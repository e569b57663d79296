/** Closing somebody's account and opening it again. */
import { actorId, isSelf } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Conflict, Forbidden } from '../../../platform/errors.ts'
import { canChangeWayIn } from '../policy.ts'
import { getPersonForUpdate } from '../queries/people.ts'
import { countOtherAdministrators, listRolesHeld } from '../queries/roles.ts'
import { dropOpenWaysIn } from './ways-in.ts'

export type DisablePersonResult = 'disabled' | 'already' | 'own-account' | 'last-administrator'

/** Access ends at their next request. History stays as it is. */
export async function disablePerson(
  ctx: Ctx,
  input: { person_id: string; reason?: string | null },
): Promise<DisablePersonResult> {
  return inTransaction(ctx, async (ctx) => {
    if (isSelf(ctx.actor, input.person_id)) return 'own-account'
    const person = await getPersonForUpdate(ctx, input.person_id)
    const held = await listRolesHeld(ctx, person.id)
    if (!canChangeWayIn(ctx.actor, held))
      throw new Forbidden('Only an administrator can disable a coordinator or an administrator')
    if (person.disabled_at) return 'already'
    if (held.includes('administrator') && (await isLastAdministrator(ctx, person.id))) return 'last-administrator'
    await ctx
      .db('people')
      .where({ id: person.id })
      .update({ disabled_at: ctx.now, disabled_by: actorId(ctx.actor) })
    await dropOpenWaysIn(ctx, person.id)
    await recordAudit(ctx, {
      action: 'people.disable',
      subject_kind: 'person',
      subject_id: person.id,
      before: { is_disabled: false },
      after: { is_disabled: true },
      reason: input.reason ?? null,
    })
    return 'disabled'
  })
}

/** Records, a later room, knows of merges and erasures; the database refuses to open what they closed. */
export async function enablePerson(ctx: Ctx, input: { person_id: string }): Promise<'enabled' | 'already'> {
  try {
    return await open(ctx, input)
  } catch (error) {
    if ((error as { code?: string }).code !== '23001') throw error
    throw new Conflict('This record is part of another one, or is to be erased. Undo that first.')
  }
}

async function open(ctx: Ctx, input: { person_id: string }): Promise<'enabled' | 'already'> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPersonForUpdate(ctx, input.person_id)
    if (!canChangeWayIn(ctx.actor, await listRolesHeld(ctx, person.id)))
      throw new Forbidden('Only an administrator can enable a coordinator or an administrator')
    if (!person.disabled_at) return 'already'
    await ctx.db('people').where({ id: person.id }).update({ disabled_at: null, disabled_by: null })
    await recordAudit(ctx, {
      action: 'people.enable',
      subject_kind: 'person',
      subject_id: person.id,
      before: { is_disabled: true },
      after: { is_disabled: false },
    })
    return 'enabled'
  })
}

/** Two administrators who remove each other at once wait here for one another, and the second is refused. */
export async function isLastAdministrator(ctx: Ctx, personId: string): Promise<boolean> {
  await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('people.administrators'))`)
  return (await countOtherAdministrators(ctx, personId)) === 0
}
