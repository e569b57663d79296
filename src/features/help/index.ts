/** The door of the help room: where to report and who supports, as data. */
export { addHelpEntry } from './commands.ts'
export { listHelpNeedingReview } from './queries.ts'
export type { HelpReviewRow } from './queries.ts'
