/** The roster room's one job: a mailed link falls due. */
import type { JobHandlers } from '../../platform/jobs/work.ts'
import { mailLink } from './commands/views.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'roster.mail-link': { subjectId: string }
  }
}

export const rosterJobs: JobHandlers = {
  'roster.mail-link': (ctx, { subjectId }) => mailLink(ctx, subjectId),
}
