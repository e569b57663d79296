/** Reads certificates: one, a person's, and those that wait for a printable name. */
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Limit } from '../../../platform/http/limits.ts'
import { countTryAndFind } from '../../../platform/http/limits.ts'
import type { CourseKind } from '../../courses/index.ts'
import type { FrozenFacts, RevocationClass, Standing } from '../rules.ts'
import { lastStateOf } from './state-sql.ts'

export interface CertificateRow {
  id: string
  number: string
  reference: string
  person_id: string
  programme_id: string
  cycle: number
  /** More than 0: made again within its cycle, because the name changed. */
  reissue: number
  organisation_id: string | null
  awarded_on: string
  /** As printed on the paper; `valid_to` is the day that counts, which may have been moved since. */
  paper_valid_to: string
  renews_from: string
  valid_to: string
  grace_to: string
  issued_at: Date
  facts: FrozenFacts
  /** The person's name today; the paper's is `facts.name`, or `printed_name` where that came later. */
  full_name: string
  email: string | null
  /** Of the holder's mails. */
  language: string
  printed_name: string | null
  pdf_file_id: string | null
  standing: Standing
  /** Its holder was erased: no name is left, and no paper. */
  is_erased: boolean
  /** No later one of its programme was issued to its holder. */
  is_latest: boolean
  superseded_by: string | null
  revocation_class: RevocationClass | null
  last_changed_at: Date
  last_reason: string | null
}

const certificateSql = `
  select c.id, c.number, c.reference, c.person_id, c.programme_id, c.cycle, c.reissue, c.organisation_id, c.awarded_on,
    c.valid_to as paper_valid_to, coalesce(last.renews_from, c.renews_from) as renews_from,
    coalesce(last.valid_to, c.valid_to) as valid_to, coalesce(last.grace_to, c.grace_to) as grace_to,
    c.issued_at, c.facts, p.erased_at is not null as is_erased, p.full_name, p.email, p.language, pdf.printed_name, pdf.file_id as pdf_file_id,
    last.standing, last.superseded_by, case when last.standing = 'revoked' then last.reason_class end as revocation_class,
    last.changed_at as last_changed_at, last.reason as last_reason,
    not exists (select from certificates l where l.person_id = c.person_id and l.programme_id = c.programme_id
      and (l.cycle > 1 or l.reissue > 0) and (l.cycle, l.reissue) > (c.cycle, c.reissue)) as is_latest
  from certificates c
  join people p on p.id = c.person_id
  left join certificate_pdfs pdf on pdf.certificate_id = c.id
  join ${lastStateOf('c.id')} last on true`

export async function findCertificate(ctx: Ctx, id: string): Promise<CertificateRow | undefined> {
  if (!isId(id)) return undefined
  return row<CertificateRow>(ctx.db, `${certificateSql} where c.id = ?`, [id])
}

export async function getCertificate(ctx: Ctx, id: string): Promise<CertificateRow> {
  const found = await findCertificate(ctx, id)
  if (!found) throw new NotFound()
  return found
}

/** The same, held until the transaction ends: whoever else changes this certificate's state waits. */
export async function getCertificateForUpdate(ctx: Ctx, id: string): Promise<CertificateRow> {
  if (isId(id)) await ctx.db.raw('select from certificates where id = ? for update', [id])
  return getCertificate(ctx, id)
}

/** Several, each held until the transaction ends, always in one order so that two of these never wait for each other. */
export async function listCertificatesForUpdate(ctx: Ctx, ids: string[]): Promise<CertificateRow[]> {
  await ctx.db.raw('select from certificates where id = any (?::uuid[]) order by id for update', [ids])
  return listByIds(ctx, ids)
}

/** By name. */
export async function listByIds(ctx: Ctx, ids: string[]): Promise<CertificateRow[]> {
  return rows<CertificateRow>(ctx.db, `${certificateSql} where c.id = any (?::uuid[]) order by p.search, c.id`, [
    ids as never,
  ])
}

/** A person's certificates, the newest first. */
export async function listCertificates(ctx: Ctx, personId: string): Promise<CertificateRow[]> {
  return rows<CertificateRow>(ctx.db, `${certificateSql} where c.person_id = ? order by c.issued_at desc, c.id desc`, [
    personId,
  ])
}

export async function findByReference(ctx: Ctx, reference: string): Promise<CertificateRow | undefined> {
  return row<CertificateRow>(ctx.db, `${certificateSql} where c.reference = ?`, [reference])
}

/** The same for whoever comes by the public door, whose asking is counted in the same question. */
export async function findByReferenceCounted(
  ctx: Ctx,
  limit: Limit,
  asking: { reference: string; network: string },
): Promise<CertificateRow | undefined> {
  const { reference, network } = asking
  return countTryAndFind(ctx.db, limit, network, `${certificateSql} where c.reference = :reference`, { reference })
}

/** Whose PDF has these very bytes. */
export async function findByPdf(ctx: Ctx, sha256: Buffer): Promise<CertificateRow | undefined> {
  return row<CertificateRow>(ctx.db, `${certificateSql} where pdf.sha256 = ?`, [sha256])
}

/** What counts of the holder's certificates of that programme: the one issued last. */
export async function findLatest(
  ctx: Ctx,
  of: { person_id: string; programme_id: string },
): Promise<CertificateRow | undefined> {
  return row<CertificateRow>(
    ctx.db,
    `${certificateSql} where c.person_id = ? and c.programme_id = ? order by c.cycle desc, c.reissue desc limit 1`,
    [of.person_id, of.programme_id],
  )
}

export async function findByNumber(ctx: Ctx, number: string): Promise<CertificateRow | undefined> {
  return row<CertificateRow>(ctx.db, `${certificateSql} where c.number = ?`, [number])
}

/** Where the holder is a member today: whose leads may see the certificate. */
export async function listOrganisationIds(ctx: Ctx, personId: string): Promise<string[]> {
  const found = await rows<{ organisation_id: string }>(
    ctx.db,
    `select organisation_id from memberships
     where person_id = :person and starts_on <= :today and (ends_on is null or ends_on > :today)`,
    { person: personId, today: today(ctx.now) },
  )
  return found.map((one) => one.organisation_id)
}

export const changes = ['issued', 'extended', 'suspended', 'reinstated', 'revoked', 'superseded', 'withdrawn'] as const

export interface StateChangeRow {
  state: (typeof changes)[number]
  reason: string | null
  reason_class: string | null
  /** The last valid day from then on; null where it was issued. */
  valid_to: string | null
  superseded_by: string | null
  superseded_by_number: string | null
  changed_at: Date
  changed_by_name: string | null
}

/** What happened to a certificate, the newest first. */
export async function listStateChanges(ctx: Ctx, id: string): Promise<StateChangeRow[]> {
  return rows<StateChangeRow>(
    ctx.db,
    `select s.state, s.reason, s.reason_class, s.valid_to, s.superseded_by, n.number as superseded_by_number, s.changed_at,
       p.full_name as changed_by_name
     from certificate_states s left join people p on p.id = s.changed_by left join certificates n on n.id = s.superseded_by
     where s.certificate_id = ? order by s.id desc`,
    [id],
  )
}

const withoutPdf = `
  from certificates c join people p on p.id = c.person_id
  where not c.is_printable and not exists (select from certificate_pdfs pdf where pdf.certificate_id = c.id)`

/** Certificates that are issued but not printed, because no font has a character of the holder's name. */
export async function countNamesNeeded(ctx: Ctx): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) ${withoutPdf}`)
  return found?.count ?? 0
}

export interface NameNeededRow {
  certificate_id: string
  number: string
  person_id: string
  full_name: string
  printable_name: string | null
  email: string | null
  issued_at: Date
}

const nameNeeded = `c.id as certificate_id, c.number, c.person_id, p.full_name, p.printable_name, p.email, c.issued_at`

export async function listNamesNeeded(ctx: Ctx): Promise<NameNeededRow[]> {
  return rows<NameNeededRow>(ctx.db, `select ${nameNeeded} ${withoutPdf} order by c.issued_at, c.id limit 500`)
}

/** The certificates of one person that still wait for a name to print. */
export async function listUnprinted(ctx: Ctx, personId: string): Promise<NameNeededRow[]> {
  return rows<NameNeededRow>(ctx.db, `select ${nameNeeded} ${withoutPdf} and c.person_id = ? order by c.id`, [personId])
}

/** What counts of each of these people's certificates of that programme, held until the transaction ends. */
export async function listLatestForUpdate(
  ctx: Ctx,
  of: { person_id: string; programme_id: string }[],
): Promise<CertificateRow[]> {
  const latest = await rows<{ id: string }>(
    ctx.db,
    `select l.id from unnest(:people::uuid[], :programmes::uuid[]) as a (person_id, programme_id)
     cross join lateral (select c.id from certificates c where c.person_id = a.person_id and c.programme_id = a.programme_id
       order by c.cycle desc, c.reissue desc limit 1) l`,
    { people: of.map((one) => one.person_id), programmes: of.map((one) => one.programme_id) } as never,
  )
  const ids = latest.map(({ id }) => id)
  return ids.length === 0 ? [] : listCertificatesForUpdate(ctx, ids)
}

export async function getCompletionId(ctx: Ctx, certificateId: string): Promise<string> {
  const found = await ctx.db('certificates').where({ id: certificateId }).first('completion_id')
  if (!found) throw new NotFound()
  return found.completion_id
}

/** What a completion is of, and whether a certificate was issued for it already. */
export async function getCompletionFacts(
  ctx: Ctx,
  completionId: string,
): Promise<{ kind: CourseKind; at: Date; is_used: boolean }> {
  const found = await row<{ kind: CourseKind; at: Date; is_used: boolean }>(
    ctx.db,
    `select c.kind, x.completed_at as at, exists (select from certificates u where u.completion_id = x.id) as is_used
     from completions x join course_versions v on v.id = x.course_version_id join courses c on c.id = v.course_id
     where x.id = ?`,
    [completionId],
  )
  if (!found) throw new NotFound()
  return found
}
