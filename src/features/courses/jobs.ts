/** Jobs of the courses room. */
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { dropOldFolders } from './commands/folders.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'courses.drop-folders': Record<string, never>
  }
}

export const courseJobs: JobHandlers = {
  'courses.drop-folders': (ctx) => dropOldFolders(ctx),
}

export const courseRegularJobs: RegularJob[] = [['courses.drop-folders', '20 3 * * *']]
