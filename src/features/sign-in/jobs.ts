/** The jobs of the sign-in room. */
import type { JobHandlers } from '../../platform/jobs/work.ts'
import { removeOldCodes, sendCode } from './commands/codes.ts'
import { endSessionsBefore } from './commands/devices.ts'
import { removeExpiredSessions } from './commands/web-sessions.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'sign-in.send-code': { codeId: string }
    /** Their way in was changed by somebody else at that moment: what was signed in by then ends. */
    'sign-in.end-sessions': { personId: string; before: string }
    'sign-in.tidy': Record<string, never>
  }
}

export const signInJobs: JobHandlers = {
  'sign-in.send-code': (ctx, { codeId }) => sendCode(ctx, codeId),
  'sign-in.end-sessions': (ctx, { personId, before }) => endSessionsBefore(ctx, personId, new Date(before)),
  'sign-in.tidy': async (ctx) => {
    await removeOldCodes(ctx)
    await removeExpiredSessions(ctx)
  },
}
