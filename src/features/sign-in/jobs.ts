/** The jobs of the sign-in room. */
import type { JobHandlers } from '../../platform/jobs/work.ts'
import { removeOldCodes, sendCode } from './commands/codes.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'sign-in.send-code': { codeId: string; register?: string }
    'sign-in.tidy': Record<string, never>
  }
}

export const signInJobs: JobHandlers = {
  'sign-in.send-code': (ctx, { codeId, register }) => sendCode(ctx, codeId, register),
  'sign-in.tidy': (ctx) => removeOldCodes(ctx),
}
