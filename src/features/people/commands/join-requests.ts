/** Asking to join the organisation that claims one's mail domain, and what its lead or a coordinator decides. */
import { newId } from '../../../lib/ids.ts'
import { emailDomain, normaliseEmail } from '../../../lib/text.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { findOrganisationByDomain } from '../../organisations/index.ts'
import { putJoinRequestDecided } from '../mails.ts'
import { canDecideJoinRequest } from '../policy.ts'
import { findJoinRequest } from '../queries/join-requests.ts'
import { isMember } from '../queries/memberships.ts'
import { getPersonForUpdate } from '../queries/people.ts'
import { addMembership } from './memberships.ts'
import { addPerson } from './people.ts'

export type AskToJoinResult = 'asked' | 'already-asked' | 'member' | 'no-organisation'

/** Asks on behalf of that person to join the organisation their address points to. */
export async function askToJoin(ctx: Ctx, personId: string): Promise<AskToJoinResult> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPersonForUpdate(ctx, personId)
    const organisation =
      person.email === null ? undefined : await findOrganisationByDomain(ctx, emailDomain(person.email))
    if (!organisation) return 'no-organisation'
    if (await isMember(ctx, personId, organisation.id)) return 'member'
    const wanted = { person_id: personId, organisation_id: organisation.id }
    if (
      await ctx
        .db('join_requests')
        .where({ ...wanted, decided_at: null })
        .first('id')
    )
      return 'already-asked'
    const id = newId()
    await ctx.db('join_requests').insert({ id, ...wanted, asked_at: ctx.now })
    await recordAudit(ctx, {
      action: 'people.ask-to-join',
      subject_kind: 'person',
      subject_id: personId,
      after: { join_request_id: id, organisation_id: organisation.id },
    })
    return 'asked'
  })
}

/** Whether somebody at this address may ask to join: a partner claims its domain. */
export const canRegister = async (ctx: Ctx, email: string): Promise<boolean> =>
  (await findOrganisationByDomain(ctx, emailDomain(normaliseEmail(email)))) !== undefined

export type RegisterPersonResult = 'registered' | 'known' | 'no-organisation'

/** Someone unknown at a claimed domain: known from now on, a member once the organisation's lead or a coordinator approves. */
export async function registerPerson(
  ctx: Ctx,
  input: { full_name: string; email: string },
): Promise<RegisterPersonResult> {
  return inTransaction(ctx, async (ctx) => {
    const email = normaliseEmail(input.email)
    if (await ctx.db('people').where({ email }).first('id')) return 'known'
    if (!(await canRegister(ctx, email))) return 'no-organisation'
    const added = await addPerson(ctx, { full_name: input.full_name, email, organisation_id: null })
    if (added.result === 'email-taken') return 'known'
    await askToJoin(ctx, added.id)
    return 'registered'
  })
}

export type DecideJoinRequestResult = 'approved' | 'declined' | 'already-decided'

/** The asker is told by mail. Another organisation's lead finds nothing here. */
export async function decideJoinRequest(
  ctx: Ctx,
  input: { join_request_id: string; decision: 'approved' | 'declined' },
): Promise<DecideJoinRequestResult> {
  return inTransaction(ctx, async (ctx) => {
    const known = await findJoinRequest(ctx, input.join_request_id)
    if (!known || !canDecideJoinRequest(ctx.actor, known.organisation_id)) throw new NotFound()
    const person = await getPersonForUpdate(ctx, known.person_id)
    const request = (await findJoinRequest(ctx, known.id))!
    if (request.decided_at) return 'already-decided'
    await ctx
      .db('join_requests')
      .where({ id: request.id })
      .update({ decided_at: ctx.now, decided_by: actorId(ctx.actor), decision: input.decision })
    await recordAudit(ctx, {
      action: `people.join-request-${input.decision}`,
      subject_kind: 'person',
      subject_id: person.id,
      after: { join_request_id: request.id, organisation_id: request.organisation_id, decision: input.decision },
    })
    if (input.decision === 'approved')
      await addMembership(ctx, { person_id: person.id, organisation_id: request.organisation_id })
    if (person.email !== null)
      await putJoinRequestDecided(ctx, { ...person, email: person.email }, request.organisation_name, input.decision)
    return input.decision
  })
}
