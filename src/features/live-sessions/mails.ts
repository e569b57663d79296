/** What people are told about their places, with the calendar part where a place is given, moved or taken away. */
import { newId } from '../../lib/ids.ts'
import { wordsForMoment } from '../../lib/time.ts'
import { actorId } from '../../platform/access.ts'
import type { Ctx } from '../../platform/context.ts'
import { row } from '../../platform/db/connect.ts'
import { putMail } from '../../platform/mail/put.ts'
import { readSettings } from '../../platform/settings.ts'
import { calendarMessage } from './calendar.ts'
import type { TrainerNewsKind } from './pages/changes.ts'
import { changeLines } from './pages/changes.ts'
import { elsewhereLine } from './pages/overlaps.ts'
import { partTitle, partWords, rangesWords, whenWords } from './pages/parts.ts'
import type { OverlapRow } from './queries/overlaps.ts'
import type { LiveSessionPartRow } from './queries/parts.ts'
import type { Choices } from './queries/rebookings.ts'
import type { HeldSession, RecipientRow } from './queries/recipients.ts'
import type { ToldPart } from './queries/told.ts'
import { asTold } from './queries/told.ts'
import type { KnownTrainer } from './queries/told-trainers.ts'
import type { CalendarChanges } from './rules.ts'
import { calendarChanges } from './rules.ts'
import type { Reminder } from './reminder-times.ts'
import { isDaysBefore } from './reminder-times.ts'

interface Place {
  id: string
  join_token: string
}

const recipient = (person: RecipientRow) => ({
  person_id: person.id,
  name: person.full_name,
  address: person.email as string,
  language: person.language,
})

function facts(ctx: Ctx, session: HeldSession, person: RecipientRow) {
  return {
    name: person.full_name,
    session_title: session.title,
    when_words: whenWords(session.parts),
    when_lines: session.parts.map((part) =>
      [partWords(part, session.parts.length), rangesWords([part])].filter(Boolean).join(': '),
    ),
    place: session.mode === 'in person' ? session.place : null,
    notes: session.notes,
    session_href: `${ctx.config.base_url}/live-sessions/${session.id}`,
    sessions_href: `${ctx.config.base_url}/live-sessions`,
  }
}

/** The personal join page; a session in person has none. */
const joinHref = (ctx: Ctx, session: HeldSession, place: Place): string | null =>
  session.mode === 'online' ? `${ctx.config.base_url}/join/${place.join_token}` : null

/** What to read before it: on the personal page, which needs no signing in. */
const materials = (ctx: Ctx, session: HeldSession, place: Place) =>
  session.before_titles.length === 0
    ? null
    : { titles: session.before_titles, href: `${ctx.config.base_url}/join/${place.join_token}` }

interface Entry {
  method: 'REQUEST' | 'CANCEL'
  session: HeldSession
  part: LiveSessionPartRow
  person: RecipientRow
  join_href: string | null
}

/** One entry per person and part for life: the UID stays, each message about it takes the next SEQUENCE. */
async function calendarPart(ctx: Ctx, { method, session, part, person, join_href }: Entry) {
  const entry = await row<{ uid: string; sequence: number }>(
    ctx.db,
    `insert into calendar_entries (live_session_part_id, person_id, uid, sequence) values (:partId, :personId, :uid, 0)
     on conflict (live_session_part_id, person_id) do update set sequence = calendar_entries.sequence + 1
     returning uid, sequence`,
    { partId: part.id, personId: person.id, uid: `${newId()}@${new URL(ctx.config.base_url).hostname}` },
  )
  const settings = await readSettings(ctx)
  const sessionHref = `${ctx.config.base_url}/live-sessions/${session.id}`
  return {
    method,
    ics: calendarMessage({
      method,
      uid: entry!.uid,
      sequence: entry!.sequence,
      dtstamp: ctx.now,
      starts_at: part.starts_at,
      ends_at: part.ends_at,
      summary: partTitle(session.title, part, session.parts.length),
      description: [join_href && `Join: ${join_href}`, `Change or cancel: ${sessionHref}`, session.notes]
        .filter(Boolean)
        .join('\n\n'),
      location: session.place ?? join_href,
      url: join_href ?? sessionHref,
      organizer: { name: settings.sender_name, email: settings.sender_address },
      attendee: { name: person.full_name, email: person.email as string },
    }),
  }
}

/**
 * The calendar entry of a part in a mail of its own, after one that tells all or, where they know, alone. Outlook takes one meeting from a message, so a session of several
 * parts is one mail that tells all and carries the first, and one of these for each other part.
 */
async function tellCalendar(
  ctx: Ctx,
  method: 'REQUEST' | 'CANCEL',
  { session, part, person, join_href = null }: Omit<Entry, 'method' | 'join_href'> & { join_href?: string | null },
  { is_alone = false }: { is_alone?: boolean } = {},
): Promise<void> {
  if (!person.email) return
  await putMail(ctx, {
    kind: 'live-sessions.calendar-entry',
    to: recipient(person),
    locals: {
      ...facts(ctx, session, person),
      method,
      is_alone,
      part_title: partTitle(session.title, part, session.parts.length),
      when_words: rangesWords([part]),
      when_lines: [rangesWords([part])],
      join_href,
    },
    calendar: await calendarPart(ctx, { method, session, part, person, join_href }),
    is_secret: true,
    stale_at: part.ends_at,
  })
}

/** A mail with the entry of the first of these parts, and the entries of the others after it; without any, the mail alone. */
async function putWithEntries(
  ctx: Ctx,
  mail: Omit<Parameters<typeof putMail>[1], 'to'>,
  person: RecipientRow,
  [first, ...others]: Entry[],
): Promise<void> {
  const calendar = first && (await calendarPart(ctx, first))
  await putMail(ctx, { ...mail, to: recipient(person), ...(calendar ? { calendar } : {}) })
  for (const { method, ...entry } of others) await tellCalendar(ctx, method, entry)
}

/** The entries of those parts that are not over: what has been stays in the calendar as it was. */
const entriesOf = (
  ctx: Ctx,
  method: Entry['method'],
  { session, person, join_href }: { session: HeldSession; person: RecipientRow; join_href: string | null },
  parts = session.parts,
): Entry[] =>
  parts
    .filter((part) => part.ends_at > ctx.now)
    .map((part) => ({ method, session, part, person, join_href: method === 'CANCEL' ? null : join_href }))

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
  const mail = {
    kind: 'live-sessions.moved',
    locals: {
      ...facts(ctx, session, person),
      join_href,
      materials: materials(ctx, session, place),
      was_words: rangesWords(was.parts),
      was_place: was.mode === 'in person' ? was.place : null,
      elsewhere: elsewhere.map(elsewhereLine),
    },
    is_secret: true,
    stale_at: session.ends_at,
  }
  const requested = session.parts.filter((part) => changes.requested.has(part.id))
  const dropped = was.parts.filter((part) => changes.dropped.has(part.id))
  await putWithEntries(ctx, mail, person, [
    ...entriesOf(ctx, 'REQUEST', { session, person, join_href }, requested),
    ...entriesOf(ctx, 'CANCEL', { session: was, person, join_href: null }, dropped),
  ])
}

interface TrainerNews extends KnownTrainer<HeldSession> {
  /** All of it, where they train some of its parts. */
  whole?: HeldSession
  elsewhere?: OverlapRow[] | undefined
}

/** Who changes it knows it, and gets a mail only where an entry in their calendar has to follow. */
export const isReached = ({ trainer }: Pick<TrainerNews, 'trainer'>, me: string | null): boolean =>
  trainer.email !== null && (trainer.id !== me || (trainer.entry_part_ids.length > 0 && !trainer.has_place))

/** Who trains it, does so now or no longer does, hears of what somebody else changed, with the entries for their calendar. */
export async function tellTrainer(
  ctx: Ctx,
  kind: TrainerNewsKind,
  { trainer, was, now, whole = now, elsewhere = [] }: TrainerNews,
): Promise<void> {
  const me = actorId(ctx.actor)
  if (!isReached({ trainer }, me)) return
  const changes = calendarChanges(kind === 'trainer-new-date' ? { ...was, parts: [] } : was, now, ctx.now)
  const requested = now.parts.filter((part) => changes.requested.has(part.id))
  const dropped = was.parts.filter((part) => changes.dropped.has(part.id) && trainer.entry_part_ids.includes(part.id))
  const entries = trainer.has_place
    ? []
    : [
        ...entriesOf(ctx, 'REQUEST', { session: now, person: trainer, join_href: null }, requested),
        ...entriesOf(ctx, 'CANCEL', { session: was, person: trainer, join_href: null }, dropped),
      ]
  if (trainer.id === me) {
    for (const { method, ...entry } of entries) await tellCalendar(ctx, method, entry, { is_alone: true })
    return
  }
  const mail = {
    kind: `live-sessions.${kind}`,
    locals: {
      ...facts(ctx, kind === 'trainer-removed' ? was : now, trainer),
      was_words: rangesWords(was.parts),
      was_place: was.mode === 'in person' ? was.place : null,
      lines: changeLines(was, now, whole),
      elsewhere: elsewhere.map(elsewhereLine),
      has_entry: entries.length > 0,
    },
    stale_at: whole.ends_at,
  }
  await putWithEntries(ctx, mail, trainer, entries)
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
