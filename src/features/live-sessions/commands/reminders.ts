/** The reminders of a session: chosen by who keeps it, planned for each booking, sent when due. Callers of the first two hold the lock. */
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { PlanKind } from '../../../platform/jobs/plans.ts'
import { dropPlan, putPlan, recallPlan } from '../../../platform/jobs/plans.ts'
import { dropMail } from '../../../platform/mail/put.ts'
import { remind, reminderKey } from '../mails.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import type { HeldSession } from '../queries/recipients.ts'
import { findBooking, findCandidate, listOpenBookings, lockLiveSession } from '../queries/recipients.ts'
import type { Reminder } from '../reminder-times.ts'
import { fateOf, mostReminders, nextReminder, reminders, remindersBefore } from '../reminder-times.ts'
import { sendUnsent } from './changes.ts'

const planOf: Record<Reminder, PlanKind> = {
  '7 days': 'live-sessions.remind-7-days',
  '3 days': 'live-sessions.remind-3-days',
  '1 day': 'live-sessions.remind-day',
  '2 hours': 'live-sessions.remind-2-hours',
  '1 hour': 'live-sessions.remind-hour',
  '15 minutes': 'live-sessions.remind-15-minutes',
}

const laterDue = 'A later reminder is due'

/**
 * Plans each reminder of the next part it is ahead of; when that has fallen due, the one of the part after it is planned.
 * What the person was told at `toldAt` is not said again.
 */
export async function planReminders(
  ctx: Ctx,
  session: HeldSession,
  bookingId: string,
  toldAt: Date = ctx.now,
): Promise<void> {
  for (const reminder of session.reminders) {
    const due = nextReminder(reminder, session.parts, { now: ctx.now, toldAt })
    if (due) await putPlan(ctx, planOf[reminder], bookingId, due)
    else await dropPlan(ctx, planOf[reminder], bookingId, 'The session begins too soon')
  }
}

/** Drops what is planned, and what fell due for these parts but waits for the mail server. */
export async function dropReminders(
  ctx: Ctx,
  parts: { starts_at: Date }[],
  bookingId: string,
  reason: string,
): Promise<void> {
  await dropPlan(ctx, Object.values(planOf), bookingId, reason)
  const keys = reminders.flatMap((reminder) => parts.map((part) => reminderKey(reminder, bookingId, part.starts_at)))
  await dropMail(ctx, keys, reason)
}

/** Asks the facts anew: the place may be gone, the session moved, or a later reminder due, since the plan fell due. */
export async function sendReminder(ctx: Ctx, reminder: Reminder, bookingId: string): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      const found = await findBooking(ctx, bookingId)
      if (!found) return
      const session = await lockLiveSession(ctx, found.live_session_id)
      const booking = await findBooking(ctx, bookingId)
      const person = await findCandidate(ctx, session.id, found.person_id)
      if (!booking?.booked_at || booking.cancelled_at || session.cancelled_at || !person) return
      if (!session.reminders.includes(reminder)) return
      const moment = { now: ctx.now, toldAt: booking.booked_at }
      const fates = session.parts.map((part) => ({ part, fate: fateOf(reminder, session.reminders, part, moment) }))
      const due = fates.filter(({ fate }) => fate === 'send')
      // Nobody is reminded of what they were not told.
      if (due.length > 0 && session.unsent_since) await sendUnsent(ctx, session)
      for (const { part } of due) {
        const earlier = remindersBefore(reminder).map((one) => reminderKey(one, booking.id, part.starts_at))
        await dropMail(ctx, earlier, laterDue)
        await remind(ctx, reminder, { session, part, person, place: booking })
      }
      const isSuperseded = fates.some(({ fate }) => fate === 'superseded')
      if (due.length === 0 && (isSuperseded || fates.some(({ fate }) => fate === 'begun')))
        await recallPlan(ctx, planOf[reminder], booking.id, isSuperseded ? laterDue : 'The session has begun')
      await planReminders(ctx, session, booking.id, booking.booked_at)
    },
    { ownAudit: true },
  )
}

export type SetRemindersResult = 'saved' | 'unchanged' | 'too-many' | 'cancelled' | 'over'

/** Everyone with a place is planned anew; a moment that has passed is not made up for. */
export async function setReminders(
  ctx: Ctx,
  input: { live_session_id: string; reminders: readonly Reminder[] },
): Promise<SetRemindersResult> {
  return inTransaction(ctx, async (ctx) => {
    await getLiveSession(ctx, input.live_session_id)
    const session = await lockLiveSession(ctx, input.live_session_id)
    const chosen = reminders.filter((one) => input.reminders.includes(one))
    if (session.cancelled_at) return 'cancelled'
    if (session.ends_at <= ctx.now) return 'over'
    if (chosen.length > mostReminders) return 'too-many'
    if (chosen.join() === session.reminders.join()) return 'unchanged'
    await ctx.db('live_sessions').where({ id: session.id }).update({ reminders: chosen })
    await recordAudit(ctx, {
      action: 'live-sessions.set-reminders',
      subject_kind: 'live session',
      subject_id: session.id,
      before: { reminders: session.reminders },
      after: { reminders: chosen },
    })
    const after = { ...session, reminders: chosen }
    const gone = session.reminders.filter((one) => !chosen.includes(one)).map((one) => planOf[one])
    for (const booking of await listOpenBookings(ctx, session.id)) {
      if (!booking.booked_at) continue
      await dropPlan(ctx, gone, booking.id, 'The reminders of the session were changed')
      await planReminders(ctx, after, booking.id, booking.booked_at)
    }
    return 'saved'
  })
}
