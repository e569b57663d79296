/** What a new session takes over from the one it is copied from, or from a template, beside its form: pure. */
import { addDays, daysBetween, today } from '../../lib/time.ts'
import type { MaterialMoment } from './materials.ts'
import type { Reminder } from './reminder-times.ts'

export const carryings = ['reminders', 'materials', 'places'] as const
export type Carrying = (typeof carryings)[number]

export interface CarriedMaterial {
  moment: MaterialMoment
  title: string
  url: string | null
  file_id: string | null
}

/** Kept places without a day of their own: they are released so many days before the session they come to. */
export interface CarriedQuota {
  organisation_id: string | null
  organisation_kind: string | null
  organisation_name: string | null
  places: number
  days_before: number
}

export interface Carried {
  /** Null: those that every new session has. */
  reminders: Reminder[] | null
  materials: CarriedMaterial[]
  quotas: CarriedQuota[]
}

export const nothingCarried: Carried = { reminders: null, materials: [], quotas: [] }

export const onlyChosen = (carried: Carried, chosen: readonly Carrying[]): Carried => ({
  reminders: chosen.includes('reminders') ? carried.reminders : null,
  materials: chosen.includes('materials') ? carried.materials : [],
  quotas: chosen.includes('places') ? carried.quotas : [],
})

export const daysBefore = (releaseOn: string, startsAt: Date): number =>
  Math.max(0, daysBetween(releaseOn, today(startsAt)))

/** On a session that begins then: what is kept and until when, and what is not, because its release day has come already. */
export function quotasOn(
  quotas: CarriedQuota[],
  startsAt: Date,
  now: Date,
): { kept: (CarriedQuota & { release_on: string })[]; late: CarriedQuota[] } {
  const releaseOn = (quota: CarriedQuota) => addDays(today(startsAt), -quota.days_before)
  const isLate = (quota: CarriedQuota) => releaseOn(quota) <= today(now)
  return {
    kept: quotas.filter((one) => !isLate(one)).map((quota) => ({ ...quota, release_on: releaseOn(quota) })),
    late: quotas.filter(isLate),
  }
}
