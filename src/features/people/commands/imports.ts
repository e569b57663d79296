/** Uploading a staff list, and asking for it to be applied: the work itself is done by jobs. */
import { newId } from '../../../lib/ids.ts'
import { safeFileName } from '../../../lib/text.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { insertFile } from '../../../platform/files/store.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import { getImport } from '../queries/imports.ts'

/** Keeps the file and has it read. Nothing of it is applied before somebody has seen what it would do. */
export async function startImport(ctx: Ctx, file: { name: string; bytes: Buffer }): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const id = newId()
    const file_name = safeFileName(file.name)
    const file_id = await insertFile(ctx, { file_name, media_type: mediaTypeOf(file.bytes), bytes: file.bytes })
    await ctx.db('imports').insert({
      id,
      file_name,
      file_id,
      uploaded_by: (ctx.actor as PersonActor).id,
      uploaded_at: ctx.now,
    })
    await recordAudit(ctx, {
      action: 'people.upload-staff-list',
      subject_kind: 'import',
      subject_id: id,
      after: { file_name, file_id, length_bytes: file.bytes.length },
    })
    await putJob(ctx, 'people.read-import', { importId: id }, { key: `people.read-import ${id}` })
    return id
  })
}

/** What the file is by its content; its name may say anything. */
function mediaTypeOf(bytes: Buffer): string {
  return isZip(bytes) ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv'
}

export const isZip = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 4) === 'PK\u0003\u0004'

export type AskToApplyResult = 'asked' | 'already' | 'not-ready' | 'nothing-to-do'

export async function askToApply(ctx: Ctx, input: { import_id: string; invites: boolean }): Promise<AskToApplyResult> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db('imports').where({ id: input.import_id }).forUpdate().first('id')
    const known = await getImport(ctx, input.import_id)
    if (!known.read_at || known.fault !== null) return 'not-ready'
    if (known.apply_asked_at) return 'already'
    const rows = await ctx
      .db('import_rows')
      .where({ import_id: known.id })
      .whereIn('verdict', ['new', 'changed'])
      .count<{ count: number }[]>('* as count')
    const rows_total = Number(rows[0]!.count)
    if (rows_total === 0) return 'nothing-to-do'
    await ctx
      .db('imports')
      .where({ id: known.id })
      .update({
        apply_asked_at: ctx.now,
        apply_asked_by: actorId(ctx.actor),
        invites: input.invites,
        rows_total,
        rows_done: 0,
      })
    await recordAudit(ctx, {
      action: 'people.ask-to-apply-staff-list',
      subject_kind: 'import',
      subject_id: known.id,
      after: { invites: input.invites, rows: rows_total },
    })
    await putJob(ctx, 'people.apply-import', { importId: known.id }, { key: `people.apply-import ${known.id}` })
    return 'asked'
  })
}
