/** What trainers say of attendance: marks, the closing of a register, corrections. Facts are only added. */
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { Forbidden } from '../../../platform/errors.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import type { RegisterRow } from '../queries/registers.ts'
import { getRegisterPart, isRegisterClosed, listRegister } from '../queries/registers.ts'
import type { Mark, Marked } from '../rules/marks.ts'

/** A closing waits for marks that are being saved, and marks for a closing; two who mark do not wait for each other. */
const lockRegister = (ctx: Ctx, partId: string, how: 'shared' | 'alone') =>
  ctx.db.raw(
    `select pg_advisory_xact_lock${how === 'shared' ? '_shared' : ''}(hashtextextended('register ' || ?, 0))`,
    [partId],
  )

export interface PersonMark extends Marked {
  person_id: string
}

export type SaveMarksResult = { result: 'saved'; changed: number } | { result: 'closed' }

/**
 * Writes a new row for each mark that differs from the one that counts now. The caller passes only what its page changed,
 * so that nobody's other marks are touched; people who are not on the register are left out.
 */
export async function saveMarks(ctx: Ctx, input: { part_id: string; marks: PersonMark[] }): Promise<SaveMarksResult> {
  if (input.marks.length === 0) return { result: 'saved', changed: 0 }
  return inTransaction(
    ctx,
    async (ctx) => {
      await lockRegister(ctx, input.part_id, 'shared')
      if (await isRegisterClosed(ctx, input.part_id)) return { result: 'closed' }
      return { result: 'saved', changed: await insertMarks(ctx, input.part_id, input.marks, null) }
    },
    { ownAudit: true },
  )
}

async function insertMarks(ctx: Ctx, partId: string, marks: PersonMark[], reason: string | null): Promise<number> {
  const inserted = await rows(
    ctx.db,
    `insert into evidence (live_session_part_id, person_id, kind, mark, minutes, reason, recorded_by, recorded_at)
     select lp.id, t.person_id, 'trainer mark', t.mark, t.minutes, :reason, :by, :now
     from unnest(:people::uuid[], :marks::text[], :minutes::int[]) as t (person_id, mark, minutes)
     join live_session_parts lp on lp.id = :partId
     join bookings b on b.live_session_id = lp.live_session_id and b.person_id = t.person_id
       and b.cancelled_at is null and b.booked_at is not null
     left join lateral (
       select e.mark, e.minutes from evidence e
       where e.live_session_part_id = lp.id and e.person_id = t.person_id and e.kind = 'trainer mark'
       order by e.id desc limit 1) last on true
     where (last.mark, last.minutes) is distinct from (t.mark, t.minutes)
     returning id`,
    {
      partId,
      people: marks.map((one) => one.person_id),
      marks: marks.map((one) => one.mark),
      minutes: marks.map((one) => one.minutes),
      reason,
      by: actorId(ctx.actor),
      now: ctx.now,
    },
  )
  return inserted.length
}

export type CloseRegisterResult =
  | { result: 'closed'; people: number }
  | { result: 'already-closed' | 'too-early' | 'cancelled' }
  | { result: 'unmarked'; unmarked: RegisterRow[] }

/** Closes for good. Whoever has no mark is marked absent if the trainer says so; otherwise nothing is closed. */
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
    await insertMarks(ctx, input.part_id, absent, null)
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
): Promise<'recorded' | 'unchanged' | 'not-closed' | 'not-on-register'> {
  return inTransaction(ctx, async (ctx) => {
    await lockRegister(ctx, input.part_id, 'alone')
    const part = await getRegisterPart(ctx, input.part_id)
    if (!part.closed_at) return 'not-closed'
    const before = (await listRegister(ctx, input.part_id)).find((one) => one.person_id === input.person_id)
    if (!before) return 'not-on-register'
    if ((await insertMarks(ctx, input.part_id, [input], input.reason)) === 0) return 'unchanged'
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
