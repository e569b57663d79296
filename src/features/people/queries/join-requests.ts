/** Reads who asks to join which organisation. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'

export interface JoinRequestRow {
  id: string
  person_id: string
  full_name: string
  email: string | null
  organisation_id: string
  organisation_name: string
  asked_at: Date
  decided_at: Date | null
  decision: 'approved' | 'declined' | null
}

const requests = `
  select r.id, r.person_id, p.full_name, p.email, r.organisation_id, o.name as organisation_name, r.asked_at,
    r.decided_at, r.decision
  from join_requests r join people p on p.id = r.person_id join organisations o on o.id = r.organisation_id`

export async function findJoinRequest(ctx: Ctx, joinRequestId: string): Promise<JoinRequestRow | undefined> {
  if (!isId(joinRequestId)) return undefined
  return row<JoinRequestRow>(ctx.db, `${requests} where r.id = ?`, [joinRequestId])
}

/** Those that wait for an answer, the oldest first; `organisationIds` null means all. */
export async function listOpenJoinRequests(ctx: Ctx, organisationIds: string[] | null): Promise<JoinRequestRow[]> {
  return rows<JoinRequestRow>(
    ctx.db,
    `${requests} where r.decided_at is null and p.disabled_at is null
       and (:all or r.organisation_id = any(:organisations::uuid[])) order by r.asked_at, r.id limit 500`,
    { all: organisationIds === null, organisations: organisationIds ?? [] },
  )
}

export async function countOpenJoinRequests(ctx: Ctx, organisationIds: string[] | null): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.db,
    `select count(*) from join_requests r join people p on p.id = r.person_id
     where r.decided_at is null and p.disabled_at is null
       and (:all or r.organisation_id = any(:organisations::uuid[]))`,
    { all: organisationIds === null, organisations: organisationIds ?? [] },
  )
  return found?.count ?? 0
}

/** What a person asked, the newest first. */
export async function listJoinRequestsOf(ctx: Ctx, personId: string): Promise<JoinRequestRow[]> {
  return rows<JoinRequestRow>(ctx.db, `${requests} where r.person_id = ? order by r.asked_at desc, r.id desc`, [
    personId,
  ])
}
