/** Jobs of the certification room: issue what was earned, print what waited; and ask again by night, so that a lost job heals. */
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { checkWithOthers, putChecks } from './commands/checking.ts'
import { printWaiting, putPrints } from './commands/printing.ts'
import { planMissing, remind } from './commands/reminders.ts'
import { issueReleased } from './commands/releases.ts'
import { askYearly } from './commands/yearly-checks.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'certification.check': { personId: string }
    'certification.check-all': Record<string, never>
    'certification.print': { personId: string }
    'certification.print-all': Record<string, never>
    'certification.plan-reminders': Record<string, never>
    'certification.ask-yearly': Record<string, never>
    'certification.release': { subjectId: string }
    'certification.remind-90-days': { subjectId: string }
    'certification.remind-60-days': { subjectId: string }
    'certification.remind-30-days': { subjectId: string }
    'certification.remind-expired': { subjectId: string }
  }
}

export const certificationJobs: JobHandlers = {
  'certification.check': (ctx, { personId }) => checkWithOthers(ctx, personId),
  'certification.check-all': (ctx) => putChecks(ctx),
  'certification.print': (ctx, { personId }) => printWaiting(ctx, personId),
  'certification.print-all': (ctx) => putPrints(ctx),
  'certification.plan-reminders': (ctx) => planMissing(ctx),
  'certification.ask-yearly': (ctx) => askYearly(ctx),
  'certification.release': (ctx, { subjectId }) => issueReleased(ctx, subjectId),
  'certification.remind-90-days': (ctx, { subjectId }) => remind(ctx, '90 days', subjectId),
  'certification.remind-60-days': (ctx, { subjectId }) => remind(ctx, '60 days', subjectId),
  'certification.remind-30-days': (ctx, { subjectId }) => remind(ctx, '30 days', subjectId),
  'certification.remind-expired': (ctx, { subjectId }) => remind(ctx, 'expired', subjectId),
}

export const certificationRegularJobs: RegularJob[] = [
  ['certification.check-all', '40 1 * * *'],
  ['certification.print-all', '* * * * *'],
  ['certification.plan-reminders', '10 2 * * *'],
  ['certification.ask-yearly', '30 8 * * *'],
]
