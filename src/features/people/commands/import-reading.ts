/** Reads an uploaded staff list and says of each row what applying it would do. */
import { decodeText, looksBinary, parseCsv } from '../../../lib/csv.ts'
import { BadWorkbookError, readWorkbook } from '../../../lib/spreadsheet.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { findFile } from '../../../platform/files/store.ts'
import { readSurroundings } from '../queries/import-surroundings.ts'
import { getImport } from '../queries/imports.ts'
import { judgeRows } from '../rules/import-verdicts.ts'
import type { Judged } from '../rules/import-verdicts.ts'
import { readStaffList } from '../rules/staff-list.ts'
import type { Sheet, StaffList } from '../rules/staff-list.ts'
import { isZip } from './imports.ts'

const atOnce = 1000
/** Blank ones included: ten megabytes of them would keep the process from everybody else. */
const mostLines = 100_000

interface Opened {
  sheets: Sheet[]
  encoding: string | null
  delimiter: string | null
}

/** Run again after a kill, it begins anew; what was read to the end stays. */
export async function readImport(ctx: Ctx, importId: string): Promise<void> {
  const known = await getImport(ctx, importId)
  if (known.read_at || known.fault !== null) return
  const file = await findFile(ctx, known.file_id)
  const opened = await openSafely(ctx, file!.bytes)
  if (typeof opened === 'string') return recordFault(ctx, importId, opened)
  const { list } = opened
  if (list.fault !== null) return recordFault(ctx, importId, list.fault)
  await begin(ctx, importId, list.rows.length)
  const judged = judgeRows(list.rows, await readSurroundings(ctx, list.rows, { with_members: true }))
  for (let start = 0; start < judged.length; start += atOnce)
    await insertRows(ctx, importId, judged.slice(start, start + atOnce), start)
  await inTransaction(ctx, async (ctx) => {
    const { encoding, delimiter } = opened
    const { columns_read, columns_ignored } = list
    await ctx
      .db('imports')
      .where({ id: importId })
      .update({ read_at: ctx.now, encoding, delimiter, columns_read, columns_ignored })
    await recordAudit(ctx, {
      action: 'people.read-staff-list',
      subject_kind: 'import',
      subject_id: importId,
      after: { rows: judged.length },
    })
  })
}

/** A file that makes our reader fail is at fault itself: trying again would never end. */
async function openSafely(ctx: Ctx, bytes: Buffer): Promise<(Opened & { list: StaffList }) | string> {
  try {
    const opened = await open(bytes)
    return typeof opened === 'string' ? opened : { ...opened, list: readStaffList(opened.sheets) }
  } catch (error) {
    ctx.log.error({ err: error }, 'staff list could not be read')
    return 'The file could not be read. Open it in Excel, save it as CSV or XLSX and upload that.'
  }
}

/** The sheets of the file, or a sentence that says why there are none. */
async function open(bytes: Buffer): Promise<Opened | string> {
  if (isZip(bytes)) {
    try {
      return { sheets: await readWorkbook(bytes), encoding: null, delimiter: null }
    } catch (error) {
      if (error instanceof BadWorkbookError) return error.message
      throw error
    }
  }
  if (looksBinary(bytes)) return 'The file is neither a CSV file nor an Excel workbook (.xlsx).'
  const { text, encoding } = decodeText(bytes)
  const { delimiter, rows } = parseCsv(text, mostLines + 1)
  if (rows.length > mostLines) return `The file has more than ${mostLines.toLocaleString('en-GB')} lines.`
  return { sheets: [{ sheet: null, rows }], encoding, delimiter }
}

async function recordFault(ctx: Ctx, importId: string, fault: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await ctx.db('imports').where({ id: importId }).update({ fault })
    await recordAudit(ctx, {
      action: 'people.refuse-staff-list',
      subject_kind: 'import',
      subject_id: importId,
      reason: fault,
    })
  })
}

/** What is written until the list is read to its end counts for nothing, so it needs no audit row of its own. */
async function begin(ctx: Ctx, importId: string, total: number): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      await ctx.db('import_rows').where({ import_id: importId }).delete()
      await ctx.db('imports').where({ id: importId }).update({ rows_total: total, rows_done: 0 })
    },
    { ownAudit: true },
  )
}

async function insertRows(ctx: Ctx, importId: string, judged: Judged[], before: number): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      await ctx.db('import_rows').insert(
        judged.map((row) => ({
          import_id: importId,
          row_number: row.row_number,
          full_name: row.full_name,
          email: row.email,
          organisation_text: row.organisation_text,
          job_title: row.job_title,
          organisation_id: row.organisation_id,
          person_id: row.person_id,
          verdict: row.verdict,
          reasons: row.reasons,
          flags: row.flags,
        })),
      )
      await ctx
        .db('imports')
        .where({ id: importId })
        .update({ rows_done: before + judged.length })
    },
    { ownAudit: true },
  )
}
