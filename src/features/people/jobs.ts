/** The people room's jobs: many invitations, reading a staff list, applying it. */
import type { Ctx } from '../../platform/context.ts'
import type { JobHandlers, RegularJob } from '../../platform/jobs/work.ts'
import { addMinutes } from '../../lib/time.ts'
import { row } from '../../platform/db/connect.ts'
import { putJob } from '../../platform/jobs/put.ts'
import { applyImport } from './commands/import-applying.ts'
import { readImport } from './commands/import-reading.ts'
import { invitePerson } from './commands/invitations.ts'
import { findActor } from './queries/actors.ts'
import { getImport, listUnfinishedImports } from './queries/imports.ts'
import { listInvitedSince } from './queries/invitations.ts'

declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'people.invite': { personIds: string[]; askedBy: string | null; askedAt: string }
    'people.read-import': { importId: string }
    'people.apply-import': { importId: string }
    'people.resume-imports': Record<string, never>
  }
}

export const peopleJobs: JobHandlers = {
  // Killed half-way and run again, it leaves out those it had invited.
  'people.invite': async (ctx, { personIds, askedBy, askedAt }) => {
    const asker = await onBehalfOf(ctx, askedBy)
    const invited = await listInvitedSince(ctx, personIds, new Date(askedAt))
    for (const id of personIds) if (!invited.has(id)) await invitePerson(asker, id, { bulk: true })
  },
  'people.read-import': async (ctx, { importId }) => {
    const { uploaded_by } = await getImport(ctx, importId)
    const uploader = await onBehalfOf(ctx, uploaded_by)
    await alone(ctx, `people.read-import ${importId}`, () => readImport(uploader, importId))
  },
  'people.apply-import': async (ctx, { importId }) => {
    const { apply_asked_by } = await getImport(ctx, importId)
    const asker = await onBehalfOf(ctx, apply_asked_by)
    await alone(ctx, `people.apply-import ${importId}`, () => applyImport(asker, importId))
  },
  // A worker that was killed keeps its job for hours: the work is handed to another after a minute.
  'people.resume-imports': async (ctx) => {
    for (const { id, is_read } of await listUnfinishedImports(ctx, addMinutes(ctx.now, -1))) {
      const name = is_read ? 'people.apply-import' : 'people.read-import'
      await putJob(ctx, name, { importId: id }, { key: `${name} ${id}` })
    }
  },
}

export const peopleRegularJobs: RegularJob[] = [['people.resume-imports', '* * * * *']]

/** The audit names who asked, not the worker. */
async function onBehalfOf(ctx: Ctx, personId: string | null): Promise<Ctx> {
  const actor = personId === null ? undefined : await findActor(ctx, personId)
  return actor ? { ...ctx, actor } : ctx
}

/** Does the work unless another process is at it: its lock ends with its connection, so a killed one blocks nobody. */
async function alone(ctx: Ctx, key: string, work: () => Promise<void>): Promise<void> {
  await ctx.db.transaction(async (lock) => {
    const got = await row<{ got: boolean }>(lock, 'select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as got', [
      key,
    ])
    if (got?.got) await work()
  })
}
