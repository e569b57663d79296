/** How the places of a session are used, in figures that add up, and what is kept for whom, in words: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { OrganisationKind } from '../../organisations/index.ts'
import { kindChoices, kindPlurals } from '../../organisations/index.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import type { Quota } from '../seats.ts'
import { activeQuotas, openSeats, seatsOf } from '../seats.ts'

/** 'housing associations', 'Dacorum Borough Council'. */
export const groupWords = (quota: { organisation_kind: string | null; organisation_name: string | null }): string =>
  quota.organisation_name ?? kindPlurals[quota.organisation_kind as OrganisationKind] ?? String(quota.organisation_kind)

/** '4 of 30 places are kept for housing associations until 12 May 2027, 3 of them still free.' */
export function keptWords(quota: Quota, capacity: number): string {
  const { places, used } = quota
  const left = Math.max(0, places - used)
  const usedWords = used === 0 ? '' : left === 0 ? ', all of them taken' : `, ${left} of them still free`
  return `${places} of ${capacity} places ${places === 1 ? 'is' : 'are'} kept for ${groupWords(quota)} until ${wordsForDate(quota.release_on)}${usedWords}.`
}

/** Said where a session moved to another day: the release days are days, and stay where they are. */
export const releaseWords = (quotas: Quota[]): string | null =>
  quotas.length === 0
    ? null
    : `The day was changed, but not when kept places open to everyone: ${quotas
        .map((quota) => `those for ${groupWords(quota)} on ${wordsForDate(quota.release_on)}`)
        .join('; ')}. Look at Places if that should move too.`

/** Booked, held, kept and open are all the places there are. */
export function ledger(session: LiveSessionRow, now: Date) {
  const seats = seatsOf(session, now)
  const open = openSeats(seats)
  return {
    capacity: session.capacity,
    booked: session.booked,
    held: session.held,
    kept: seats.free - open,
    open,
    waiting: session.waiting - session.held,
  }
}

export function quotaRow(quota: Quota, session: LiveSessionRow, now: Date) {
  const isActive = activeQuotas(session, now).some((one) => one.id === quota.id)
  return {
    who: groupWords(quota),
    places: quota.places,
    used: quota.used,
    until_words: wordsForDate(quota.release_on),
    is_active: isActive,
    removal_href: `/live-sessions/${session.id}/places/${quota.id}/removal`,
  }
}

export const groupChoices = (organisations: { id: string; name: string }[]) => [
  { value: '', text: 'Select who they are kept for' },
  ...kindChoices.map(({ value }) => ({ value, text: `All ${kindPlurals[value]}` })),
  ...organisations.map(({ id, name }) => ({ value: id, text: name })),
]
