/** Jobs of the certification room: issue what was earned, print what waited; and ask again by night, so that a lost job heals. */
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { checkPerson, putChecks } from './commands/checking.ts'
import { printWaiting, putPrints } from './commands/printing.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'certification.check': { personId: string }
    'certification.check-all': Record<string, never>
    'certification.print': { personId: string }
    'certification.print-all': Record<string, never>
  }
}

export const certificationJobs: JobHandlers = {
  'certification.check': (ctx, { personId }) => checkPerson(ctx, personId),
  'certification.check-all': (ctx) => putChecks(ctx),
  'certification.print': (ctx, { personId }) => printWaiting(ctx, personId),
  'certification.print-all': (ctx) => putPrints(ctx),
}

export const certificationRegularJobs: RegularJob[] = [
  ['certification.check-all', '40 1 * * *'],
  ['certification.print-all', '* * * * *'],
]
