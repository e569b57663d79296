/** Mails with entries for a calendar: what all mails of the room say, and the part that a calendar takes in. */
import { newId } from '../../lib/ids.ts'
import type { Ctx } from '../../platform/context.ts'
import { row } from '../../platform/db/connect.ts'
import { putMail } from '../../platform/mail/put.ts'
import { readSettings } from '../../platform/settings.ts'
import { calendarMessage } from './calendar.ts'
import { partTitle, partWords, rangesWords, whenWords } from './pages/parts.ts'
import type { LiveSessionPartRow } from './queries/parts.ts'
import type { HeldSession, RecipientRow } from './queries/recipients.ts'

export const recipient = (person: RecipientRow) => ({
  person_id: person.id,
  name: person.full_name,
  address: person.email as string,
  language: person.language,
})

export function facts(ctx: Ctx, session: HeldSession, person: RecipientRow) {
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

export interface Entry {
  method: 'REQUEST' | 'CANCEL'
  session: HeldSession
  part: LiveSessionPartRow
  person: RecipientRow
  join_href: string | null
  /** Where the part was dropped and the booking for the rest stands: when that is. */
  stands_words?: string
}

/** One entry per person and part for life: the UID stays, each message about it takes the next SEQUENCE. */
async function calendarPart(ctx: Ctx, { method, session, part, person, join_href, stands_words }: Entry) {
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
      description: [
        stands_words && `This part was dropped. Your booking for the rest stands: ${stands_words}.`,
        join_href && `Join: ${join_href}`,
        `Change or cancel: ${sessionHref}`,
        session.notes,
      ]
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
 * The calendar entry of a part in a mail of its own, after one that tells all or, where they know, alone. Outlook takes one
 * meeting from a message, so a session of several parts is one mail that tells all and carries the first, and one of these
 * for each other part.
 */
export async function tellCalendar(
  ctx: Ctx,
  method: 'REQUEST' | 'CANCEL',
  {
    session,
    part,
    person,
    join_href = null,
    ...standing
  }: Omit<Entry, 'method' | 'join_href'> & { join_href?: string | null },
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
      stands_words: null,
      ...standing,
    },
    calendar: await calendarPart(ctx, { method, session, part, person, join_href, ...standing }),
    is_secret: true,
    stale_at: part.ends_at,
  })
}

/** A mail with the entry of the first of these parts, and the entries of the others after it; without any, the mail alone. */
export async function putWithEntries(
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
export const entriesOf = (
  ctx: Ctx,
  method: Entry['method'],
  { session, ...more }: Omit<Entry, 'method' | 'part'>,
  parts = session.parts,
): Entry[] => parts.filter((part) => part.ends_at > ctx.now).map((part) => ({ method, session, part, ...more }))
