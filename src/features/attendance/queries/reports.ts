/** The reports of a part: what they say, what was decided, and which stays of whom follow from both. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Alias, Booked, Decision, Match, Sighting } from '../rules/report-matches.ts'
import { matchIdentities } from '../rules/report-matches.ts'
import type { Stretch } from '../rules/minutes.ts'

export interface DraftRow {
  id: string
  batch_id: string
  file_name: string
  bytes: Buffer
}

/** The files of one upload, of whoever uploaded them, as long as they are neither kept nor thrown away. */
export async function listDrafts(ctx: Ctx, partId: string, batchId: string): Promise<DraftRow[]> {
  if (!isId(batchId)) throw new NotFound()
  const found = await ctx
    .db('vendor_report_drafts')
    .select('id', 'batch_id', 'file_name', 'bytes')
    .where({ live_session_part_id: partId, batch_id: batchId })
    .orderBy('id')
  if (found.length === 0) throw new NotFound()
  return found
}

export interface ReportRow {
  id: string
  file_name: string
  vendor: string
  people: number
  kept_at: Date
  kept_by_name: string
}

export async function listReports(ctx: Ctx, partId: string): Promise<ReportRow[]> {
  return rows<ReportRow>(
    ctx.db,
    `select r.id, f.file_name, r.vendor, r.kept_at, p.full_name as kept_by_name,
       (select count(*)::int from vendor_report_people v where v.vendor_report_id = r.id) as people
     from vendor_reports r join files f on f.id = r.file_id join people p on p.id = r.kept_by
     where r.live_session_part_id = ? order by r.kept_at, r.id`,
    [partId],
  )
}

/** One person as the reports of the part tell them apart, over all files. */
export interface ReportPersonRow {
  identity: string
  alias: string | null
  name: string
  email: string | null
  role: string | null
  /** What the files state, where they give no times. */
  minutes: number | null
  stretches: Stretch[]
  /** The latest of the reports that name them. */
  kept_at: Date
  sightings: PersonSighting[]
}

/** What the files of one upload say of somebody. */
interface PersonSighting extends Sighting {
  minutes: number | null
  stretches: Stretch[]
}

export interface MatchedPerson extends ReportPersonRow, Match {}

/**
 * Everybody whom the reports of the part name, with whom they were taken for. Of whom an earlier report was credited, and
 * who has come into doubt since, there are two: what stays credited, and the question.
 */
export async function listMatches(ctx: Ctx, partId: string): Promise<MatchedPerson[]> {
  const people = await listReportPeople(ctx, partId)
  if (people.length === 0) return []
  const booked = await listBooked(ctx, partId)
  const matches = matchIdentities(people, {
    booked,
    trainer_emails: await listTrainerEmails(ctx, partId),
    decisions: await listDecisions(ctx, partId),
    aliases: await listAliases(ctx, partId),
  })
  return people.flatMap((person) =>
    matches.get(person.identity)!.map((match) => ({ ...person, ...told(person, match.until_upload), ...match })),
  )
}

/** What the uploads up to this one say; null for all of them. */
function told({ sightings }: ReportPersonRow, until: number | null): Pick<ReportPersonRow, 'minutes' | 'stretches'> {
  const some = sightings.filter(({ upload }) => until === null || upload <= until)
  const minutes = some.flatMap((one) => one.minutes ?? [])
  return {
    minutes: minutes.length === 0 ? null : minutes.reduce((sum, one) => sum + one, 0),
    stretches: some.flatMap((one) => one.stretches),
  }
}

interface SightingRow extends Pick<ReportPersonRow, 'identity' | 'alias' | 'name' | 'email' | 'role' | 'minutes'> {
  batch_id: string
  kept_at: Date
  froms: Date[]
  tos: Date[]
}

async function listReportPeople(ctx: Ctx, partId: string): Promise<ReportPersonRow[]> {
  const found = await rows<SightingRow>(
    ctx.db,
    `select p.identity, coalesce(r.batch_id, r.id) as batch_id, max(r.kept_at) as kept_at, min(p.alias) as alias,
       (array_agg(p.name order by p.id))[1] as name, min(p.email) as email,
       (array_agg(p.role order by p.id) filter (where p.role is not null))[1] as role,
       sum(p.minutes)::int as minutes, min(p.id) as first,
       coalesce(array_agg(j.from_at order by j.from_at, j.id) filter (where j.id is not null), '{}') as froms,
       coalesce(array_agg(j.to_at order by j.from_at, j.id) filter (where j.id is not null), '{}') as tos
     from vendor_reports r
     join vendor_report_people p on p.vendor_report_id = r.id
     left join vendor_report_joins j on j.vendor_report_person_id = p.id
     where r.live_session_part_id = ?
     group by p.identity, coalesce(r.batch_id, r.id) order by first`,
    [partId],
  )
  // Rows are numbered as they are added, and one upload waits for the other.
  const uploads = [...new Set(found.map(({ batch_id }) => batch_id))]
  return [...Map.groupBy(found, ({ identity }) => identity).values()].map((seen) => {
    const [{ identity, alias, name, email }] = seen as [SightingRow, ...SightingRow[]]
    const sightings = seen.map(({ batch_id, kept_at, minutes, froms, tos }) => ({
      upload: uploads.indexOf(batch_id),
      kept_at,
      minutes,
      stretches: froms.map((from_at, index) => ({ from_at, to_at: tos[index]! })),
    }))
    const role = seen.find((one) => one.role !== null)?.role ?? null
    const person = { identity, alias, name, email, role, sightings, kept_at: sightings.at(-1)!.kept_at }
    return { ...person, minutes: null, stretches: [] }
  })
}

export async function listBooked(ctx: Ctx, partId: string): Promise<Booked[]> {
  return rows<Booked>(
    ctx.db,
    `select p.id as person_id, p.full_name, p.email, b.booked_at from live_session_parts lp
     join bookings b on b.live_session_id = lp.live_session_id and b.cancelled_at is null and b.booked_at is not null
     join people p on p.id = b.person_id
     where lp.id = ? order by lower(p.full_name), p.id`,
    [partId],
  )
}

async function listTrainerEmails(ctx: Ctx, partId: string): Promise<string[]> {
  const found = await rows<{ email: string }>(
    ctx.db,
    `select p.email from live_session_parts lp join live_session_trainers t on t.live_session_id = lp.live_session_id
     join people p on p.id = t.person_id where lp.id = ? and p.email is not null`,
    [partId],
  )
  return found.map(({ email }) => email)
}

/** The last word on each identity, where it is no undoing. */
async function listDecisions(ctx: Ctx, partId: string): Promise<Decision[]> {
  return rows<Decision>(
    ctx.db,
    `select d.id, d.identity, d.person_id, p.full_name as decided_by_name, d.decided_at
     from (select distinct on (identity) * from vendor_report_decisions where live_session_part_id = ?
           order by identity, id desc) d
     join people p on p.id = d.decided_by where d.kind <> 'undo'`,
    [partId],
  )
}

/**
 * What stands anywhere of people who are booked here and belonged to the organisation it was remembered for on the day of
 * this part: whoever leaves it afterwards was still themselves then, and what was credited does not fall.
 */
async function listAliases(ctx: Ctx, partId: string): Promise<Alias[]> {
  return rows<Alias>(
    ctx.db,
    `select d.id, d.alias, d.person_id, d.decided_at from live_session_parts lp
     cross join lateral (select (lp.starts_at at time zone 'Europe/London')::date as held_on) day
     join bookings b on b.live_session_id = lp.live_session_id and b.cancelled_at is null and b.booked_at is not null
     join vendor_report_decisions d on d.person_id = b.person_id and d.alias is not null
     join memberships m on m.person_id = d.person_id and m.organisation_id = d.organisation_id
       and m.starts_on <= day.held_on and (m.ends_on is null or m.ends_on > day.held_on)
     where lp.id = ? and not exists (
       select from vendor_report_decisions later
       where later.live_session_part_id = d.live_session_part_id and later.identity = d.identity and later.id > d.id)
     order by d.id`,
    [partId],
  )
}

export interface DecisionRow {
  id: string
  identity: string
  person_id: string | null
  full_name: string | null
  alias: string | null
  organisation_name: string | null
}

/** A decision of this part that still stands. */
export async function getStandingDecision(
  ctx: Ctx,
  partId: string,
  decisionId: string,
): Promise<DecisionRow | 'replaced'> {
  const found = /^\d{1,18}$/.test(decisionId)
    ? await row<DecisionRow & { stands: boolean }>(
        ctx.db,
        `select d.id, d.identity, d.person_id, p.full_name, d.alias, o.name as organisation_name,
           not exists (
             select from vendor_report_decisions later where later.live_session_part_id = d.live_session_part_id
               and later.identity = d.identity and later.id > d.id) as stands
         from vendor_report_decisions d left join people p on p.id = d.person_id
         left join organisations o on o.id = d.organisation_id
         where d.id = :decisionId and d.live_session_part_id = :partId and d.kind <> 'undo'`,
        { partId, decisionId },
      )
    : undefined
  if (!found) throw new NotFound()
  const { stands, ...decision } = found
  return stands ? decision : 'replaced'
}

/** Other parts whose reports name the same alias since: there it counts for the person, too. */
export async function listPartsWithAlias(
  ctx: Ctx,
  decision: DecisionRow,
  partId: string,
): Promise<{ part_id: string; title: string; starts_at: Date; closed_at: Date | null }[]> {
  if (decision.alias === null) return []
  return rows(
    ctx.db,
    `select distinct lp.id as part_id, s.title, lp.starts_at, g.closed_at
     from vendor_report_people p
     join vendor_reports r on r.id = p.vendor_report_id
     join live_session_parts lp on lp.id = r.live_session_part_id
     join live_sessions s on s.id = lp.live_session_id
     join bookings b on b.live_session_id = s.id and b.person_id = :personId and b.cancelled_at is null
       and b.booked_at is not null
     left join registers g on g.live_session_part_id = lp.id
     where p.alias = :alias and lp.id <> :partId
     order by lp.starts_at`,
    { alias: decision.alias, personId: decision.person_id, partId },
  )
}
