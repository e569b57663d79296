/** After a session its people are asked how it was. */
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { askForEvaluations } from './commands/evaluations.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'attendance.ask-evaluations': Record<string, never>
  }
}

export const attendanceJobs: JobHandlers = { 'attendance.ask-evaluations': askForEvaluations }

export const attendanceRegularJobs: RegularJob[] = [['attendance.ask-evaluations', '*/5 * * * *']]
