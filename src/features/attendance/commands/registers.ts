/** What trainers say of attendance: marks, the closing of a register, corrections. Facts are only added. */
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Forbidden } from '../../../platform/errors.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import { canMark } from '../policy.ts'
import type { RegisterRow } from '../queries/registers.ts'
import { getRegisterPart, isRegisterClosed, listRegister } from '../queries/registers.ts'
import type { Mark } from '../rules/marks.ts'
import type { PersonMark } from './marks.ts'
import { insertMarks, lockRegister } from './marks.ts'
import { planTelling } from './telling.ts'

export type SaveMarksResult = { result: 'saved'; changed: number } | { result: 'closed' }

/**
 * Writes a new row for each mark that differs from the one that counts now. The caller passes only what its page changed,
 * so that nobody's other marks are touched; people who are not on the register are left out, and so is whoever marks.
 * `seen_at`: when that page was made, so that what others marked since can be listed as said otherwise.
 */
export async function saveMarks(
  ctx: Ctx,
  input: { part_id: string; marks: PersonMark[]; seen_at?: Date | null },
): Promise<SaveMarksResult> {
  const marks = input.marks.filter(({ person_id }) => canMark(ctx.actor, person_id))
  if (marks.length === 0) return { result: 'saved', changed: 0 }
  return inTransaction(
    ctx,
    async (ctx) => {
      await lockRegister(ctx, input.part_id, 'shared')
      if (await isRegisterClosed(ctx, input.part_id)) return { result: 'closed' }
      return {
        result: 'saved',
        changed: await insertMarks(ctx, input.part_id, marks, { seen_at: input.seen_at ?? null }),
      }
    },
    { ownAudit: true },
  )
}

export type CloseRegisterResult =
  | { result: 'closed'; people: number }
  | { result: 'already-closed' | 'too-early' | 'cancelled' }
  | { result: 'unmarked'; unmarked: RegisterRow[] }

/**
 * Closes for good. Whoever has no mark is marked absent if the trainer says so, themselves among them; otherwise nothing
 * is closed.
 */
export async function closeRegister(
  ctx: Ctx,
  input: { part_id: string; rest_absent: boolean },
): Promise<CloseRegisterResult> {
  const closed_by = actorId(ctx.actor)
  if (closed_by === null) throw new Forbidden('Only a person can close a register')
  return inTransaction(ctx, async (ctx) => {
    await lockRegister(ctx, input.part_id, 'alone')
    const part = await getRegisterPart(ctx, input.part_id)
    if (part.cancelled_at) return { result: 'cancelled' }
    if (part.closed_at) return { result: 'already-closed' }
    if (part.starts_at > ctx.now) return { result: 'too-early' }
    const register = await listRegister(ctx, input.part_id)
    const unmarked = register.filter((one) => one.mark === null)
    if (unmarked.length > 0 && !input.rest_absent) return { result: 'unmarked', unmarked }
    const absent = unmarked.map(({ person_id }) => ({ person_id, mark: 'absent' as const, minutes: null }))
    await insertMarks(ctx, input.part_id, absent)
    await ctx.db('registers').insert({
      live_session_part_id: input.part_id,
      closed_at: ctx.now,
      closed_by,
    })
    await recordAudit(ctx, {
      action: 'attendance.close-register',
      subject_kind: 'register',
      subject_id: input.part_id,
      after: { live_session_id: part.live_session_id, people: register.length, marked_absent: unmarked.length },
    })
    for (const { person_id } of register) await askForCertificate(ctx, person_id)
    if (register.length > 0) await planTelling(ctx, input.part_id)
    return { result: 'closed', people: register.length }
  })
}

export interface CorrectionInput {
  part_id: string
  person_id: string
  mark: Mark
  minutes: number | null
  reason: string
}

/** A new mark on a closed register, with its reason; what it means for a certificate is asked again. */
export async function recordCorrection(
  ctx: Ctx,
  input: CorrectionInput,
): Promise<'recorded' | 'unchanged' | 'not-closed' | 'not-on-register' | 'own-mark'> {
  if (!canMark(ctx.actor, input.person_id)) return 'own-mark'
  return inTransaction(ctx, async (ctx) => {
    await lockRegister(ctx, input.part_id, 'alone')
    const part = await getRegisterPart(ctx, input.part_id)
    if (!part.closed_at) return 'not-closed'
    const before = (await listRegister(ctx, input.part_id)).find((one) => one.person_id === input.person_id)
    if (!before) return 'not-on-register'
    if ((await insertMarks(ctx, input.part_id, [input])) === 0) return 'unchanged'
    await recordAudit(ctx, {
      action: 'attendance.correct',
      subject_kind: 'person',
      subject_id: input.person_id,
      before: { part_id: input.part_id, mark: before.mark, minutes: before.minutes },
      after: { part_id: input.part_id, mark: input.mark, minutes: input.minutes },
      reason: input.reason,
    })
    await askForCertificate(ctx, input.person_id)
    return 'recorded'
  })
}

/** News for a later room: what this person has attended may complete their course now, or no longer. */
const askForCertificate = (ctx: Ctx, personId: string) =>
  putJob(ctx, 'certification.check', { personId }, { key: `certification.check ${personId}` })
