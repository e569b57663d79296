/** The development clock in the worker: where web and worker are two processes, the second is told by a job. */
import { clock } from '../../platform/clock.ts'
import type { Ctx } from '../../platform/context.ts'
import { putJob } from '../../platform/jobs/put.ts'
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    /** How far the clock is ahead of the real one, in milliseconds. */
    'dev.clock': { ahead: number }
  }
}

export function developmentJobs(regular: RegularJob[]): JobHandlers {
  return {
    'dev.clock': async (ctx, { ahead }) => {
      clock.set(new Date(Date.now() + ahead))
      await putRegularJobs({ ...ctx, now: clock.now() }, regular)
    },
  }
}

/** What would have run by itself while the time went by: plans, sweeps and the nightly jobs, once each. */
async function putRegularJobs(ctx: Ctx, regular: RegularJob[]): Promise<void> {
  for (const [name] of regular) await putJob(ctx, name, {} as never, { key: `${name} after dev.clock` })
}
