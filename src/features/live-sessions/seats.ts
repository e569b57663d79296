/** Which seat a person can have: one kept for their organisation or its kind, or one that is open to all. Pure. */
import { today } from '../../lib/time.ts'
import { offerEndsAt } from './offer-times.ts'

/** Places of a session kept for one organisation or one kind of it, until the release day. */
export interface Quota {
  id: string
  organisation_id: string | null
  organisation_kind: string | null
  organisation_name: string | null
  places: number
  /** How many of them are taken, or held for an offer. */
  used: number
  release_on: string
}

/** What makes a person belong to a quota: where they are a member today. */
export interface Groups {
  organisation_ids: string[]
  organisation_kinds: string[]
}

export const noGroups: Groups = { organisation_ids: [], organisation_kinds: [] }

export interface Counted {
  capacity: number
  booked: number
  held: number
  starts_at: Date
  quotas: Quota[]
}

/** What is free of a session now, and what of it is kept for whom. */
export interface Seats {
  free: number
  kept: { id: string; organisation_id: string | null; organisation_kind: string | null; unused: number }[]
}

/** A seat, and the quota it is of. */
export interface Seat {
  quota_id: string | null
}

/** Nothing is kept from the release day on, nor in the last waking hours, when an empty seat helps nobody. */
export const activeQuotas = (session: { starts_at: Date; quotas: Quota[] }, now: Date): Quota[] =>
  session.quotas.length === 0 || offerEndsAt(now, session.starts_at) === null
    ? []
    : session.quotas.filter((quota) => quota.release_on > today(now))

export const seatsOf = (session: Counted, now: Date): Seats => ({
  free: Math.max(0, session.capacity - session.booked - session.held),
  kept: activeQuotas(session, now).map(({ id, organisation_id, organisation_kind, places, used }) => ({
    id,
    organisation_id,
    organisation_kind,
    unused: Math.max(0, places - used),
  })),
})

/** Places that somebody has, is offered, or has kept for them: no fewer can there be. */
export const spokenFor = (session: Counted, now: Date): number =>
  session.booked + session.held + seatsOf(session, now).kept.reduce((sum, quota) => sum + quota.unused, 0)

/** Free seats that are kept for nobody. */
export const openSeats = (seats: Seats): number =>
  Math.max(0, seats.free - seats.kept.reduce((sum, quota) => sum + quota.unused, 0))

export const belongs = (
  quota: { organisation_id: string | null; organisation_kind: string | null },
  groups: Groups,
): boolean =>
  quota.organisation_id === null
    ? groups.organisation_kinds.includes(quota.organisation_kind!)
    : groups.organisation_ids.includes(quota.organisation_id)

/** The narrowest that fits: kept for the person's organisation, then for its kind, then open to all. */
export function seatFor(seats: Seats, groups: Groups): Seat | null {
  if (seats.free === 0) return null
  const own = byNarrowness(seats.kept).find((quota) => quota.unused > 0 && belongs(quota, groups))
  if (own) return { quota_id: own.id }
  return openSeats(seats) > 0 ? { quota_id: null } : null
}

export const byNarrowness = <Kept extends { organisation_id: string | null }>(quotas: Kept[]): Kept[] =>
  quotas.toSorted((one, other) => Number(one.organisation_id === null) - Number(other.organisation_id === null))

export const withoutSeat = (seats: Seats, seat: Seat): Seats => ({
  free: seats.free - 1,
  kept: seats.kept.map((quota) => (quota.id === seat.quota_id ? { ...quota, unused: quota.unused - 1 } : quota)),
})

/** Goes down the line and gives each the seat they can have, until nothing is left for anybody. */
export function shareOut<Person extends Groups>(seats: Seats, line: Person[]): [Person, Seat][] {
  const given: [Person, Seat][] = []
  let left = seats
  for (const person of line) {
    const seat = seatFor(left, person)
    if (!seat) continue
    given.push([person, seat])
    left = withoutSeat(left, seat)
  }
  return given
}

/** Which quota each taken seat counts to, first come first counted: asked anew when quotas change. */
export function attribute<Taken extends Groups>(
  quotas: Pick<Quota, 'id' | 'organisation_id' | 'organisation_kind' | 'places'>[],
  taken: Taken[],
): [Taken, Seat][] {
  const left = new Map(quotas.map((quota) => [quota.id, quota.places]))
  return taken.map((one) => {
    const own = byNarrowness(quotas).find((quota) => left.get(quota.id)! > 0 && belongs(quota, one))
    if (own) left.set(own.id, left.get(own.id)! - 1)
    return [one, { quota_id: own?.id ?? null }]
  })
}
