/** Who of an organisation can be reminded, with what they have done and when they were reminded last. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { MemberRow } from './organisation.ts'
import { listOrganisationMembers } from './organisation.ts'

export interface RemindableRow extends MemberRow {
  email: string | null
  language: 'en' | 'cy'
  reminded_at: Date | null
}

const mostMembers = 2000

export async function listRemindable(
  ctx: Ctx,
  organisationId: string,
  personId: string | null,
): Promise<RemindableRow[]> {
  const members = (await listOrganisationMembers(ctx, organisationId, { limit: mostMembers, offset: 0 })).filter(
    (one) => personId === null || one.person_id === personId,
  )
  const more = await rows<{ id: string; email: string | null; language: 'en' | 'cy'; reminded_at: Date | null }>(
    ctx.db,
    `select p.id, p.email, p.language, (select max(r.sent_at) from training_reminders r where r.person_id = p.id) as reminded_at
     from people p where p.id = any (:ids::uuid[])`,
    { ids: members.map((one) => one.person_id) },
  )
  const by = new Map(more.map(({ id, ...one }) => [id, one]))
  return members.map((one) => ({ ...one, ...by.get(one.person_id)! }))
}

/** When each of these was reminded last. */
export async function listReminded(ctx: Ctx, personIds: string[]): Promise<Map<string, Date>> {
  const found = await rows<{ person_id: string; sent_at: Date }>(
    ctx.db,
    `select person_id, max(sent_at) as sent_at from training_reminders where person_id = any (:personIds::uuid[]) group by 1`,
    { personIds },
  )
  return new Map(found.map((one) => [one.person_id, one.sent_at]))
}

export async function isMemberToday(
  ctx: Ctx,
  organisationId: string,
  personId: string,
  today: string,
): Promise<boolean> {
  const found = await row(
    ctx.db,
    `select from memberships where organisation_id = :organisationId and person_id = :personId and starts_on <= :today
       and (ends_on is null or ends_on > :today)`,
    { organisationId, personId, today },
  )
  return found !== undefined
}
