/** After a session its people are asked how it was, and its trainers hear who says they were there. */
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { sendClaimNews } from './commands/claim-news.ts'
import { askForEvaluations } from './commands/evaluations.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'attendance.ask-evaluations': Record<string, never>
    'attendance.tell-claims': { subjectId: string }
  }
}

export const attendanceJobs: JobHandlers = {
  'attendance.ask-evaluations': askForEvaluations,
  'attendance.tell-claims': (ctx, { subjectId }) => sendClaimNews(ctx, subjectId),
}

export const attendanceRegularJobs: RegularJob[] = [['attendance.ask-evaluations', '*/5 * * * *']]
