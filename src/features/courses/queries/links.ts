/** Links in pages that learners meet today: what is to be asked, and what does not answer. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

/** Pages of the version that learners start with, of each course. */
export async function listCurrentPages(ctx: Ctx): Promise<{ id: string; body: string }[]> {
  return rows(
    ctx.db,
    `select m.id, m.body from (
       select distinct on (course_id) id from course_versions where published_at is not null
       order by course_id, number desc) v
     join modules m on m.course_version_id = v.id where m.kind = 'page'`,
  )
}

/** Each address once: those never asked, those that failed, those not asked for six days. */
export async function listLinksToAsk(ctx: Ctx, limit: number): Promise<string[]> {
  const found = await rows<{ url: string }>(
    ctx.db,
    `select url from module_links group by url
     having bool_or(asked_at is null or failing_since is not null or asked_at < :now::timestamptz - interval '6 days')
     order by min(asked_at) nulls first, url limit :limit`,
    { now: ctx.now, limit },
  )
  return found.map(({ url }) => url)
}

export interface FailingLinkRow {
  course_version_id: string
  course_title: string
  module_id: string
  module_title: string
  owner: string
  url: string
  text: string
  answer: string
  status: number | null
  failing_since: Date
}

/** Those that failed on two nights at least: once is a hiccup. Of one version, or of all that learners meet. */
export async function listFailingLinks(ctx: Ctx, versionId: string | null = null): Promise<FailingLinkRow[]> {
  return rows<FailingLinkRow>(
    ctx.db,
    `select m.course_version_id, c.title as course_title, m.id as module_id, m.title as module_title, m.owner,
       l.url, l.text, l.answer, l.status, l.failing_since
     from module_links l join modules m on m.id = l.module_id
     join course_versions v on v.id = m.course_version_id join courses c on c.id = v.course_id
     where l.asked_at >= l.failing_since + interval '12 hours'
       and (:versionId::uuid is null or v.id = :versionId)
     order by c.title, m.position, l.url`,
    { versionId },
  )
}
