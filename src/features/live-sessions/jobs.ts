/** Reminders and offers that fall due, and needs that are forgotten once the session is over. */
import { recordAudit } from '../../platform/audit/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { inTransaction } from '../../platform/context.ts'
import { rows } from '../../platform/db/connect.ts'
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { sendChanges } from './commands/changes.ts'
import { endOffer, sweepPlaces } from './commands/offers.ts'
import { releasePlaces } from './commands/quotas.ts'
import { sendReminder } from './commands/reminders.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'live-sessions.remind-7-days': { subjectId: string }
    'live-sessions.remind-3-days': { subjectId: string }
    'live-sessions.remind-day': { subjectId: string }
    'live-sessions.remind-2-hours': { subjectId: string }
    'live-sessions.remind-hour': { subjectId: string }
    'live-sessions.remind-15-minutes': { subjectId: string }
    'live-sessions.forget-needs': Record<string, never>
    'live-sessions.end-offer': { subjectId: string }
    'live-sessions.send-changes': { subjectId: string }
    'live-sessions.release-places': { subjectId: string }
    'live-sessions.sweep-places': Record<string, never>
  }
}

export const liveSessionJobs: JobHandlers = {
  'live-sessions.remind-7-days': (ctx, { subjectId }) => sendReminder(ctx, '7 days', subjectId),
  'live-sessions.remind-3-days': (ctx, { subjectId }) => sendReminder(ctx, '3 days', subjectId),
  'live-sessions.remind-day': (ctx, { subjectId }) => sendReminder(ctx, '1 day', subjectId),
  'live-sessions.remind-2-hours': (ctx, { subjectId }) => sendReminder(ctx, '2 hours', subjectId),
  'live-sessions.remind-hour': (ctx, { subjectId }) => sendReminder(ctx, '1 hour', subjectId),
  'live-sessions.remind-15-minutes': (ctx, { subjectId }) => sendReminder(ctx, '15 minutes', subjectId),
  'live-sessions.forget-needs': forgetNeeds,
  'live-sessions.end-offer': (ctx, { subjectId }) => endOffer(ctx, subjectId),
  'live-sessions.send-changes': async (ctx, { subjectId }) => void (await sendChanges(ctx, { id: subjectId })),
  'live-sessions.release-places': (ctx, { subjectId }) => releasePlaces(ctx, subjectId),
  'live-sessions.sweep-places': sweepPlaces,
}

export const liveSessionRegularJobs: RegularJob[] = [
  ['live-sessions.forget-needs', '17 2 * * *'],
  ['live-sessions.sweep-places', '*/5 * * * *'],
]

/** What people said they need is nobody's business once the session has ended. */
async function forgetNeeds(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const forgotten = await rows<{ live_session_id: string; count: number }>(
      ctx.db,
      `with gone as (
         delete from booking_needs n using bookings b, live_session_parts p
         where b.id = n.booking_id and p.live_session_id = b.live_session_id
           and not exists (select from live_sessions s where s.id = b.live_session_id and s.is_postponed)
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
