/** Reads what a certificate will say: the person, the course and its programme as they are now. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { nameToPrint, printableText, sampleNames } from '../rules.ts'

export interface FactSource {
  person_id: string
  course_version_id: string
  full_name: string
  email: string | null
  printable_name: string | null
  language: 'en' | 'cy'
  course_version: number
  content_hash: Buffer
  course_title: string
  programme_id: string
  name: string
  name_cy: string | null
  code: string
  validity_months: number
  renewal_days: number
  grace_months: number
  certificate_wording: string
  certificate_wording_cy: string | null
  /** The oldest of its modules: for all of them, the law was as they say on that day. */
  law_as_at: string | null
}

/** The force's logo as it is now. */
export async function findLogo(
  ctx: Ctx,
): Promise<{ file_id: string; sha256: Buffer; media_type: string; alt: string } | undefined> {
  return row(
    ctx.db,
    `select f.id as file_id, f.sha256, f.media_type, s.logo_alt as alt from settings s join files f on f.id = s.logo_file_id`,
  )
}

/** So many names may be longer than the longest that can be printed before only plain letters are looked for. */
const mostTried = 200

/** The longest name on file that can be printed, for a look at the certificate before anybody gets one; null: nobody has one. */
async function findLongestName(ctx: Ctx): Promise<string | null> {
  const plain = '^[\\x20-\\x7e]+$'
  const found = await rows<{ full_name: string; printable_name: string | null }>(
    ctx.db,
    `(select full_name, printable_name from people
      order by greatest(length(full_name), length(printable_name)) desc, id limit ${mostTried})
     union all
     (select full_name, null from people where full_name ~ :plain order by length(full_name) desc, id limit 1)`,
    { plain },
  )
  return longest(found.map(nameToPrint))
}

/** The longest that an organisation's name, and the title of a course of this programme, come to in print. */
export async function findLongestTexts(
  ctx: Ctx,
  programmeId: string,
): Promise<{ organisation_name: string | null; course_title: string | null }> {
  const titles = await rows<{ text: string }>(
    ctx.db,
    'select title as text from courses where programme_id = ? order by length(title) desc, id limit 20',
    [programmeId],
  )
  const names = await rows<{ text: string }>(
    ctx.db,
    'select name as text from organisations order by length(name) desc, id limit 20',
  )
  const printed = (found: { text: string }[]) => longest(found.map(({ text }) => printableText(text) || null))
  return { organisation_name: printed(names), course_title: printed(titles) }
}

const longest = (texts: (string | null)[]): string | null =>
  texts.reduce((most, text) => (text !== null && text.length > (most?.length ?? 0) ? text : most), null)

/** The names that a certificate is tried with, by key. */
export async function listSampleNames(ctx: Ctx): Promise<{ key: string; text: string; name: string }[]> {
  const name = await findLongestName(ctx)
  return [
    ...(name === null ? [] : [{ key: 'longest', text: 'Longest name on file', name }]),
    ...Object.entries(sampleNames).map(([key, sample]) => ({ key, ...sample })),
  ]
}

export const findSampleName = async (ctx: Ctx, key: string): Promise<string | null> =>
  (await listSampleNames(ctx)).find((one) => one.key === key)?.name ?? null

/** Of each of these people with the course version they have completed, in no particular order. */
export async function listFactSources(
  ctx: Ctx,
  of: { person_id: string; course_version_id: string }[],
): Promise<FactSource[]> {
  return rows<FactSource>(
    ctx.db,
    `select p.id as person_id, v.id as course_version_id, p.full_name, p.email, p.printable_name, p.language, v.number as course_version, v.content_hash, c.title as course_title,
       g.id as programme_id, g.name, g.name_cy, g.code, g.validity_months, g.renewal_days, g.grace_months,
       g.certificate_wording, g.certificate_wording_cy,
       (select min(m.law_as_at) from modules m where m.course_version_id = v.id) as law_as_at
     from unnest(:people::uuid[], :versions::uuid[]) as a (person_id, course_version_id)
     join people p on p.id = a.person_id
     join course_versions v on v.id = a.course_version_id and v.content_hash is not null
     join courses c on c.id = v.course_id
     join programmes g on g.id = c.programme_id`,
    { people: of.map((one) => one.person_id), versions: of.map((one) => one.course_version_id) } as never,
  )
}
