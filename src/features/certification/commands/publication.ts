/** Publishing with what it asks of people on earlier versions: only this room knows who is certified. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import type { ChangeFor } from '../../courses/index.ts'
import { moveToVersion, publishCourseVersion, readPublication, recordChange } from '../../courses/index.ts'
import { askToReadChange, carryProgress } from '../../learning/index.ts'
import { listConcerned } from '../queries/changes.ts'

export interface PublicationInput {
  version_id: string
  /** Null where the change is not material, or there is nothing it changes. */
  change: { what_changed: string; for_under_way: ChangeFor; for_certified: ChangeFor } | null
}

/** In one transaction: the version is published and everybody is asked what was decided, or nothing happens at all. */
export async function publishVersion(
  ctx: Ctx,
  { version_id, change }: PublicationInput,
): Promise<'published' | 'already-published' | 'not-in-review' | 'not-ready'> {
  return inTransaction(ctx, async (ctx) => {
    const { version, previous } = await readPublication(ctx, version_id)
    const result = await publishCourseVersion(ctx, { version_id })
    if (result !== 'published' || change === null || previous === null) return result
    await recordChange(ctx, { version_id, ...change })
    const concerned = await listConcerned(ctx, version.course_id)
    await carryOut(ctx, version_id, concerned.under_way, change.for_under_way, true)
    await carryOut(ctx, version_id, concerned.certified, change.for_certified, false)
    await tellCertified(ctx, version_id, concerned.certified, change.for_certified)
    return result
  })
}

const atOnce = 200

/** Who is certified has no reason to look into My training: they are told by email. */
async function tellCertified(ctx: Ctx, versionId: string, personIds: string[], what: ChangeFor): Promise<void> {
  if (what === 'leave') return
  for (let from = 0; from < personIds.length; from += atOnce)
    await putJob(
      ctx,
      'learning.tell-change',
      { versionId, personIds: personIds.slice(from, from + atOnce), isAgain: what === 'again' },
      { priority: 10 },
    )
}

async function carryOut(
  ctx: Ctx,
  version_id: string,
  person_ids: string[],
  what: ChangeFor,
  is_required: boolean,
): Promise<void> {
  if (person_ids.length === 0) return
  switch (what) {
    case 'leave':
      return
    case 'what changed':
      return askToReadChange(ctx, { version_id, person_ids, is_required })
    case 'again':
      // First what is the same in both versions, while it is still known which version each person is on.
      await carryProgress(ctx, { version_id, person_ids })
      return moveToVersion(ctx, { version_id, person_ids })
  }
}
