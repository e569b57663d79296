/** Scheduling a live session and changing it. Whoever has a place is told of what concerns them. */
import { hashSecret } from '../../../lib/codes.ts'
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { tellPlace, tellWaitingMoved } from '../mails.ts'
import { rangesWords } from '../pages/parts.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import { listTrainers } from '../queries/parts.ts'
import type { LiveSessionPartRow, TrainerRow } from '../queries/parts.ts'
import type { OverlapRow } from '../queries/overlaps.ts'
import type { HeldSession } from '../queries/recipients.ts'
import { listOpenBookings, lockLiveSession, personOf } from '../queries/recipients.ts'
import { listGoneParts } from '../queries/told.ts'
import { listKnownTrainers } from '../queries/told-trainers.ts'
import type { Audience, Mode } from '../rules.ts'
import { calendarChanges, inOrder, mostParts, stateOf } from '../rules.ts'
import { spokenFor } from '../seats.ts'
import type { Carried } from '../carrying.ts'
import { nothingCarried } from '../carrying.ts'
import { isReached, tellTrainer } from '../trainer-mails.ts'
import { carriedForAudit, keepsTooMuch, writeCarried } from './carrying.ts'
import { noteChanges } from './changes.ts'
import { fillPlaces } from './offers.ts'
import { findElsewhere, lockTimeOf, overlapsForAudit, overlapsOf, trainersOf } from './overlaps.ts'
import type { PartInput, PartsRefusal } from './parts.ts'
import { refuseParts, writeParts } from './parts.ts'
import { dropReminders, planReminders } from './reminders.ts'
import { recordTold } from './told.ts'
import { announceToTrainers, recordTrainersTold, settleTrainers } from './told-trainers.ts'

export interface LiveSessionInput {
  title: string
  /** In any order; at least one. */
  parts: PartInput[]
  mode: Mode
  place: string | null
  is_mandatory: boolean
  audience: Audience
  capacity: number
  trainer_ids: string[]
  join_url: string | null
  notes: string
}

/** Why it is scheduled although a trainer has something else to do then; without one it is refused. */
export interface OverlapReason {
  overlap_reason?: string | null
}

/** A session to be, with what comes from the one it was copied from, or from a template. */
export type NewLiveSession = LiveSessionInput & { carried?: Carried }

export type ScheduleResult =
  { result: 'scheduled'; id: string } | { result: NewRefusal } | { result: 'overlaps'; overlaps: OverlapRow[] }

/**
 * `id` is what the form was given when it was shown, so that sending it twice schedules once. People can book at once,
 * unless it is to be a draft.
 */
export async function scheduleLiveSession(
  ctx: Ctx,
  {
    id = newId(),
    is_draft = false,
    overlap_reason = null,
    ...input
  }: NewLiveSession & OverlapReason & { id?: string; is_draft?: boolean },
): Promise<ScheduleResult> {
  return inTransaction(ctx, async (ctx) => {
    const refused = await refuseNew(ctx, input)
    if (refused) return { result: refused }
    await lockTimeOf(ctx, trainersOf(input))
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('live-sessions ' || ?, 0))`, [id])
    if (await ctx.db('live_sessions').first('id').where({ id })) return { result: 'scheduled', id }
    const overlaps = await overlapsOf(ctx, id, input)
    if (overlaps.length > 0 && !overlap_reason) return { result: 'overlaps', overlaps }
    await insertLiveSession(ctx, id, input, {
      is_draft,
      overlaps,
      overlap_reason: overlaps.length > 0 ? overlap_reason : null,
    })
    return { result: 'scheduled', id }
  })
}

export type NewRefusal = 'past' | 'too-many-parts' | 'keeps-too-much' | PartsRefusal

/** What no new session may be, alone or in a series. */
export async function refuseNew(ctx: Ctx, input: NewLiveSession): Promise<NewRefusal | undefined> {
  if (input.parts.some((part) => part.starts_at <= ctx.now)) return 'past'
  if (input.parts.length > mostParts) return 'too-many-parts'
  const whole = { capacity: input.capacity, starts_at: startOf(input) }
  if (keepsTooMuch(ctx, whole, input.carried ?? nothingCarried)) return 'keeps-too-much'
  return refuseParts(ctx, input, null)
}

const startOf = ({ parts }: LiveSessionInput): Date => inOrder(parts)[0]!.starts_at

/** Callers hold the time of its trainers. */
export async function insertLiveSession(
  ctx: Ctx,
  id: string,
  { carried = nothingCarried, ...input }: NewLiveSession,
  { is_draft, overlaps, overlap_reason, series_id = null }: Insertion,
): Promise<void> {
  const made = { created_at: ctx.now, created_by: actorId(ctx.actor), series_id }
  const opened = is_draft ? {} : { opened_at: ctx.now, opened_by: actorId(ctx.actor) }
  await ctx.db('live_sessions').insert({ id, ...columns(input), ...made, ...opened })
  await writeParts(ctx, id, input, [])
  await writeCarried(ctx, id, startOf(input), carried)
  await recordTrainersTold(ctx, id, trainersOf(input))
  if (!is_draft) await announceToTrainers(ctx, id, trainersOf(input))
  await recordAudit(ctx, {
    action: 'live-sessions.schedule',
    subject_kind: 'live session',
    subject_id: id,
    after: {
      ...forAudit(input),
      ...carriedForAudit(carried),
      is_draft,
      ...(series_id ? { series_id } : {}),
      ...overlapsForAudit(overlaps),
    },
    reason: overlap_reason,
  })
}

interface Insertion {
  is_draft: boolean
  overlaps: OverlapRow[]
  overlap_reason: string | null
  series_id?: string | null
}

/** The audit tells whose service a link leads to and whether it changed; the link itself would let its readers in. */
const linkWords = (url: string | null): string | null =>
  url && `${new URL(url).hostname} (${hashSecret(url).toString('hex').slice(0, 8)})`

/** One part stands in the audit as it always did; several stand in a list. */
function forAudit({ parts, join_url, trainer_ids, ...facts }: LiveSessionInput): Record<string, unknown> {
  const told = parts.map(({ live_part_id, starts_at, ends_at, breaks, ...own }) => ({
    live_part_id,
    starts_at,
    ends_at,
    ...(breaks.length > 0 ? { breaks } : {}),
    ...(own.trainer_ids ? { trainer_ids: own.trainer_ids } : {}),
    ...(own.join_url ? { join_link: linkWords(own.join_url) } : {}),
  }))
  return {
    ...columns({ parts, join_url, trainer_ids, ...facts }),
    join_url: undefined,
    join_link: linkWords(join_url),
    trainer_ids,
    ...(told.length === 1 ? told[0] : { parts: told }),
  }
}

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

/** A stored session as it would have been sent. */
const asInput = (session: HeldSession, trainerIds: string[]): LiveSessionInput => ({
  ...session,
  trainer_ids: trainerIds,
  parts: session.parts.map((part) => ({
    ...part,
    trainer_ids: part.trainer_ids.length > 0 ? part.trainer_ids : null,
    join_url: part.has_own_join_url ? part.join_url : null,
  })),
})

export type EditResult =
  | { result: 'saved'; told: number; unsent: number; offered: number }
  | { result: 'past' | 'begun' | 'over' | 'cancelled' | 'part-taken' | 'part-used' | 'too-many-parts' | PartsRefusal }
  | { result: 'below-taken'; least: number }
  | { result: 'overlaps'; overlaps: OverlapRow[] }

/**
 * A new time, place or mode, a part more or less is to be told to everyone with a place: it waits for the trainer to send it
 * (`changes.ts`), unless the start is near. A change of wording alone is told to nobody.
 */
export async function editLiveSession(
  ctx: Ctx,
  { id, overlap_reason = null, ...sent }: LiveSessionInput & OverlapReason & { id: string },
): Promise<EditResult> {
  try {
    return await inTransaction(ctx, async (ctx) => {
      await getLiveSession(ctx, id)
      await lockTimeOf(ctx, trainersOf(sent))
      const before = await lockLiveSession(ctx, id)
      const gone = await listGoneParts(ctx, id)
      const input = { ...sent, parts: revived(knownParts(sent.parts, before.parts), gone) }
      const refused = await refuseEdit(ctx, before, input)
      if (refused) return refused
      const trainers = await listTrainers(ctx, id)
      const trainerIds = trainers.map((trainer) => trainer.id)
      // Not held still while it is asked: who books elsewhere meanwhile is found when the update goes out.
      const person_ids = (await listOpenBookings(ctx, id)).filter(hasPlace).map((booking) => booking.person_id)
      // What is postponed took nobody's time: at its new date everything is new.
      const was = before.is_postponed ? {} : { before: asInput(before, trainerIds) }
      const overlaps = await overlapsOf(ctx, id, input, { ...was, person_ids })
      if (overlaps.length > 0 && !overlap_reason) return { result: 'overlaps', overlaps }
      await ctx
        .db('live_sessions')
        .where({ id })
        .update({ ...columns(input), ...(before.is_postponed ? takesPlace : {}) })
      await writeParts(
        ctx,
        id,
        input,
        before.parts,
        gone.map((part) => part.id),
      )
      await recordAudit(ctx, {
        action: before.is_postponed ? 'live-sessions.set-new-date' : 'live-sessions.edit',
        subject_kind: 'live session',
        subject_id: id,
        before: forAudit(asInput(before, trainerIds)),
        after: { ...forAudit(input), ...overlapsForAudit(overlaps) },
        reason: overlaps.length > 0 ? overlap_reason : null,
      })
      const after = await lockLiveSession(ctx, id)
      if (!before.is_postponed) await settleTrainers(ctx, after)
      const noted = before.is_postponed
        ? { told: await tellNewDate(ctx, before, after, trainers), unsent: 0 }
        : await noteChanges(ctx, after)
      if (!before.is_postponed) await remindAnew(ctx, before, after)
      const filled = await fillPlaces(ctx, after)
      return { result: 'saved', ...noted, offered: Math.max(0, filled.offers - after.offers) }
    })
  } catch (error) {
    // What was recorded about a part, such as a click on the join page, keeps it.
    if ((error as { code?: string; table?: string }).code === '23503') return { result: 'part-used' }
    throw error
  }
}

const hasPlace = (booking: { booked_at: Date | null }): boolean => booking.booked_at !== null

/** What a session that has a new date forgets: the audit keeps it. */
const takesPlace = { is_postponed: false, cancelled_at: null, cancelled_by: null, cancel_reason: null }

/** Where no part is named the first one meant is the first there is: a session of one part need not name it. */
const knownParts = (parts: PartInput[], known: LiveSessionPartRow[]): PartInput[] =>
  parts.some((part) => part.id)
    ? parts
    : parts.map((part, index) => (index === 0 ? { ...part, id: known[0]!.id } : part))

/** A part that comes back at the time at which it still stands in calendars is that part: a slip undone is told to nobody. */
const revived = (parts: PartInput[], gone: { id: string; starts_at: Date; ends_at: Date }[]): PartInput[] =>
  parts.map((part) => {
    const same = gone.find(
      (one) => one.starts_at.getTime() === part.starts_at.getTime() && one.ends_at.getTime() === part.ends_at.getTime(),
    )
    return part.id || !same ? part : { ...part, id: same.id }
  })

async function refuseEdit(ctx: Ctx, before: HeldSession, input: LiveSessionInput): Promise<EditResult | undefined> {
  const state = stateOf(before, ctx.now)
  if (state === 'cancelled') return { result: 'cancelled' }
  if (state === 'held') return { result: 'over' }
  // A draft took place for nobody, and of a postponed session only what was over before: the rest can have another day.
  const hasBegun = (part: { starts_at: Date; ends_at: Date }) =>
    state === 'postponed' ? part.ends_at <= before.cancelled_at! : state !== 'draft' && part.starts_at <= ctx.now
  if (input.parts.length > mostParts) return { result: 'too-many-parts' }
  const isTaken = before.booked + before.waiting > 0
  for (const part of before.parts) {
    const now = input.parts.find((one) => one.id === part.id)
    const isRetimed =
      now?.starts_at.getTime() !== part.starts_at.getTime() || now.ends_at.getTime() !== part.ends_at.getTime()
    if (hasBegun(part) && isRetimed) return { result: 'begun' }
    if (now && now.live_part_id !== part.live_part_id && isTaken) return { result: 'part-taken' }
  }
  if (before.parts.some(hasBegun) && (input.mode !== before.mode || input.place !== before.place))
    return { result: 'begun' }
  const isKnown = (part: PartInput) =>
    before.parts.some(
      (one) => hasBegun(one) && one.id === part.id && one.starts_at.getTime() === part.starts_at.getTime(),
    )
  if (input.parts.some((part) => part.starts_at <= ctx.now && !isKnown(part))) return { result: 'past' }
  const least = spokenFor(before, ctx.now)
  if (input.capacity < Math.min(least, before.capacity)) return { result: 'below-taken', least }
  const refused = await refuseParts(ctx, input, before)
  if (refused) return { result: refused }
  // People were enrolled in the course that the session belonged to when they booked.
  if (isTaken && before.course_id === null && input.parts.some((part) => part.live_part_id !== null))
    return { result: 'part-taken' }
  return undefined
}

/** Everybody kept what they had; their calendars get the entry back under the same UID. */
async function tellNewDate(
  ctx: Ctx,
  before: HeldSession,
  after: HeldSession,
  trainersBefore: TrainerRow[],
): Promise<number> {
  const was_words = rangesWords(before.parts)
  const bookings = await listOpenBookings(ctx, after.id)
  const trainers = await listKnownTrainers(ctx, after)
  const asked = [
    ...bookings.filter(hasPlace).map(({ person_id }) => ({ person_id, parts: after.parts })),
    ...trainers.map(({ trainer, now }) => ({ person_id: trainer.id, parts: now.parts })),
  ]
  const elsewhere = await findElsewhere(ctx, after.id, asked)
  for (const booking of bookings) {
    const person = personOf(booking)
    const also = elsewhere.get(person.id) ?? []
    if (booking.booked_at) {
      await planReminders(ctx, after, booking.id)
      await tellPlace(ctx, 'new-date', { session: after, person, place: booking, was_words, elsewhere: also })
    } else await tellWaitingMoved(ctx, { session: after, person, was_words })
    await recordTold(ctx, after, booking.id)
  }
  // What stood in their calendars was taken out when it was postponed.
  for (const { trainer, now } of trainers) {
    const isNew = trainersBefore.every((one) => one.id !== trainer.id)
    const was = isNew ? { ...after, parts: [] } : before
    const about = { trainer, was, now, elsewhere: elsewhere.get(trainer.id) }
    await tellTrainer(ctx, isNew ? 'trainer-added' : 'trainer-new-date', about)
  }
  const gone = trainersBefore.filter((one) => trainers.every(({ trainer }) => trainer.id !== one.id))
  for (const trainer of gone)
    await tellTrainer(ctx, 'trainer-removed', {
      trainer: { ...trainer, has_place: false, entry_part_ids: [] },
      was: before,
      now: { ...after, parts: [] },
    })
  await recordTrainersTold(
    ctx,
    after.id,
    trainers.map(({ trainer }) => trainer.id),
  )
  const me = actorId(ctx.actor)
  return (
    [...bookings, ...gone.filter((one) => one.id !== me)].filter(({ email }) => email !== null).length +
    trainers.filter((one) => isReached(one, me)).length
  )
}

/** Those whose part is on another day now, or gone, are reminded of how it is, whether or not they were told yet. */
async function remindAnew(ctx: Ctx, before: HeldSession, after: HeldSession): Promise<void> {
  const { any, requested } = calendarChanges(before, after, ctx.now)
  if (!any) return
  const stale = before.parts.filter((part) => requested.has(part.id) || after.parts.every((one) => one.id !== part.id))
  for (const booking of await listOpenBookings(ctx, after.id))
    if (booking.booked_at) {
      await dropReminders(ctx, stale, booking.id, 'The session was moved')
      await planReminders(ctx, after, booking.id)
    }
}
