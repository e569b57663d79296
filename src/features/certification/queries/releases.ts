/** Who has earned a certificate that waits to be released, and which releases can still be recalled. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import type { CourseKind } from '../../courses/index.ts'
import { renewalOf } from '../rules.ts'
import { findLatest } from './certificates.ts'

export interface WaitingReleaseRow {
  completion_id: string
  person_id: string
  full_name: string
  organisations: string | null
  programme_id: string
  programme_name: string
  course_version_id: string
  course_title: string
  kind: CourseKind
  completed_at: Date
  has_certificate: boolean
  /** Open: released, and not issued yet. */
  release_id: string | null
  issues_at: Date | null
  released_by_name: string | null
}

/** Completions in force of programmes whose certificates are released, that no certificate was issued for; the oldest first. */
export async function listWaitingReleases(
  ctx: Ctx,
  of: { programme_id?: string; completion_ids?: string[] } = {},
): Promise<WaitingReleaseRow[]> {
  const found = await rows<WaitingReleaseRow>(
    ctx.db,
    `with recursive chain as (
       select x.id, x.id as first_id, 1 as length from completions x where x.corrects_id is null
         and (:completion_ids::uuid[] is null or x.id = any (:completion_ids::uuid[]))
         and not exists (select from certificates u where u.completion_id = x.id)
       union all
       select y.id, chain.first_id, chain.length + 1 from completions y join chain on y.corrects_id = chain.id),
     in_force as (select first_id from chain group by first_id having max(length) % 2 = 1)
     select x.id as completion_id, x.person_id, p.full_name, g.id as programme_id, g.name as programme_name,
       x.course_version_id, c.title as course_title, c.kind, x.completed_at,
       exists (select from certificates h where h.person_id = x.person_id and h.programme_id = g.id) as has_certificate,
       (select string_agg(o.name, ', ' order by o.name) from memberships m join organisations o on o.id = m.organisation_id
        where m.person_id = p.id and m.starts_on <= :now::date and (m.ends_on is null or m.ends_on > :now::date)) as organisations,
       r.id as release_id, r.issues_at, y.full_name as released_by_name
     from in_force f
     join completions x on x.id = f.first_id
     join people p on p.id = x.person_id and p.disabled_at is null
     join course_versions v on v.id = x.course_version_id
     join courses c on c.id = v.course_id
     join programmes g on g.id = c.programme_id and g.issuing = 'released'
     left join certificate_releases r on r.completion_id = x.id and r.recalled_at is null and r.done_at is null
     left join people y on y.id = r.released_by
     where :programme_id::uuid is null or g.id = :programme_id
     order by x.completed_at, p.search, x.id`,
    { programme_id: of.programme_id ?? null, completion_ids: (of.completion_ids ?? null) as never, now: ctx.now },
  )
  const kept: WaitingReleaseRow[] = []
  for (const one of found) if (!one.has_certificate || (await renews(ctx, one))) kept.push(one)
  return kept
}

/** How many wait that nobody has released; next to nothing is asked where no programme's certificates wait for that. */
export async function countToRelease(ctx: Ctx): Promise<number> {
  const some = await ctx.db('programmes').where({ issuing: 'released' }).first('id')
  return some ? (await listWaitingReleases(ctx)).filter((one) => one.release_id === null).length : 0
}

/** Of somebody certified already only what renews their certificate is worth a release. */
async function renews(ctx: Ctx, one: WaitingReleaseRow): Promise<boolean> {
  const latest = await findLatest(ctx, one)
  return !latest || renewalOf(latest, { kind: one.kind, at: one.completed_at, is_used: false }) === 'renew'
}
