/** Puts somebody nobody knows yet on a register: the person, their place, what they agreed to, and their way in. */
import { emailDomain } from '../../../lib/text.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Forbidden } from '../../../platform/errors.ts'
import type { AddWalkInResult } from '../../live-sessions/index.ts'
import { addWalkIn } from '../../live-sessions/index.ts'
import { findOrganisationByDomain } from '../../organisations/index.ts'
import { addPerson, invitePerson } from '../../people/index.ts'

export interface NewWalkIn {
  part_id: string
  live_session_id: string
  full_name: string
  email: string
  /** Null: the one their address belongs to, if any. */
  organisation_id: string | null
  /** The sentence that was ticked. */
  consent_words: string
}

/** All or nothing: nobody is kept on record without their place and what they agreed to. */
export async function addNewWalkIn(ctx: Ctx, input: NewWalkIn): Promise<AddWalkInResult | { result: 'email-taken' }> {
  const recorded_by = actorId(ctx.actor)
  if (recorded_by === null) throw new Forbidden('Only a person can hear somebody agree')
  const { part_id, live_session_id, full_name, email, consent_words } = input
  const organisation_id = input.organisation_id ?? (await findOrganisationByDomain(ctx, emailDomain(email)))?.id ?? null
  return inTransaction(ctx, async (ctx) => {
    const added = await addPerson(ctx, { full_name, email, organisation_id })
    if (added.result === 'email-taken') return { result: 'email-taken' }
    await ctx.db('walk_in_consents').insert({
      person_id: added.id,
      live_session_part_id: part_id,
      words: consent_words,
      recorded_by,
      recorded_at: ctx.now,
    })
    await recordAudit(ctx, {
      action: 'attendance.record-consent',
      subject_kind: 'person',
      subject_id: added.id,
      after: { part_id, words: consent_words },
    })
    await invitePerson(ctx, added.id)
    return addWalkIn(ctx, { live_session_id, person_id: added.id })
  })
}
