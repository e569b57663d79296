/** Tells the holder in time: 90, 60 and 30 days before the last valid day, and on the day after it. Planned anew whenever it moves. */
import { addDays, today, wallToInstant } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import type { PlanKind } from '../../../platform/jobs/plans.ts'
import { dropPlan, putPlan, putPlans } from '../../../platform/jobs/plans.ts'
import { dropMail } from '../../../platform/mail/put.ts'
import { currentOrganisation, findPerson } from '../../people/index.ts'
import { expiryKey, mailExpiry } from '../mails.ts'
import { getCertificate } from '../queries/certificates.ts'
import type { Reminder } from '../rules.ts'
import { reminderDay, reminders } from '../rules.ts'
import { lastStateOf } from '../queries/state-sql.ts'

const planOf: Record<Reminder, PlanKind> = {
  '90 days': 'certification.remind-90-days',
  '60 days': 'certification.remind-60-days',
  '30 days': 'certification.remind-30-days',
  expired: 'certification.remind-expired',
}

/** In the morning: whoever reads it can still write to somebody that day. */
const time = '09:00'

function dueAt(reminder: Reminder, validTo: string): Date {
  const moment = wallToInstant({ date: reminderDay(reminder, validTo), time })
  if (moment.kind !== 'ok') throw new Error(`There is no ${time} on ${validTo}`)
  return moment.at
}

/** Those that are still ahead; a moment that has passed is not made up for. */
export async function planReminders(ctx: Ctx, certificate: { id: string; valid_to: string }): Promise<void> {
  for (const reminder of reminders) {
    const due = dueAt(reminder, certificate.valid_to)
    if (due > ctx.now) await putPlan(ctx, planOf[reminder], certificate.id, due)
    else await dropPlan(ctx, planOf[reminder], certificate.id, 'Its day has passed')
  }
}

/** The same for new certificates, of which nothing was planned before. */
export async function planFirstReminders(ctx: Ctx, certificates: { id: string; valid_to: string }[]): Promise<void> {
  const plans = certificates.flatMap(({ id, valid_to }) =>
    reminders.map((reminder) => ({ kind: planOf[reminder], subject_id: id, due_at: dueAt(reminder, valid_to) })),
  )
  await putPlans(
    ctx,
    plans.filter(({ due_at }) => due_at > ctx.now),
  )
}

/** What is planned, and what fell due for this last day but waits for the mail server. */
export async function dropReminders(
  ctx: Ctx,
  certificate: { id: string; valid_to: string },
  reason: string,
): Promise<void> {
  await dropPlan(ctx, Object.values(planOf), certificate.id, reason)
  const keys = reminders.map((reminder) => expiryKey(reminder, certificate))
  await dropMail(ctx, keys, reason)
}

/** Asks the facts anew: since the plan was made it may have been renewed, moved or taken back, or its holder may have left. */
export async function remind(ctx: Ctx, reminder: Reminder, certificateId: string): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      const certificate = await getCertificate(ctx, certificateId)
      const on = today(ctx.now)
      const isDue = on >= reminderDay(reminder, certificate.valid_to)
      const isLate = reminder !== 'expired' && on >= nextDay(reminder, certificate.valid_to)
      if (!isDue || isLate || certificate.standing !== 'good' || !certificate.is_latest) return
      const person = await findPerson(ctx, certificate.person_id)
      if (!person || person.disabled_at || !(await currentOrganisation(ctx, person.id))) return
      await mailExpiry(ctx, reminder, { ...person, person_id: person.id }, certificate)
    },
    { ownAudit: true },
  )
}

/** From when the one after it says it better. */
function nextDay(reminder: Reminder, validTo: string): string {
  const next = reminders[reminders.indexOf(reminder) + 1]
  return next ? reminderDay(next, validTo) : addDays(validTo, 1)
}

/** Plans for every certificate that counts and has none: those from before there were reminders, and whatever got lost. */
export async function planMissing(ctx: Ctx): Promise<void> {
  const missing = await rows<{ id: string; valid_to: string }>(
    ctx.db,
    `select c.id, coalesce(last.valid_to, c.valid_to) as valid_to
     from certificates c
     join ${lastStateOf('c.id')} last on last.standing = 'good'
     where coalesce(last.valid_to, c.valid_to) >= :today
       and not exists (select from plans p where p.kind = 'certification.remind-expired' and p.subject_id = c.id
         and p.done_at is null and p.dropped_at is null)
     order by c.id limit 5000`,
    { today: today(ctx.now) },
  )
  for (const certificate of missing)
    await inTransaction(ctx, (ctx) => planReminders(ctx, certificate), { ownAudit: true })
}
