/** What comes with a new session, or stays in a template, in words: pure. */
import type { Carried, CarriedQuota, Carrying } from '../carrying.ts'
import { groupWords } from './places.ts'
import { remindersWords } from './reminders.ts'

const placesOf = (quota: CarriedQuota): string =>
  `${quota.places} ${quota.places === 1 ? 'place' : 'places'} for ${groupWords(quota)}`

const untilWords = ({ days_before }: CarriedQuota): string =>
  days_before === 0
    ? 'until the day of the session'
    : `until ${days_before === 1 ? '1 day' : `${days_before} days`} before it`

function materialWords({ materials }: Carried): string {
  const titles = (moment: string) => materials.filter((one) => one.moment === moment).map((one) => `‘${one.title}’`)
  const [before, after] = [titles('before'), titles('after')]
  return [
    before.length > 0 ? `To read before: ${before.join(', ')}` : '',
    after.length > 0 ? `Shown after it: ${after.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('. ')
}

/** A tick for each thing there is to take over, with what it is. */
export function carryChoices(carried: Carried, partCount: number): { value: Carrying; text: string; hint: string }[] {
  return [
    ...(carried.reminders
      ? [{ value: 'reminders' as const, text: 'Reminders', hint: remindersWords(carried.reminders, partCount) }]
      : []),
    ...(carried.materials.length > 0
      ? [{ value: 'materials' as const, text: 'Materials', hint: materialWords(carried) }]
      : []),
    ...(carried.quotas.length > 0
      ? [
          {
            value: 'places' as const,
            text: 'Kept places',
            hint: carried.quotas.map((quota) => `${placesOf(quota)}, ${untilWords(quota)}`).join('; '),
          },
        ]
      : []),
  ]
}

/** Said once it is scheduled: these places are not kept, although it was wanted. */
export const lateWords = (late: CarriedQuota[]): string | null =>
  late.length === 0
    ? null
    : `Not kept, because the session is too near: ${late.map((quota) => `${placesOf(quota)}, ${untilWords(quota)}`).join('; ')}.`
