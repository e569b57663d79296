/** What this room does later: tells people of their attendance, and hands in a quiz whose time is up. */
import type { JobHandlers } from '../../platform/jobs/work.ts'
import { endAttempt } from './commands/attempts.ts'
import { tellAttendance, tellChange } from './mails.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'learning.tell-attendance': { subjectId: string }
    'learning.end-attempt': { subjectId: string }
    'learning.tell-change': { versionId: string; personIds: string[]; isAgain: boolean }
  }
}

export const learningJobs: JobHandlers = {
  'learning.tell-attendance': (ctx, { subjectId }) => tellAttendance(ctx, subjectId),
  'learning.tell-change': (ctx, told) => tellChange(ctx, told),
  'learning.end-attempt': (ctx, { subjectId }) => endAttempt(ctx, subjectId),
}
