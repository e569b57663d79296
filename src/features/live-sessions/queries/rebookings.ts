/** Reads the links of those whose session was called off, and the sessions they can choose instead. */
import { isSecret } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import type { State } from '../rules.ts'
import { chooseAlternatives } from '../rules.ts'
import { seatFor, seatsOf } from '../seats.ts'
import type { LiveSessionRow } from './live-sessions.ts'
import { listEquals } from './live-sessions.ts'
import { listOverlaps } from './overlaps.ts'
import { findGroups } from './quotas.ts'

export interface RebookingRow {
  booking_id: string
  live_session_id: string
  person_id: string
  full_name: string
  /** Whether the booking was ended since, by the person or for them. */
  is_ended: boolean
  rebooked_as: string | null
  /** Where they went, if they chose, and whether they have the place there. */
  chosen_id: string | null
  chosen_is_booked: boolean | null
}

export async function findRebooking(ctx: Ctx, token: string): Promise<RebookingRow | undefined> {
  return isSecret(token)
    ? row<RebookingRow>(
        ctx.db,
        `select r.booking_id, b.live_session_id, b.person_id, p.full_name, b.cancelled_at is not null as is_ended,
           r.rebooked_as, n.live_session_id as chosen_id,
           n.booked_at is not null and n.cancelled_at is null as chosen_is_booked
         from rebookings r join bookings b on b.id = r.booking_id
         join people p on p.id = b.person_id and p.disabled_at is null
         left join bookings n on n.id = r.rebooked_as
         where r.token = ?`,
        [token],
      )
    : undefined
}

/** The link of one's own booking, for the page of the session. */
export async function findRebookingToken(ctx: Ctx, bookingId: string): Promise<string | null> {
  return (await ctx.db('rebookings').first('token').where({ booking_id: bookingId }))?.token ?? null
}

export interface Choices {
  /** At most three, those with a place for the person first. */
  choices: { session: LiveSessionRow; has_place: boolean }[]
  /** A session of the same where they have a place already: then there is nothing to choose. */
  elsewhere: LiveSessionRow | undefined
}

export async function listChoices(
  ctx: Ctx,
  session: { id: string; live_part_ids: string[] },
  personId: string,
): Promise<Choices> {
  const coming = await listEquals(ctx, session)
  if (coming.length === 0) return { choices: [], elsewhere: undefined }
  const groups = await findGroups(ctx, personId)
  const places = await ctx
    .db('bookings')
    .where({ person_id: personId, cancelled_at: null })
    .whereNotNull('booked_at')
    .whereIn(
      'live_session_id',
      coming.map((one) => one.id),
    )
    .pluck('live_session_id')
  const elsewhere = coming.find((one) => places.includes(one.id))
  if (elsewhere) return { choices: [], elsewhere }
  const engagements = coming
    .flatMap((one) => one.parts)
    .map(({ starts_at, ends_at }) => ({ person_id: personId, starts_at, ends_at }))
  const taken = await listOverlaps(ctx, engagements, [])
  // Nobody is asked to be in two places: what they have to do elsewhere at that hour stays.
  const isFree = (one: LiveSessionRow) =>
    !taken.some(
      (other) =>
        other.live_session_id !== one.id &&
        one.parts.some((part) => part.starts_at < other.ends_at && part.ends_at > other.starts_at),
    )
  const open = coming
    .filter((one) => one.closed_at === null && isFree(one))
    .map((one) => ({ session: one, has_place: seatFor(seatsOf(one, ctx.now), groups) !== null }))
  return { choices: chooseAlternatives(open), elsewhere: undefined }
}

/** Only a session that is off lets anybody choose. */
export const letsChoose = (state: State): boolean => state === 'cancelled' || state === 'postponed'
