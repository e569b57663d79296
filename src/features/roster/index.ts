/** The door of the roster room: champions as at a day. */
export { championRows, countChampions, listChampions, belongedSql, seatedSql } from './queries/champions.ts'
export type { RosterScope } from './queries/champions.ts'
export { toComeWords } from './pages.ts'
export { rosterHref, usualFilters, usualProgramme } from './rules.ts'
export type { RosterFilters } from './rules.ts'
