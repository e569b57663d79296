/** What people are told about their places, with the entries for their calendar where one is given, moved or taken away. */
import { wordsForMoment } from '../../lib/time.ts'
import { actorId } from '../../platform/access.ts'
import type { Ctx } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'
import { entriesOf, facts, putWithEntries, recipient, tellCalendar } from './calendar-entries.ts'
import { elsewhereLine } from './pages/overlaps.ts'
import { partTitle, rangesWords, whenWords } from './pages/parts.ts'
import type { OverlapRow } from './queries/overlaps.ts'
import type { LiveSessionPartRow } from './queries/parts.ts'
import type { Choices } from './queries/rebookings.ts'
import type { HeldSession, RecipientRow } from './queries/recipients.ts'
import type { ToldPart } from './queries/told.ts'
import { asTold } from './queries/told.ts'
import type { CalendarChanges } from './rules.ts'
import type { Reminder } from './reminder-times.ts'
import { isDaysBefore } from './reminder-times.ts'
import type { TrainerNews } from './trainer-mails.ts'

interface Place {
  id: string
  join_token: string
}

/** The personal join page; a session in person has none. */
const joinHref = (ctx: Ctx, session: HeldSession, place: Place): string | null =>
  session.mode === 'online' ? `${ctx.config.base_url}/join/${place.join_token}` : null

/** What to read before it: on the personal page, which needs no signing in. */
const materials = (ctx: Ctx, session: HeldSession, place: Place) =>
  session.before_titles.length === 0
    ? null
    : { titles: session.before_titles, href: `${ctx.config.base_url}/join/${place.join_token}` }

/** A place given, at once or from the waiting list, or with its new date. */
export async function tellPlace(
  ctx: Ctx,
  kind: 'booked' | 'new-date',
  {
    session,
    person,
    place,
    elsewhere = [],
    ...more
  }: {
    session: HeldSession
    person: RecipientRow
    place: Place
    booked_by_name?: string | null
    was_words?: string
    elsewhere?: OverlapRow[]
  },
): Promise<void> {
  if (!person.email) return
  const join_href = joinHref(ctx, session, place)
  const mail = {
    kind: `live-sessions.${kind}`,
    locals: {
      booked_by_name: null,
      was_words: null,
      ...facts(ctx, session, person),
      join_href,
      materials: materials(ctx, session, place),
      elsewhere: elsewhere.map(elsewhereLine),
      ...more,
    },
    is_secret: true,
    stale_at: session.ends_at,
  }
  await putWithEntries(ctx, mail, person, entriesOf(ctx, 'REQUEST', { session, person, join_href }))
}

/** What differs from what they were told: entries for the parts that are new or elsewhere, and out with those dropped. */
export async function tellChanged(
  ctx: Ctx,
  {
    session,
    person,
    place,
    was,
    changes,
    elsewhere,
  }: {
    session: HeldSession
    person: RecipientRow
    place: Place
    was: HeldSession
    changes: CalendarChanges
    /** What else they have to do at the new time. */
    elsewhere: OverlapRow[]
  },
): Promise<void> {
  if (!person.email) return
  const join_href = joinHref(ctx, session, place)
  const requested = session.parts.filter((part) => changes.requested.has(part.id))
  const dropped = was.parts.filter((part) => changes.dropped.has(part.id))
  const mail = {
    kind: 'live-sessions.moved',
    locals: {
      ...facts(ctx, session, person),
      join_href,
      materials: materials(ctx, session, place),
      was_words: rangesWords(was.parts),
      was_place: was.mode === 'in person' ? was.place : null,
      dropped_lines: dropped.map((part) => `Part ${part.position}, ${rangesWords([part])}`),
      elsewhere: elsewhere.map(elsewhereLine),
    },
    is_secret: true,
    stale_at: session.ends_at,
  }
  await putWithEntries(ctx, mail, person, [
    ...entriesOf(ctx, 'REQUEST', { session, person, join_href }, requested),
    ...entriesOf(
      ctx,
      'CANCEL',
      { session: was, person, join_href: null, stands_words: rangesWords(session.parts) },
      dropped,
    ),
  ])
}

export async function tellWaiting(
  ctx: Ctx,
  {
    session,
    person,
    position,
    booked_by_name,
  }: {
    session: HeldSession
    person: RecipientRow
    position: number
    booked_by_name: string | null
  },
): Promise<void> {
  if (!person.email) return
  await putMail(ctx, {
    kind: 'live-sessions.waiting',
    to: recipient(person),
    locals: { ...facts(ctx, session, person), position, booked_by_name },
    stale_at: session.starts_at,
  })
}

/** A free place and until when it waits for an answer; or, near the start, that it goes to whoever is first. */
export async function tellOffered(
  ctx: Ctx,
  {
    session,
    person,
    offer,
  }: { session: HeldSession; person: RecipientRow; offer: { token: string; is_held: boolean; ends_at: Date } },
): Promise<void> {
  if (!person.email) return
  await putMail(ctx, {
    kind: 'live-sessions.place-offered',
    to: recipient(person),
    locals: {
      ...facts(ctx, session, person),
      offer_href: `${ctx.config.base_url}/offers/${offer.token}`,
      until_words: offer.is_held ? wordsForMoment(offer.ends_at) : null,
    },
    is_secret: true,
    stale_at: offer.ends_at,
  })
}

/** An offer ran out without an answer. */
export async function tellLapsed(
  ctx: Ctx,
  { session, person }: { session: HeldSession; person: RecipientRow },
): Promise<void> {
  if (!person.email) return
  await putMail(ctx, {
    kind: 'live-sessions.offer-lapsed',
    to: recipient(person),
    locals: facts(ctx, session, person),
    stale_at: session.starts_at,
  })
}

/** Those who only wait hear of a new time too; their calendar holds nothing yet. */
export async function tellWaitingMoved(
  ctx: Ctx,
  { session, person, was_words }: { session: HeldSession; person: RecipientRow; was_words: string },
): Promise<void> {
  if (!person.email) return
  await putMail(ctx, {
    kind: 'live-sessions.waiting-moved',
    to: recipient(person),
    locals: { ...facts(ctx, session, person), was_words },
    stale_at: session.starts_at,
  })
}

/** A booking or a wait that was ended: by the person, by somebody for them, or because they moved to another session. */
export async function tellBookingCancelled(
  ctx: Ctx,
  {
    session,
    told,
    person,
    had_place,
    ...more
  }: {
    session: HeldSession
    /** What they know of it, and what stands in their calendar if they had a place. */
    told: ToldPart[]
    person: RecipientRow
    had_place: boolean
    cancelled_by_name: string | null
    moved_to: { title: string; when_words: string } | null
  },
): Promise<void> {
  if (!person.email) return
  const known = told.length > 0 ? asTold(session, told) : session
  const mail = {
    kind: 'live-sessions.booking-cancelled',
    locals: { ...facts(ctx, known, person), had_place, ...more },
    ...(session.cancelled_at ? {} : { stale_at: session.ends_at }),
  }
  const stood = had_place && told.length > 0
  // Who moved from a session that was off reads of it in the mail about the new place.
  if (more.moved_to && session.cancelled_at) return
  const entries = stood ? entriesOf(ctx, 'CANCEL', { session: known, person, join_href: null }) : []
  await putWithEntries(ctx, mail, person, entries)
}

/** A session is off, for good or until its new date. Who had a place reads what they can choose instead. */
export async function tellCalledOff(
  ctx: Ctx,
  {
    session,
    told = [],
    trainer = null,
    person,
    as,
    reason,
    is_postponed,
    choices = [],
    token = null,
  }: {
    /** As it was before. */
    session: HeldSession
    /** What they know of it: what stands in a calendar leaves it. */
    told?: ToldPart[] | HeldSession
    /** Where they train it. */
    trainer?: TrainerNews['trainer'] | null
    person: RecipientRow
    as: 'booked' | 'waiting' | 'trainer'
    reason: string
    is_postponed: boolean
    choices?: Choices['choices']
    token?: string | null
  },
): Promise<void> {
  if (!person.email) return
  const known = !Array.isArray(told) ? told : told.length > 0 ? asTold(session, told) : session
  const mail = {
    kind: `live-sessions.${is_postponed ? 'session-postponed' : 'session-cancelled'}`,
    locals: {
      ...facts(ctx, known, person),
      as,
      reason,
      choices: choices.map((choice) => ({
        words: `${choice.session.title}, ${whenWords(choice.session.parts)}`,
        has_place: choice.has_place,
      })),
      rebooking_href: token && choices.length > 0 ? `${ctx.config.base_url}/rebookings/${token}` : null,
    },
    is_secret: token !== null,
    ...(session.cancelled_at ? {} : { stale_at: session.ends_at }),
  }
  const stood = known.parts.filter(({ id }) =>
    trainer ? !trainer.has_place && trainer.entry_part_ids.includes(id) : as === 'booked' && known !== session,
  )
  const entries = entriesOf(ctx, 'CANCEL', { session: known, person, join_href: null }, stood)
  if (trainer?.id !== undefined && trainer.id === actorId(ctx.actor))
    for (const { method, ...entry } of entries) await tellCalendar(ctx, method, entry, { is_alone: true })
  else await putWithEntries(ctx, mail, person, entries)
}

/** Sent once for each start: a part that moves reminds again. */
export const reminderKey = (reminder: Reminder, bookingId: string, startsAt: Date): string =>
  `live-sessions.reminder ${reminder} ${bookingId} ${startsAt.toISOString()}`

export async function remind(
  ctx: Ctx,
  reminder: Reminder,
  {
    session,
    part,
    person,
    place,
  }: { session: HeldSession; part: LiveSessionPartRow; person: RecipientRow; place: Place },
): Promise<void> {
  if (!person.email) return
  await putMail(ctx, {
    kind: isDaysBefore(reminder) ? 'live-sessions.reminder-day' : 'live-sessions.reminder-hour',
    to: recipient(person),
    locals: {
      ...facts(ctx, session, person),
      session_title: partTitle(session.title, part, session.parts.length),
      when_words: rangesWords([part]),
      when_lines: [rangesWords([part])],
      join_href: joinHref(ctx, session, place),
      materials: materials(ctx, session, place),
    },
    dedupe_key: reminderKey(reminder, place.id, part.starts_at),
    is_secret: true,
    stale_at: part.starts_at,
  })
}
