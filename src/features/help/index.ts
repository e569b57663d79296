/** The door of the help room: where to report and who supports, as data. */
export { addHelpEntry } from './commands.ts'
export { listHelpEntries, listHelpNeedingReview } from './queries.ts'
export type { HelpEntryRow, HelpReviewRow } from './queries.ts'
