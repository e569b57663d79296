/** The roster room's jobs: a mailed link falls due, and a champion has left an organisation. */
import type { JobHandlers } from '../../platform/jobs/work.ts'
import { tellOfLeaver } from './commands/leavers.ts'
import { mailLink } from './commands/views.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'roster.mail-link': { subjectId: string }
    /** Of a membership that ended. */
    'roster.tell-of-leaver': { subjectId: string }
  }
}

export const rosterJobs: JobHandlers = {
  'roster.mail-link': (ctx, { subjectId }) => mailLink(ctx, subjectId),
  'roster.tell-of-leaver': (ctx, { subjectId }) => tellOfLeaver(ctx, subjectId),
}
