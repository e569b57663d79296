/** Where people belong: from a day, until a day. */
import { newId } from '../../../lib/ids.ts'
import { dayStart, today } from '../../../lib/time.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import { putPlan } from '../../../platform/jobs/plans.ts'
import { findMembership } from '../queries/memberships.ts'
import { getPersonForUpdate } from '../queries/people.ts'

export interface NewMembership {
  person_id: string
  organisation_id: string
  job_title?: string | null
  /** Today unless said. */
  starts_on?: string
}

export type AddMembershipResult = { result: 'added'; id: string } | { result: 'already'; id: string }

/** 'already': they are a member from that day on, or will be during it. */
export async function addMembership(ctx: Ctx, input: NewMembership): Promise<AddMembershipResult> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPersonForUpdate(ctx, input.person_id)
    const starts_on = input.starts_on ?? today(ctx.now)
    const overlapping = await ctx
      .db('memberships')
      .where({ person_id: person.id, organisation_id: input.organisation_id })
      .whereRaw(`daterange(starts_on, ends_on, '[)') && daterange(?::date, null, '[)')`, [starts_on])
      .first('id')
    if (overlapping) return { result: 'already', id: overlapping.id }
    const id = newId()
    const membership = { organisation_id: input.organisation_id, job_title: input.job_title || null, starts_on }
    await ctx.db('memberships').insert({ id, person_id: person.id, ...membership, created_at: ctx.now })
    await recordAudit(ctx, {
      action: 'people.add-membership',
      subject_kind: 'person',
      subject_id: person.id,
      after: { membership_id: id, ...membership },
    })
    return { result: 'added', id }
  })
}

export type EndMembershipResult = 'ended' | 'already' | 'before-it-starts'

/** From `ends_on` (today unless said) on they are no member, and no lead of that organisation; its other leads hear of it then. */
export async function endMembership(
  ctx: Ctx,
  input: { membership_id: string; ends_on?: string; tells_nobody?: boolean },
): Promise<EndMembershipResult> {
  return inTransaction(ctx, async (ctx) => {
    const known = await findMembership(ctx, input.membership_id)
    if (!known) throw new NotFound()
    await getPersonForUpdate(ctx, known.person_id)
    const membership = (await findMembership(ctx, input.membership_id))!
    const ends_on = input.ends_on ?? today(ctx.now)
    if (membership.ends_on !== null && membership.ends_on <= ends_on) return 'already'
    if (ends_on < membership.starts_on) return 'before-it-starts'
    await ctx.db('memberships').where({ id: membership.id }).update({ ends_on })
    await ctx.db('membership_ends').insert({ membership_id: membership.id, ends_on, recorded_at: ctx.now })
    await recordAudit(ctx, {
      action: 'people.end-membership',
      subject_kind: 'person',
      subject_id: membership.person_id,
      before: {
        membership_id: membership.id,
        organisation_id: membership.organisation_id,
        ends_on: membership.ends_on,
      },
      after: { ends_on },
    })
    if (!input.tells_nobody)
      await putPlan(ctx, 'roster.tell-of-leaver', membership.id, laterOf(ctx.now, dayStart(ends_on)))
    await endLead(ctx, membership.person_id, membership.organisation_id, ends_on)
    return 'ended'
  })
}

const laterOf = (one: Date, other: Date) => (one > other ? one : other)

/** A lead who leaves stops seeing the organisation's people on the same day. */
async function endLead(ctx: Ctx, personId: string, organisationId: string, endsOn: string): Promise<void> {
  const ended = await rows<{ id: string; ends_on: string }>(
    ctx.db,
    `update role_grants set ends_on = greatest(starts_on, :on::date)
     where person_id = :person and organisation_id = :organisation and role = 'lead'
       and (ends_on is null or ends_on > :on) returning id, ends_on`,
    { person: personId, organisation: organisationId, on: endsOn },
  )
  for (const grant of ended)
    await recordAudit(ctx, {
      action: 'people.end-role',
      subject_kind: 'person',
      subject_id: personId,
      before: { role_grant_id: grant.id, role: 'lead', organisation_id: organisationId },
      after: { ends_on: grant.ends_on },
      reason: 'No longer a member of the organisation',
    })
}
