/** Passwords of trainers, coordinators and administrators. */
import { normaliseEmail } from '../../../lib/text.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { hasRole } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { findActor, findPersonByEmail } from '../../people/index.ts'
import { hashPassword, isPassword } from '../argon2.ts'
import { mailPasswordSet } from '../mails.ts'
import { isFresh, passwordFault } from '../rules.ts'
import { endSessions } from './devices.ts'

const mayHavePassword = (actor: PersonActor) => hasRole(actor, 'trainer', 'coordinator', 'administrator')

// An unknown address asks the database as often as a known one.
const nobodysId = '00000000-0000-0000-0000-000000000000'

/** The id of the person with this address and password; null otherwise, after the same work. */
export async function findPersonByPassword(ctx: Ctx, email: string, password: string): Promise<string | null> {
  const person = await findPersonByEmail(ctx, normaliseEmail(email))
  const stored = await ctx
    .db('passwords')
    .where({ person_id: person?.id ?? nobodysId })
    .first('hash')
  const isRight = await isPassword(stored?.hash, password)
  if (!isRight || !person) return null
  const actor = await findActor(ctx, person.id)
  return actor && mayHavePassword(actor) ? person.id : null
}

export const hasPassword = async (ctx: Ctx, personId: string): Promise<boolean> =>
  (await ctx.db('passwords').where({ person_id: personId }).first('person_id')) !== undefined

type SetPasswordResult =
  { result: 'set' } | { result: 'refused'; fault: string } | { result: 'not-proved' } | { result: 'another-password' }

/**
 * Sets the acting person's password, ends their other sessions and tells them by mail. Who did not sign in just now proves
 * with the password they have that they are the one at the keyboard.
 */
export async function setPassword(
  ctx: Ctx,
  input: { password: string; current_password: string; signed_in_at: number | undefined; current_sid: string },
): Promise<SetPasswordResult> {
  const { actor } = ctx
  if (actor.kind !== 'person' || !mayHavePassword(actor))
    return { result: 'refused', fault: 'You cannot set a password' }
  if (!isFresh(input.signed_in_at, ctx.now)) {
    const stored = await ctx.db('passwords').where({ person_id: actor.id }).first('hash')
    if (!stored) return { result: 'not-proved' }
    if (!(await isPassword(stored.hash, input.current_password))) return { result: 'another-password' }
  }
  const fault = passwordFault(input.password, [actor.full_name, actor.email ?? ''])
  if (fault) return { result: 'refused', fault }
  const hash = await hashPassword(input.password)
  await inTransaction(ctx, async (ctx) => {
    await ctx.db('passwords').insert({ person_id: actor.id, hash, set_at: ctx.now }).onConflict('person_id').merge()
    await endSessions(ctx, actor.id, { except: input.current_sid })
    await recordAudit(ctx, { action: 'sign-in.set-password', subject_kind: 'person', subject_id: actor.id })
    if (actor.email) await mailPasswordSet(ctx, { ...actor, email: actor.email })
  })
  return { result: 'set' }
}
