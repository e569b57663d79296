/** Signed-in devices: web sessions of a person, listed and ended. */
import { createHash } from 'node:crypto'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

export interface Device {
  /** A name for the session that is no secret: the session's own id would sign anyone in. */
  device: string
  sid: string
  user_agent: string
  signed_in_at: Date
}

const nameOf = (sid: string) => createHash('sha256').update(sid).digest().subarray(0, 16).toString('base64url')

export async function listDevices(ctx: Ctx, personId: string): Promise<Device[]> {
  const found = await rows<{ sid: string; user_agent: string | null; signed_in_at: string; signed_in_until: string }>(
    ctx.db,
    `select sid, sess ->> 'user_agent' as user_agent, sess ->> 'signed_in_at' as signed_in_at,
       sess ->> 'signed_in_until' as signed_in_until
     from web_sessions where sess -> 'passport' ->> 'user' = ? order by (sess ->> 'signed_in_at')::bigint desc`,
    [personId],
  )
  return found
    .filter((one) => Number(one.signed_in_until) > ctx.now.getTime())
    .map((one) => ({
      device: nameOf(one.sid),
      sid: one.sid,
      user_agent: one.user_agent ?? '',
      signed_in_at: new Date(Number(one.signed_in_at)),
    }))
}

/** Ends one of the person's own sessions; false if they have no such session. */
export async function endDevice(ctx: Ctx, personId: string, device: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const found = (await listDevices(ctx, personId)).find((one) => one.device === device)
    if (!found) return false
    await ctx.db('web_sessions').where({ sid: found.sid }).delete()
    await recordAudit(ctx, { action: 'sign-in.end-device', subject_kind: 'person', subject_id: personId })
    return true
  })
}

/** Signs the person out everywhere. */
export async function endAllDevices(ctx: Ctx, personId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await endSessions(ctx, personId)
    await recordAudit(ctx, { action: 'sign-in.end-all-devices', subject_kind: 'person', subject_id: personId })
  })
}

/** Ends the sessions that began at that moment or earlier; whoever signs in afterwards, by the new way, stays. */
export async function endSessionsBefore(ctx: Ctx, personId: string, moment: Date): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      await ctx
        .db('web_sessions')
        .whereRaw(`sess -> 'passport' ->> 'user' = ? and (sess ->> 'signed_in_at')::bigint <= ?`, [
          personId,
          moment.getTime(),
        ])
        .delete()
    },
    // The change that caused it has its row.
    { ownAudit: true },
  )
}

/** Deletes a person's web sessions, within the caller's transaction. */
export async function endSessions(ctx: Ctx, personId: string, { except }: { except?: string } = {}): Promise<void> {
  await ctx
    .db('web_sessions')
    .whereRaw(`sess -> 'passport' ->> 'user' = ?`, [personId])
    .whereNot({ sid: except ?? '' })
    .delete()
}
