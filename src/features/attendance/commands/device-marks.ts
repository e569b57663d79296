/** Marks as a device sends them, at once or hours later: each is kept once with its own time, or refused with a word. */
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { Forbidden } from '../../../platform/errors.ts'
import { canMark } from '../policy.ts'
import type { RegisterRow } from '../queries/registers.ts'
import { getRegisterPart, listRegister } from '../queries/registers.ts'
import type { Marked } from '../rules/marks.ts'
import { isMarkable, lengthOf, needsMinutes } from '../rules/marks.ts'
import { markedAtOf } from '../rules/merging.ts'
import { insertMarks, lockRegister } from './marks.ts'

export interface DeviceMark extends Marked {
  mark_id: string
  person_id: string
  /** Why, where a rule had given another mark. */
  reason: string | null
  /** By the device's clock, as is `sent_at`. */
  marked_at: Date
  /** By ours: what the device had been told by then. */
  seen_at: Date
}

export type Refusal = 'closed' | 'not-open' | 'not-on-register' | 'own-mark' | 'minutes'

export interface SaveDeviceMarksResult {
  /** Kept, now or by a former try whose answer was lost. */
  kept: string[]
  refused: { mark: DeviceMark; why: Refusal }[]
}

export async function saveDeviceMarks(
  ctx: Ctx,
  input: { part_id: string; device_id: string; sent_at: Date; marks: DeviceMark[] },
): Promise<SaveDeviceMarksResult> {
  const recorded_by = actorId(ctx.actor)
  if (recorded_by === null) throw new Forbidden('Only a person can mark')
  return inTransaction(
    ctx,
    async (ctx) => {
      await lockRegister(ctx, input.part_id, 'shared')
      const part = await getRegisterPart(ctx, input.part_id)
      const known = await listKnown(ctx, input)
      const register = new Map((await listRegister(ctx, part.part_id)).map((row) => [row.person_id, row]))
      const result: SaveDeviceMarksResult = { kept: [...known], refused: [] }
      const taken: DeviceMark[] = []
      for (const mark of input.marks) {
        if (known.has(mark.mark_id)) continue
        const why: Refusal | null = part.closed_at
          ? 'closed'
          : isMarkable(part, ctx.now)
            ? refusalOf(ctx, mark, register.get(mark.person_id), lengthOf(part))
            : 'not-open'
        if (why) result.refused.push({ mark, why })
        else taken.push(mark)
      }
      if (taken.length > 0)
        await ctx
          .db('evidence')
          .insert(
            taken.map(({ mark_id, person_id, mark, minutes, reason, ...of }) => ({
              ...{ live_session_part_id: part.part_id, person_id, kind: 'trainer mark', mark, minutes },
              reason: reason ?? (register.get(person_id)!.is_ruled ? 'Marked on a device' : null),
              ...{ recorded_by, recorded_at: ctx.now, mark_id, device_id: input.device_id },
              marked_at: markedAtOf({ marked_at: of.marked_at, sent_at: input.sent_at }, part, ctx.now),
              seen_at: of.seen_at > ctx.now ? ctx.now : of.seen_at,
            })),
          )
          .onConflict(ctx.db.raw('(mark_id) where mark_id is not null'))
          .ignore()
      result.kept.push(...taken.map((one) => one.mark_id))
      return result
    },
    { ownAudit: true },
  )
}

/** Which of them this register has from this person already. */
async function listKnown(ctx: Ctx, input: { part_id: string; marks: DeviceMark[] }): Promise<Set<string>> {
  const found = await rows<{ mark_id: string }>(
    ctx.db,
    `select mark_id from evidence
     where mark_id = any(:ids::uuid[]) and live_session_part_id = :partId and recorded_by = :by`,
    { ids: input.marks.map((one) => one.mark_id), partId: input.part_id, by: actorId(ctx.actor) },
  )
  return new Set(found.map((one) => one.mark_id))
}

function refusalOf(ctx: Ctx, mark: DeviceMark, row: RegisterRow | undefined, lengthMinutes: number): Refusal | null {
  if (!canMark(ctx.actor, mark.person_id)) return 'own-mark'
  if (!row) return 'not-on-register'
  if (!needsMinutes(mark.mark)) return mark.minutes === null ? null : 'minutes'
  return mark.minutes === null || mark.minutes > lengthMinutes ? 'minutes' : null
}

/** Says which of two devices is right. A new mark, even if it is the one that counts: whoever gives it has seen both. */
export async function settleMark(
  ctx: Ctx,
  input: { part_id: string; person_id: string } & Marked,
): Promise<'settled' | 'closed' | 'own-mark'> {
  if (!canMark(ctx.actor, input.person_id)) return 'own-mark'
  return inTransaction(ctx, async (ctx) => {
    await lockRegister(ctx, input.part_id, 'shared')
    const part = await getRegisterPart(ctx, input.part_id)
    if (part.closed_at || part.cancelled_at) return 'closed'
    const { mark, minutes, person_id } = input
    const settled = { person_id, mark, minutes, reason: 'Two devices said otherwise' }
    await insertMarks(ctx, input.part_id, [settled], { even_same: true })
    await recordAudit(ctx, {
      action: 'attendance.settle-mark',
      subject_kind: 'person',
      subject_id: person_id,
      after: { part_id: input.part_id, mark, minutes },
    })
    return 'settled'
  })
}
