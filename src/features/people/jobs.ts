/** The people room's jobs: many invitations, reading a staff list, applying it. */
import type { Ctx } from '../../platform/context.ts'
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { invitePerson } from './commands/invitations.ts'
import { findActor } from './queries/actors.ts'
import { listInvitedSince } from './queries/invitations.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'people.invite': { personIds: string[]; askedBy: string | null; askedAt: string }
  }
}

export const peopleJobs: JobHandlers = {
  // Killed half-way and run again, it leaves out those it had invited.
  'people.invite': async (ctx, { personIds, askedBy, askedAt }) => {
    const asker = await onBehalfOf(ctx, askedBy)
    const invited = await listInvitedSince(ctx, personIds, new Date(askedAt))
    for (const id of personIds) if (!invited.has(id)) await invitePerson(asker, id, { bulk: true })
  },
}

export const peopleRegularJobs: RegularJob[] = []

/** The audit names who asked, not the worker. */
async function onBehalfOf(ctx: Ctx, personId: string | null): Promise<Ctx> {
  const actor = personId === null ? undefined : await findActor(ctx, personId)
  return actor ? { ...ctx, actor } : ctx
}
