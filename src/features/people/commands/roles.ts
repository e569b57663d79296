/** Roles: granted from a day until a day, never one's own. */
import { newId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { Role } from '../../../platform/access.ts'
import { actorId, isSelf } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Forbidden, NotFound } from '../../../platform/errors.ts'
import { canGrantRole, isBeyondCoordinators } from '../policy.ts'
import { getPersonForUpdate } from '../queries/people.ts'
import { findRoleGrant } from '../queries/roles.ts'
import { isLastAdministrator } from './access.ts'
import { dropJoiningCards } from './ways-in.ts'

export interface NewRoleGrant {
  person_id: string
  role: Role
  /** The organisation a lead leads; for no other role. */
  organisation_id?: string | null
  /** Today unless said. */
  starts_on?: string
  ends_on?: string | null
}

export type GrantRoleResult = 'granted' | 'already' | 'own-roles'

/** 'already': the role is theirs, or will be, during some of that time. */
export async function grantRole(ctx: Ctx, input: NewRoleGrant): Promise<GrantRoleResult> {
  return inTransaction(ctx, async (ctx) => {
    if (isSelf(ctx.actor, input.person_id)) return 'own-roles'
    if (!canGrantRole(ctx.actor, input.role)) throw new Forbidden('You cannot grant this role')
    const person = await getPersonForUpdate(ctx, input.person_id)
    const grant = {
      role: input.role,
      organisation_id: input.role === 'lead' ? (input.organisation_id ?? null) : null,
      starts_on: input.starts_on ?? today(ctx.now),
      ends_on: input.ends_on ?? null,
    }
    const same = await ctx
      .db('role_grants')
      .where({ person_id: person.id, role: grant.role })
      .whereRaw('organisation_id is not distinct from ?::uuid', [grant.organisation_id])
      .whereRaw(`daterange(starts_on, ends_on, '[)') && daterange(?::date, ?::date, '[)')`, [
        grant.starts_on,
        grant.ends_on,
      ])
      .first('id')
    if (same) return 'already'
    const id = newId()
    await ctx
      .db('role_grants')
      .insert({ id, person_id: person.id, ...grant, granted_by: actorId(ctx.actor), created_at: ctx.now })
    if (isBeyondCoordinators(grant.role)) await dropJoiningCards(ctx, person.id)
    await recordAudit(ctx, {
      action: 'people.grant-role',
      subject_kind: 'person',
      subject_id: person.id,
      after: { role_grant_id: id, ...grant },
    })
    return 'granted'
  })
}

export type EndRoleResult = 'ended' | 'already' | 'own-roles' | 'before-it-starts' | 'last-administrator'

/** From `ends_on` (today unless said) on the role is theirs no more. */
export async function endRole(ctx: Ctx, input: { role_grant_id: string; ends_on?: string }): Promise<EndRoleResult> {
  return inTransaction(ctx, async (ctx) => {
    const known = await findRoleGrant(ctx, input.role_grant_id)
    if (!known) throw new NotFound()
    if (isSelf(ctx.actor, known.person_id)) return 'own-roles'
    if (!canGrantRole(ctx.actor, known.role)) throw new Forbidden('You cannot end this role')
    await getPersonForUpdate(ctx, known.person_id)
    const grant = (await findRoleGrant(ctx, input.role_grant_id))!
    const ends_on = input.ends_on ?? today(ctx.now)
    if (grant.ends_on !== null && grant.ends_on <= ends_on) return 'already'
    if (ends_on < grant.starts_on) return 'before-it-starts'
    if (grant.role === 'administrator' && (await isLastAdministrator(ctx, grant.person_id))) return 'last-administrator'
    await ctx.db('role_grants').where({ id: grant.id }).update({ ends_on })
    await recordAudit(ctx, {
      action: 'people.end-role',
      subject_kind: 'person',
      subject_id: grant.person_id,
      before: {
        role_grant_id: grant.id,
        role: grant.role,
        organisation_id: grant.organisation_id,
        ends_on: grant.ends_on,
      },
      after: { ends_on },
    })
    return 'ended'
  })
}
