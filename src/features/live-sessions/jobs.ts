/** Reminders and offers that fall due, and needs that are forgotten once the session is over. */
import { recordAudit } from '../../platform/audit/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { inTransaction } from '../../platform/context.ts'
import { rows } from '../../platform/db/connect.ts'
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { endOffer, sweepPlaces } from './commands/offers.ts'
import { planReminders } from './commands/places.ts'
import { releasePlaces } from './commands/quotas.ts'
import type { Reminder } from './mails.ts'
import { remind } from './mails.ts'
import { findBooking, findCandidate, lockLiveSession } from './queries/recipients.ts'
import { reminderMoments } from './rules.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'live-sessions.remind-day': { subjectId: string }
    'live-sessions.remind-hour': { subjectId: string }
    'live-sessions.forget-needs': Record<string, never>
    'live-sessions.end-offer': { subjectId: string }
    'live-sessions.release-places': { subjectId: string }
    'live-sessions.sweep-places': Record<string, never>
  }
}

export const liveSessionJobs: JobHandlers = {
  'live-sessions.remind-day': (ctx, { subjectId }) => remindOf(ctx, 'reminder-day', subjectId),
  'live-sessions.remind-hour': (ctx, { subjectId }) => remindOf(ctx, 'reminder-hour', subjectId),
  'live-sessions.forget-needs': forgetNeeds,
  'live-sessions.end-offer': (ctx, { subjectId }) => endOffer(ctx, subjectId),
  'live-sessions.release-places': (ctx, { subjectId }) => releasePlaces(ctx, subjectId),
  'live-sessions.sweep-places': sweepPlaces,
}

export const liveSessionRegularJobs: RegularJob[] = [
  ['live-sessions.forget-needs', '17 2 * * *'],
  ['live-sessions.sweep-places', '*/5 * * * *'],
]

/** Asks the facts anew: the place may be gone, or the session moved, since the plan fell due. */
async function remindOf(ctx: Ctx, reminder: Reminder, bookingId: string): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      const found = await findBooking(ctx, bookingId)
      if (!found) return
      const session = await lockLiveSession(ctx, found.live_session_id)
      const booking = await findBooking(ctx, bookingId)
      const person = await findCandidate(ctx, session.id, found.person_id)
      if (!booking?.booked_at || booking.cancelled_at || session.cancelled_at || !person) return
      const dueAt = (part: { starts_at: Date }) =>
        reminderMoments(part.starts_at)[reminder === 'reminder-day' ? 'day' : 'hour']
      for (const part of session.parts)
        if (dueAt(part) <= ctx.now && ctx.now < part.starts_at)
          await remind(ctx, reminder, { session, part, person, place: booking })
      await planReminders(ctx, session, booking.id)
    },
    { ownAudit: true },
  )
}

/** What people said they need is nobody's business once the session has ended. */
async function forgetNeeds(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const forgotten = await rows<{ live_session_id: string; count: number }>(
      ctx.db,
      `with gone as (
         delete from booking_needs n using bookings b, live_session_parts p
         where b.id = n.booking_id and p.live_session_id = b.live_session_id
           and not exists (select from live_session_parts later
                           where later.live_session_id = b.live_session_id and later.ends_at > :now)
         returning n.booking_id)
       select b.live_session_id, count(*) as count from bookings b
       where b.id in (select booking_id from gone) group by b.live_session_id`,
      { now: ctx.now },
    )
    for (const { live_session_id, count } of forgotten)
      await recordAudit(ctx, {
        action: 'live-sessions.forget-needs',
        subject_kind: 'live session',
        subject_id: live_session_id,
        after: { forgotten: count },
      })
  })
}
