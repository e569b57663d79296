/** Records what a person was told of a session's times and place, where it is told; and forgets it when it is taken back. */
import type { Ctx } from '../../../platform/context.ts'
import type { HeldSession } from '../queries/recipients.ts'

/** The mail that goes out in this transaction says how the session stands now. */
export async function recordTold(ctx: Ctx, session: HeldSession, bookingId: string): Promise<void> {
  await forgetTold(ctx, [bookingId])
  await ctx.db('told_parts').insert(
    session.parts.map(({ id, position, starts_at, ends_at }) => ({
      booking_id: bookingId,
      live_session_part_id: id,
      position,
      starts_at,
      ends_at,
      mode: session.mode,
      place: session.place,
    })),
  )
}

/** The mail that goes out takes it all back: nothing stands in their calendar. */
export async function forgetTold(ctx: Ctx, bookingIds: string[]): Promise<void> {
  await ctx.db('told_parts').whereIn('booking_id', bookingIds).delete()
}
