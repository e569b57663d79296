/** The job of the records room: erasing a person when the time to cancel is over. */
import type { JobHandlers } from '../../platform/jobs/work.ts'
import { erase } from './commands/erasing.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'records.erase': { subjectId: string }
  }
}

export const recordJobs: JobHandlers = {
  'records.erase': (ctx, { subjectId }) => erase(ctx, subjectId),
}
