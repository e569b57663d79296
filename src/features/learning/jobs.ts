/** What this room does later, and the news it sends up: a fact has changed that may complete somebody. */
import type { Ctx } from '../../platform/context.ts'
import { putJob } from '../../platform/jobs/put.ts'
import type { JobHandlers } from '../../platform/jobs/work.ts'
import { tellAttendance } from './mails.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'learning.tell-attendance': { subjectId: string }
  }
}

export const learningJobs: JobHandlers = {
  'learning.tell-attendance': (ctx, { subjectId }) => tellAttendance(ctx, subjectId),
}

/** One waiting job a person, however many facts change; certification declares it and finds out what it means. */
export async function checkCertificate(ctx: Ctx, personId: string): Promise<void> {
  await putJob(ctx, 'certification.check', { personId }, { key: `certification.check ${personId}` })
}
