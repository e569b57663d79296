/** Attendance reports from the upload to the evidence: looked at first, then kept for good, the same file once. */
import { createHash } from 'node:crypto'
import { newId } from '../../../lib/ids.ts'
import { addMinutes, instantToWall } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Forbidden } from '../../../platform/errors.ts'
import { insertFile } from '../../../platform/files/store.ts'
import type { DraftRow } from '../queries/reports.ts'
import { listDrafts } from '../queries/reports.ts'
import { getRegisterPart } from '../queries/registers.ts'
import { identitiesOf } from '../rules/report-matches.ts'
import { stretchesOf } from '../rules/report-times.ts'
import type { DateOrder, Report, ReportPerson } from '../vendor-reports/index.ts'
import { readVendorReport } from '../vendor-reports/index.ts'

const atOnce = 1000

/** Whoever keeps reports of a part, or says who is who in them, waits for the other to end. */
export const lockReports = (ctx: Ctx, partId: string) =>
  ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('reports of ' || ?, 0))`, [partId])

/** Holds the files of one upload until somebody has looked at what they say. */
export async function holdReports(
  ctx: Ctx,
  input: { part_id: string; files: { name: string; bytes: Buffer }[] },
): Promise<string> {
  const batch_id = newId()
  const uploaded_by = byWhom(ctx)
  await inTransaction(ctx, async (ctx) => {
    await ctx
      .db('vendor_report_drafts')
      .where('uploaded_at', '<', addMinutes(ctx.now, -24 * 60))
      .delete()
    await ctx.db('vendor_report_drafts').insert(
      input.files.map(({ name, bytes }) => ({
        id: newId(),
        batch_id,
        live_session_part_id: input.part_id,
        file_name: name.slice(0, 300) || 'report',
        bytes,
        uploaded_by,
        uploaded_at: ctx.now,
      })),
    )
    await recordAudit(ctx, {
      action: 'attendance.upload-reports',
      subject_kind: 'register',
      subject_id: input.part_id,
      after: { batch_id, files: input.files.map(({ name }) => name) },
    })
  })
  return batch_id
}

export interface Reading {
  order: DateOrder | null
  encoding: string | null
  /** Which of the meetings of the file are of this part. */
  meetings: number[]
}

/** The day of the session settles what the file leaves open. */
export const readDraft = (
  draft: DraftRow,
  part: { starts_at: Date },
  { order, encoding }: Pick<Reading, 'order' | 'encoding'>,
): Promise<Report> => readVendorReport(draft.bytes, { date: instantToWall(part.starts_at).date, order, encoding })

export type KeepReportsResult =
  { result: 'kept'; kept: number; known: number; people: number } | { result: 'asks' | 'gone' }

/** Keeps what was shown; files that are no reports, or of which no meeting was chosen, are let go. */
export async function keepReports(
  ctx: Ctx,
  input: { part_id: string; batch_id: string; readings: Map<string, Reading> },
): Promise<KeepReportsResult> {
  const part = await getRegisterPart(ctx, input.part_id)
  const drafts = await listDrafts(ctx, input.part_id, input.batch_id)
  const read: { draft: DraftRow; report: Report; reading: Reading }[] = []
  for (const draft of drafts) {
    const reading = input.readings.get(draft.id) ?? { order: null, encoding: null, meetings: [] }
    read.push({ draft, reading, report: await readDraft(draft, part, reading) })
  }
  if (read.some(({ report, reading }) => report.questions.length > 0 && reading.meetings.length > 0))
    return { result: 'asks' }
  return inTransaction(ctx, async (ctx) => {
    await lockReports(ctx, part.part_id)
    // Whoever presses the button twice finds nothing left the second time.
    const taken = await ctx.db('vendor_report_drafts').where({ batch_id: input.batch_id }).delete()
    if (taken !== drafts.length) return { result: 'gone' }
    const result = { kept: 0, known: 0, people: 0 }
    // Somebody whom two of the files name is one person.
    const named = new Set<string>()
    for (const { draft, report, reading } of read) {
      const meetings = report.meetings.filter((_, index) => reading.meetings.includes(index))
      if (report.refused !== null || meetings.length === 0) continue
      const identities = await keepOne(ctx, part.part_id, draft, { ...report, meetings }, reading)
      if (identities === null) result.known++
      else {
        result.kept++
        for (const identity of identities) named.add(identity)
      }
    }
    result.people = named.size
    await recordAudit(ctx, {
      action: 'attendance.keep-reports',
      subject_kind: 'register',
      subject_id: part.part_id,
      after: { ...result, files: drafts.map(({ file_name }) => file_name) },
    })
    return { result: 'kept', ...result }
  })
}

/** Whom it names; null when the part has this file already. */
async function keepOne(
  ctx: Ctx,
  partId: string,
  draft: DraftRow,
  report: Report,
  reading: Reading,
): Promise<string[] | null> {
  const sha256 = createHash('sha256').update(draft.bytes).digest()
  const known = await ctx.db('vendor_reports').first('id').where({ live_session_part_id: partId, sha256 })
  if (known) return null
  const media_type =
    draft.bytes.toString('latin1', 0, 2) === 'PK'
      ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      : 'text/csv'
  const id = newId()
  const file_id = await insertFile(ctx, { file_name: draft.file_name, media_type, bytes: draft.bytes })
  await ctx.db('vendor_reports').insert({
    id,
    batch_id: draft.batch_id,
    live_session_part_id: partId,
    file_id,
    sha256,
    vendor: report.vendor!,
    format: report.format!,
    encoding: report.encoding!,
    date_order: reading.order,
    kept_by: byWhom(ctx),
    kept_at: ctx.now,
  })
  for (const { people } of report.meetings) await insertPeople(ctx, id, people)
  return report.meetings.flatMap(({ people }) => identitiesOf(people).map(({ identity }) => identity))
}

async function insertPeople(ctx: Ctx, reportId: string, people: ReportPerson[]): Promise<void> {
  const identities = identitiesOf(people)
  for (let start = 0; start < people.length; start += atOnce) {
    const some = people.slice(start, start + atOnce)
    const inserted = await ctx
      .db('vendor_report_people')
      .insert(
        some.map(({ name, email, role, minutes }, index) => ({
          vendor_report_id: reportId,
          ...identities[start + index]!,
          name: name.slice(0, 254),
          email,
          role,
          minutes,
        })),
      )
      .returning('id')
    const joins = some.flatMap((person, index) =>
      stretchesOf(person.joins).map((one) => ({ vendor_report_person_id: inserted[index]!.id, ...one })),
    )
    for (let at = 0; at < joins.length; at += atOnce)
      await ctx.db('vendor_report_joins').insert(joins.slice(at, at + atOnce))
  }
}

export async function discardReports(ctx: Ctx, input: { part_id: string; batch_id: string }): Promise<void> {
  await listDrafts(ctx, input.part_id, input.batch_id)
  await inTransaction(ctx, async (ctx) => {
    await ctx.db('vendor_report_drafts').where({ batch_id: input.batch_id }).delete()
    await recordAudit(ctx, {
      action: 'attendance.discard-reports',
      subject_kind: 'register',
      subject_id: input.part_id,
      before: { batch_id: input.batch_id },
    })
  })
}

export function byWhom(ctx: Ctx): string {
  const id = actorId(ctx.actor)
  if (id === null) throw new Forbidden('Only a person can add reports')
  return id
}
