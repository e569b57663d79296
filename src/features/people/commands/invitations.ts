/** Invites people, and notes when they come. */
import { hashSecret } from '../../../lib/codes.ts'
import { newId, newSecret } from '../../../lib/ids.ts'
import { addDays, dayEnd, today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import { putInvitation } from '../mails.ts'
import { getPersonForUpdate } from '../queries/people.ts'
import { invitationDays } from '../rules/people.ts'

export type InvitePersonResult =
  { result: 'invited'; invitation_id: string } | { result: 'no-address' } | { result: 'disabled' }

export interface InviteOptions {
  /** The newest invitation the asker saw (null: none): if there is a newer one, nothing more is sent. */
  seen?: string | null
  /** One of many: the mail lets others overtake it. */
  bulk?: boolean
}

/** A new invitation takes the place of the one that is open. */
export async function invitePerson(
  ctx: Ctx,
  personId: string,
  options: InviteOptions = {},
): Promise<InvitePersonResult> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPersonForUpdate(ctx, personId)
    if (person.disabled_at) return { result: 'disabled' }
    if (person.email === null) return { result: 'no-address' }
    if (options.seen !== undefined) {
      const newest = await ctx
        .db('invitations')
        .where({ person_id: personId })
        .orderBy([
          { column: 'invited_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .first('id')
      if (newest && newest.id !== options.seen) return { result: 'invited', invitation_id: newest.id }
    }
    const superseded = await ctx
      .db('invitations')
      .where({ person_id: personId, superseded_at: null, accepted_at: null })
      .update({ superseded_at: ctx.now })
      .returning('id')
    const id = newId()
    const token = newSecret()
    const expires_at = dayEnd(addDays(today(ctx.now), invitationDays))
    const mailId = await putInvitation(
      ctx,
      { ...person, email: person.email },
      token,
      expires_at,
      options.bulk ?? false,
    )
    await ctx.db('invitations').insert({
      id,
      person_id: personId,
      token_hash: hashSecret(token),
      mail_id: mailId,
      invited_by: actorId(ctx.actor),
      invited_at: ctx.now,
      expires_at,
    })
    await recordAudit(ctx, {
      action: 'people.invite',
      subject_kind: 'person',
      subject_id: personId,
      after: { invitation_id: id, superseded_invitation_id: superseded[0]?.id ?? null },
    })
    return { result: 'invited', invitation_id: id }
  })
}

/**
 * Called when somebody signs in, whichever way they came: their newest invitation has done its work, even where it was
 * ended meanwhile (their address changed and they came by the new one).
 */
export async function acceptInvitation(ctx: Ctx, personId: string): Promise<void> {
  const findNewest = (ctx: Ctx) =>
    ctx
      .db('invitations')
      .where({ person_id: personId })
      .orderBy([
        { column: 'invited_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .first('id', 'accepted_at')
  // Most sign-ins have none waiting: they open no transaction.
  const seen = await findNewest(ctx)
  if (!seen || seen.accepted_at) return
  await inTransaction(ctx, async (ctx) => {
    await getPersonForUpdate(ctx, personId)
    const newest = await findNewest(ctx)
    if (!newest || newest.accepted_at) return
    await ctx.db('invitations').where({ id: newest.id }).update({ accepted_at: ctx.now })
    await recordAudit(ctx, {
      action: 'people.accept-invitation',
      subject_kind: 'person',
      subject_id: personId,
      after: { invitation_id: newest.id },
    })
  })
}

/**
 * Has those of the people who can be invited invited by a job, and says how many that is. Whoever gets an invitation in
 * the meantime is left out, so asking twice sends once.
 */
export async function invitePeople(ctx: Ctx, personIds: string[]): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const found = await ctx
      .db('people')
      .whereRaw('id = any(?::uuid[])', [personIds])
      .whereNull('disabled_at')
      .whereNotNull('email')
      .orderByRaw('lower(full_name), id')
      .select('id')
    if (found.length === 0) return 0
    const ids = found.map(({ id }) => id)
    for (let start = 0; start < ids.length; start += atOnce)
      await putJob(
        ctx,
        'people.invite',
        { personIds: ids.slice(start, start + atOnce), askedBy: actorId(ctx.actor), askedAt: ctx.now.toISOString() },
        { priority: 5 },
      )
    await recordAudit(ctx, {
      action: 'people.invite-many',
      subject_kind: 'people',
      subject_id: null,
      after: { count: ids.length },
    })
    return ids.length
  })
}

const atOnce = 100
