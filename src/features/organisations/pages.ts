/** Rows to what the organisation templates show: pure. */
import { addDays, wordsForDate } from '../../lib/time.ts'
import type { Typed } from '../../platform/http/form.ts'
import type { AreaRow, OrganisationRow } from './queries/organisations.ts'
import type { OrganisationInput } from './commands.ts'
import type { OrganisationKind } from './rules.ts'
import { hasEnded, organisationKinds } from './rules.ts'

export const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const kindChoices = organisationKinds.map((kind) => ({ value: kind, text: sentenceCase(kind) }))

/** Several of a kind, as a sentence names them: 'housing associations'. */
export const kindPlurals: Record<OrganisationKind, string> = {
  'district council': 'district councils',
  'county council': 'county councils',
  'unitary council': 'unitary councils',
  'housing association': 'housing associations',
  charity: 'charities',
  'community group': 'community groups',
  health: 'health organisations',
  education: 'schools and education organisations',
  fire: 'fire services',
  police: 'police organisations',
  other: 'other organisations',
}

export const areaChoices = (areas: AreaRow[]) =>
  areas.map((area) => ({ value: area.id, text: area.kind === 'county' ? `${area.name} (county)` : area.name }))

export const organisationChoices = (none: string, found: { id: string; name: string }[], without?: string) => [
  { value: '', text: none },
  ...found.filter((one) => one.id !== without).map((one) => ({ value: one.id, text: one.name })),
]

/** 'Ends on 1 April 2028', 'Ended on 1 April 2028', or null while no end is set. */
export function endWords(organisation: { ends_on: string | null }, today: string): string | null {
  if (organisation.ends_on === null) return null
  return `${hasEnded(organisation, today) ? 'Ended' : 'Ends'} on ${wordsForDate(organisation.ends_on)}`
}

export function organisationListPage(
  found: (OrganisationRow & { areas: string | null; people: number })[],
  today: string,
) {
  return found.map((organisation) => ({
    ...organisation,
    href: `/organisations/${organisation.id}`,
    kind_words: sentenceCase(organisation.kind),
    area_words: organisation.areas ?? 'None given',
    end_words: endWords(organisation, today),
  }))
}

/** The edit form, filled from what is stored. */
export function typedOrganisation(organisation: OrganisationInput): Typed {
  return { ...organisation, domains: organisation.domains.join('\n'), parent_id: organisation.parent_id ?? '' }
}

/** The ending form: the planned day, or nothing chosen yet. */
export function typedEnding(organisation: OrganisationRow): Typed {
  const [year = '', month = '', day = ''] = organisation.ends_on?.split('-').map((part) => part.replace(/^0/, '')) ?? []
  return {
    'ends_on-day': day,
    'ends_on-month': month,
    'ends_on-year': year,
    successor_id: organisation.successor_id ?? '',
  }
}

const counted = (count: number, one: string, many: string) =>
  `${count === 0 ? 'No' : count} ${count === 1 ? one : many}`

/** What ending it will do, and to whom, sentence by sentence. */
export function endingWords(name: string, belonging: { people: number; leads: number; below: number }): string[] {
  const { people, leads, below } = belonging
  return [
    `${counted(people, 'person belongs', 'people belong')} to ${name} today, and ${leads === 0 ? 'nobody leads' : counted(leads, 'person leads', 'people lead')} it.`,
    'From that day nobody can be added to it, and email addresses at its domains are matched to the organisation that follows it.',
    'Memberships, training and certificates stay on record under its name. Move people to their new organisations with “Move people” on its page, or with a staff list.',
    ...(below > 0
      ? [`${counted(below, 'organisation stands', 'organisations stand')} under it and will keep doing so.`]
      : []),
  ]
}

/** The last day, for the sentence after it was done. */
export const lastDayWords = (endsOn: string) => wordsForDate(addDays(endsOn, -1))
