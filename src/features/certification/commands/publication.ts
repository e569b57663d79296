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
  /** Null where the change is not material. Of a group that nobody was in nothing was asked: null there. */
  change: { what_changed: string; for_under_way: ChangeFor | null; for_certified: ChangeFor | null } | null
}

export type PublishVersionResult =
  /** How many people each decision concerned in the end. */
  | { result: 'published'; under_way: number; certified: number }
  /** Somebody came into a group that was empty when it was decided: it has to be asked after all. */
  | { result: 'not-asked' | 'already-published' | 'not-in-review' | 'not-ready' }

/** In one transaction: the version is published and everybody is asked what was decided, or nothing happens at all. */
export async function publishVersion(
  ctx: Ctx,
  { version_id, change }: PublicationInput,
): Promise<PublishVersionResult> {
  return inTransaction(ctx, async (ctx) => {
    const { version, previous } = await readPublication(ctx, version_id)
    const { under_way, certified } = await listConcerned(ctx, version.course_id)
    const isAsked =
      change === null ||
      previous === null ||
      version.published_at !== null ||
      ((change.for_under_way !== null || under_way.length === 0) &&
        (change.for_certified !== null || certified.length === 0))
    if (!isAsked) return { result: 'not-asked' }
    const result = await publishCourseVersion(ctx, { version_id })
    if (result !== 'published') return { result }
    const published = { result, under_way: under_way.length, certified: certified.length }
    if (change === null || previous === null || (change.for_under_way ?? change.for_certified) === null)
      return published
    const { what_changed, for_under_way, for_certified } = change
    const decided = { for_under_way: for_under_way ?? 'leave', for_certified: for_certified ?? 'leave' }
    await recordChange(ctx, { version_id, what_changed, ...decided })
    await carryOut(ctx, version_id, under_way, decided.for_under_way, true)
    await carryOut(ctx, version_id, certified, decided.for_certified, false)
    await tellCertified(ctx, version_id, certified, decided.for_certified)
    return published
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
