/** Rows to what the organisation templates show: pure. */
import type { AreaRow, OrganisationRow } from './queries.ts'
import { organisationKinds } from './rules.ts'

export const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const kindChoices = organisationKinds.map((kind) => ({ value: kind, text: sentenceCase(kind) }))

export const areaChoices = (areas: AreaRow[]) =>
  areas.map((area) => ({ value: area.id, text: area.kind === 'county' ? `${area.name} (county)` : area.name }))

export function organisationListPage(found: (OrganisationRow & { areas: string | null; people: number })[]) {
  return found.map((organisation) => ({
    ...organisation,
    href: `/organisations/${organisation.id}`,
    kind_words: sentenceCase(organisation.kind),
    area_words: organisation.areas ?? 'None given',
  }))
}
