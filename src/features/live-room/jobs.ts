/** Each minute the presence of people in live rooms is handed on as evidence. */
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { handPresenceOn } from './commands/presence.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'live-room.hand-presence-on': Record<string, never>
  }
}

export const liveRoomRegularJobs: RegularJob[] = [['live-room.hand-presence-on', '* * * * *']]

export const liveRoomJobs = {
  'live-room.hand-presence-on': async (ctx) => {
    await handPresenceOn(ctx)
  },
} satisfies Partial<JobHandlers>
