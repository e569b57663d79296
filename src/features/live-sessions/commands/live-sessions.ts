/** Every change of a live session: schedule, edit, cancel. Whoever has a place is told of what concerns them. */
import { hashSecret } from '../../../lib/codes.ts'
import { newId } from '../../../lib/ids.ts'
import { wordsForRange } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { tellPlace, tellSessionCancelled, tellWaitingMoved } from '../mails.ts'
import { getLiveSession, listLivePartChoices, listTrainerChoices, listTrainers } from '../queries/live-sessions.ts'
import type { HeldSession } from '../queries/recipients.ts'
import { listOpenBookings, lockLiveSession } from '../queries/recipients.ts'
import type { Audience, Mode } from '../rules.ts'
import { movesCalendar } from '../rules.ts'
import { fillPlaces, withdrawOffers } from './offers.ts'
import { dropReminders, personOf, planReminders } from './places.ts'

export interface LiveSessionInput {
  title: string
  live_part_id: string | null
  mode: Mode
  place: string | null
  is_mandatory: boolean
  audience: Audience
  starts_at: Date
  ends_at: Date
  capacity: number
  trainer_ids: string[]
  join_url: string | null
  notes: string
}

export type ScheduleResult =
  { result: 'scheduled'; id: string } | { result: 'past' } | { result: 'no-such-part' } | { result: 'not-a-trainer' }

/** `id` is what the form was given when it was shown, so that sending it twice schedules once. */
export async function scheduleLiveSession(
  ctx: Ctx,
  { id = newId(), ...input }: LiveSessionInput & { id?: string },
): Promise<ScheduleResult> {
  return inTransaction(ctx, async (ctx) => {
    if (input.starts_at <= ctx.now) return { result: 'past' }
    const refused = await refuse(ctx, input, null)
    if (refused) return { result: refused }
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('live-sessions ' || ?, 0))`, [id])
    if (await ctx.db('live_sessions').first('id').where({ id })) return { result: 'scheduled', id }
    await ctx.db('live_sessions').insert({ id, ...columns(input), created_at: ctx.now, created_by: actorId(ctx.actor) })
    await ctx.db('live_session_parts').insert({ id: newId(), live_session_id: id, position: 1, ...part(input) })
    await setTrainers(ctx, id, input.trainer_ids)
    await recordAudit(ctx, {
      action: 'live-sessions.schedule',
      subject_kind: 'live session',
      subject_id: id,
      after: withoutLink(input),
    })
    return { result: 'scheduled', id }
  })
}

/** The audit tells whose service a link leads to and whether it changed; the link itself would let its readers in. */
const withoutLink = ({ join_url, ...facts }: { join_url: string | null; [fact: string]: unknown }) => ({
  ...facts,
  join_link: join_url && `${new URL(join_url).hostname} (${hashSecret(join_url).toString('hex').slice(0, 8)})`,
})

const columns = ({ title, mode, place, is_mandatory, audience, capacity, join_url, notes }: LiveSessionInput) => ({
  title,
  mode,
  place,
  is_mandatory,
  audience,
  capacity,
  join_url,
  notes,
})

const part = ({ live_part_id, starts_at, ends_at }: LiveSessionInput) => ({ live_part_id, starts_at, ends_at })

async function refuse(
  ctx: Ctx,
  input: LiveSessionInput,
  current: HeldSession | null,
): Promise<'no-such-part' | 'not-a-trainer' | undefined> {
  const parts = await listLivePartChoices(ctx, current?.live_part_id ?? null)
  if (input.live_part_id !== null && !parts.some((one) => one.live_part_id === input.live_part_id))
    return 'no-such-part'
  const trainers = await listTrainerChoices(ctx, current?.id ?? null)
  if (!input.trainer_ids.every((id) => trainers.some((trainer) => trainer.id === id))) return 'not-a-trainer'
  return undefined
}

async function setTrainers(ctx: Ctx, liveSessionId: string, trainerIds: string[]): Promise<void> {
  const wanted = [...new Set(trainerIds)]
  await ctx
    .db('live_session_trainers')
    .where({ live_session_id: liveSessionId })
    .whereNotIn('person_id', wanted)
    .delete()
  if (wanted.length > 0)
    await ctx
      .db('live_session_trainers')
      .insert(wanted.map((person_id) => ({ live_session_id: liveSessionId, person_id })))
      .onConflict(['live_session_id', 'person_id'])
      .ignore()
}

export type EditResult =
  | { result: 'saved'; told: number; offered: number }
  | { result: 'past' | 'begun' | 'over' | 'cancelled' | 'part-taken' | 'no-such-part' | 'not-a-trainer' }
  | { result: 'below-booked'; booked: number }

/** A new time, place or mode is told to everyone with a place; a change of wording alone is not. */
export async function editLiveSession(
  ctx: Ctx,
  { id, ...input }: LiveSessionInput & { id: string },
): Promise<EditResult> {
  return inTransaction(ctx, async (ctx) => {
    await getLiveSession(ctx, id)
    const before = await lockLiveSession(ctx, id)
    if (before.cancelled_at) return { result: 'cancelled' }
    if (before.ends_at <= ctx.now) return { result: 'over' }
    const isMoved = movesCalendar(before, input)
    const isRetimed = before.starts_at.getTime() !== input.starts_at.getTime()
    if (before.starts_at <= ctx.now && isMoved) return { result: 'begun' }
    if (isRetimed && input.starts_at <= ctx.now) return { result: 'past' }
    const taken = before.booked + before.held
    if (input.capacity < taken) return { result: 'below-booked', booked: taken }
    if (input.live_part_id !== before.live_part_id && before.booked + before.waiting > 0)
      return { result: 'part-taken' }
    const refused = await refuse(ctx, input, before)
    if (refused) return { result: refused }

    await ctx.db('live_sessions').where({ id }).update(columns(input))
    await ctx.db('live_session_parts').where({ id: before.part_id }).update(part(input))
    const trainerIds = (await listTrainers(ctx, id)).map((trainer) => trainer.id)
    await setTrainers(ctx, id, input.trainer_ids)
    await recordAudit(ctx, {
      action: 'live-sessions.edit',
      subject_kind: 'live session',
      subject_id: id,
      before: withoutLink({
        ...columns({ ...before, trainer_ids: [] }),
        ...part({ ...before, trainer_ids: [] }),
        trainer_ids: trainerIds,
      }),
      after: withoutLink(input),
    })
    const after = await lockLiveSession(ctx, id)
    const told = isMoved ? await tellMoved(ctx, before, after) : 0
    const filled = await fillPlaces(ctx, after)
    return { result: 'saved', told, offered: Math.max(0, filled.offers - after.offers) }
  })
}

async function tellMoved(ctx: Ctx, before: HeldSession, after: HeldSession): Promise<number> {
  const was_words = wordsForRange(before.starts_at, before.ends_at)
  const was_place = before.mode === 'in person' ? before.place : null
  const bookings = await listOpenBookings(ctx, after.id)
  for (const booking of bookings) {
    const person = personOf(booking)
    if (!booking.booked_at) {
      await tellWaitingMoved(ctx, { session: after, person, was_words })
      continue
    }
    await dropReminders(ctx, before, booking.id, 'The session was moved')
    await planReminders(ctx, after, booking.id)
    await tellPlace(ctx, 'moved', { session: after, person, place: booking, was_words, was_place })
  }
  return bookings.filter((booking) => booking.email !== null).length
}

/** Keeps everything, with the reason, and tells everyone who booked, waits or trains. */
export async function cancelLiveSession(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<'cancelled' | 'already-cancelled' | 'over'> {
  return inTransaction(ctx, async (ctx) => {
    await getLiveSession(ctx, id)
    const session = await lockLiveSession(ctx, id)
    if (session.cancelled_at) return 'already-cancelled'
    if (session.ends_at <= ctx.now) return 'over'
    const cancelled = { cancelled_at: ctx.now, cancelled_by: actorId(ctx.actor), cancel_reason: reason }
    await ctx.db('live_sessions').where({ id }).update(cancelled)
    await recordAudit(ctx, { action: 'live-sessions.cancel', subject_kind: 'live session', subject_id: id, reason })
    const bookings = await listOpenBookings(ctx, id)
    await ctx
      .db('booking_needs')
      .whereIn(
        'booking_id',
        bookings.map((booking) => booking.id),
      )
      .delete()
    await withdrawOffers(ctx, id)
    for (const booking of bookings) {
      await dropReminders(ctx, session, booking.id, 'The session was cancelled')
      const as = booking.booked_at ? 'booked' : 'waiting'
      await tellSessionCancelled(ctx, { session, person: personOf(booking), as, reason })
    }
    for (const trainer of await listTrainers(ctx, id))
      if (trainer.id !== actorId(ctx.actor))
        await tellSessionCancelled(ctx, { session, person: trainer, as: 'trainer', reason })
    return 'cancelled'
  })
}
