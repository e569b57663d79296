/** Reads what a certificate will say: the person, the course and its programme as they are now. */
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'

export interface FactSource {
  full_name: string
  email: string | null
  printable_name: string | null
  language: 'en' | 'cy'
  course_version: number
  content_hash: Buffer
  course_title: string
  programme_id: string
  programme_name: string
  code: string
  validity_months: number
  renewal_days: number
  grace_months: number
  certificate_wording: string
  /** The oldest of its modules: for all of them, the law was as they say on that day. */
  law_as_at: string | null
  logo_file_id: string | null
  logo_sha256: Buffer | null
  logo_type: string | null
}

/** The name on file that needs the most room, for a look at the certificate before anybody gets one. */
export async function findLongestName(ctx: Ctx): Promise<string | null> {
  const found = await row<{ name: string }>(
    ctx.db,
    `select coalesce(printable_name, full_name) as name from people
     order by length(coalesce(printable_name, full_name)) desc, id limit 1`,
  )
  return found?.name ?? null
}

export async function getFactSource(ctx: Ctx, personId: string, courseVersionId: string): Promise<FactSource> {
  const found = await row<FactSource>(
    ctx.db,
    `select p.full_name, p.email, p.printable_name, p.language, v.number as course_version, v.content_hash, c.title as course_title,
       g.id as programme_id, case p.language when 'cy' then coalesce(g.name_cy, g.name) else g.name end as programme_name, g.code, g.validity_months, g.renewal_days, g.grace_months,
       case p.language when 'cy' then coalesce(g.certificate_wording_cy, g.certificate_wording) else g.certificate_wording end as certificate_wording,
       (select min(m.law_as_at) from modules m where m.course_version_id = v.id) as law_as_at,
       f.id as logo_file_id, f.sha256 as logo_sha256, f.media_type as logo_type
     from people p
     join course_versions v on v.id = :version and v.content_hash is not null
     join courses c on c.id = v.course_id
     join programmes g on g.id = c.programme_id
     left join settings s on true
     left join files f on f.id = s.logo_file_id
     where p.id = :person`,
    { person: personId, version: courseVersionId },
  )
  if (!found) throw new NotFound()
  return found
}
