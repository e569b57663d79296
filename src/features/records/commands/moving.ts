/** Moves people from one organisation to others on one day: a membership ends and another begins, and both stay on record. */
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { getOrganisation } from '../../organisations/index.ts'
import { addMembership, endMembership } from '../../people/index.ts'
import { listMovable } from '../queries/members.ts'

export interface MoveResult {
  moved: number
  /** Belonged to the other already: only the old membership has ended. */
  joined_before: number
  /** No longer there when it was done. */
  gone: number
}

/** All or nothing; sent twice, the second time finds nobody left to move. */
export async function movePeople(
  ctx: Ctx,
  input: { from_id: string; on: string; moves: { person_id: string; to_id: string }[] },
): Promise<MoveResult> {
  return inTransaction(ctx, async (ctx) => {
    await getOrganisation(ctx, input.from_id)
    const movable = new Map((await listMovable(ctx, input.from_id, input.on)).map((one) => [one.person_id, one]))
    const result: MoveResult = { moved: 0, joined_before: 0, gone: 0 }
    for (const { person_id, to_id } of input.moves) {
      const member = movable.get(person_id)
      if (!member || to_id === input.from_id) {
        result.gone++
        continue
      }
      const ended = await endMembership(ctx, {
        membership_id: member.membership_id,
        ends_on: input.on,
        tells_nobody: true,
      })
      // Somebody else has moved them this very moment: they must not begin at two places.
      if (ended !== 'ended') {
        result.gone++
        continue
      }
      const { result: added } = await addMembership(ctx, {
        person_id,
        organisation_id: to_id,
        job_title: member.job_title,
        starts_on: input.on,
      })
      if (added === 'added') result.moved++
      else result.joined_before++
    }
    if (result.moved + result.joined_before > 0)
      await recordAudit(ctx, {
        action: 'records.move-people',
        subject_kind: 'organisation',
        subject_id: input.from_id,
        after: { on: input.on, ...result },
      })
    return result
  })
}
