/** The door of the organisations room: partners, where they are, and which mail domains are theirs. */
export { addOrganisation, changeAreas } from './commands.ts'
export type { AddOrganisationResult, OrganisationInput } from './commands.ts'
export { areaChoices, endWords, kindChoices, kindPlurals, sentenceCase } from './pages.ts'
export { findOrganisationByDomain, findOrganisationByName } from './queries/claims.ts'
export {
  countBelonging,
  getOrganisation,
  getOrganisationProfile,
  listAreas,
  listOrganisationChoices,
} from './queries/organisations.ts'
export type { AreaRow, OrganisationRow } from './queries/organisations.ts'
export { organisationKinds } from './rules.ts'
export type { OrganisationKind } from './rules.ts'
