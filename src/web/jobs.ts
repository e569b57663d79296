/** Every room's jobs in one list, and when the regular ones run. */
import { attendanceJobs, attendanceRegularJobs } from '../features/attendance/jobs.ts'
import { certificationJobs, certificationRegularJobs } from '../features/certification/jobs.ts'
import { courseJobs, courseRegularJobs } from '../features/courses/jobs.ts'
import { learningJobs } from '../features/learning/jobs.ts'
import { liveRoomJobs, liveRoomRegularJobs } from '../features/live-room/jobs.ts'
import { liveSessionJobs, liveSessionRegularJobs } from '../features/live-sessions/jobs.ts'
import { peopleJobs, peopleRegularJobs } from '../features/people/jobs.ts'
import { quizJobs, quizRegularJobs } from '../features/quizzes/jobs.ts'
import { recordJobs } from '../features/records/jobs.ts'
import { rosterJobs } from '../features/roster/jobs.ts'
import { signInJobs } from '../features/sign-in/jobs.ts'
import type { Config } from '../platform/config.ts'
import { runDuePlans } from '../platform/jobs/plans.ts'
import type { JobHandlers, RegularJob } from '../platform/jobs/work.ts'
import type { MailTransport } from '../platform/mail/send.ts'
import { mailJobs } from '../platform/mail/send.ts'

declare module '../platform/jobs/put.ts' {
  interface Jobs {
    'plans.run': Record<string, never>
  }
}

export const regularJobs: RegularJob[] = [
  ['plans.run', '* * * * *'],
  ['mail.sweep', '* * * * *'],
  ['mail.read-reports', '*/5 * * * *'],
  ['sign-in.tidy', '20 2 * * *'],
  ...peopleRegularJobs,
  ...quizRegularJobs,
  ...courseRegularJobs,
  ...liveSessionRegularJobs,
  ...attendanceRegularJobs,
  ...liveRoomRegularJobs,
  ...certificationRegularJobs,
]

export function allJobs(transport: MailTransport | null): JobHandlers {
  return {
    ...mailJobs(transport),
    ...peopleJobs,
    ...signInJobs,
    ...quizJobs,
    ...courseJobs,
    ...liveSessionJobs,
    ...attendanceJobs,
    ...learningJobs,
    ...liveRoomJobs,
    ...certificationJobs,
    ...rosterJobs,
    ...recordJobs,
    'plans.run': async (ctx) => {
      await runDuePlans(ctx)
    },
  }
}

/** All of them, and outside production those of the development pages. */
export async function jobsOf(config: Config, transport: MailTransport | null): Promise<JobHandlers> {
  if (config.production) return allJobs(transport)
  const { developmentJobs } = await import('./dev/jobs.ts')
  return { ...allJobs(transport), ...developmentJobs(regularJobs) }
}
