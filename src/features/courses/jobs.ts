/** Jobs of the courses room: by night links are asked, and folders that nobody imported go. */
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { dropOldFolders } from './commands/folders.ts'
import { checkLinks } from './commands/links.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'courses.drop-folders': Record<string, never>
    'courses.check-links': Record<string, never>
  }
}

export const courseJobs: JobHandlers = {
  'courses.drop-folders': (ctx) => dropOldFolders(ctx),
  'courses.check-links': (ctx) => checkLinks(ctx),
}

export const courseRegularJobs: RegularJob[] = [
  ['courses.drop-folders', '20 3 * * *'],
  ['courses.check-links', '50 3 * * *'],
]
