/** Applies a staff list in chunks, each a transaction: killed half-way, it goes on where it stopped. */
import { recordAudit, recordAudits } from '../../../platform/audit/record.ts'
import type { AuditEntry } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { readSurroundings } from '../queries/import-surroundings.ts'
import { countImportRows, getImport, listImportedPeople, listRowsToApply } from '../queries/imports.ts'
import type { ImportRowRow } from '../queries/imports.ts'
import { judgeRows } from '../rules/import-verdicts.ts'
import type { Judged } from '../rules/import-verdicts.ts'
import { addNewPeople, changedSince, changeKnownPeople } from './import-changes.ts'
import { invitePeople } from './invitations.ts'

const atOnce = 500

export async function applyImport(ctx: Ctx, importId: string): Promise<void> {
  while (await applyChunk(ctx, importId));
  await finish(ctx, importId)
}

/** False once no row is left. */
async function applyChunk(ctx: Ctx, importId: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    // One chunk at a time, whoever applies what: two lists with one person in both make that person once.
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('people.apply-import'))`)
    const shown = await listRowsToApply(ctx, importId, atOnce)
    if (shown.length === 0) return false
    const around = await readSurroundings(ctx, shown, { with_members: false })
    const judged = holdToWhatWasShown(shown, judgeRows(shown, around))
    const audits: AuditEntry[] = []
    await addNewPeople(ctx, importId, judged, audits)
    await changeKnownPeople(ctx, importId, judged, around, audits)
    await markApplied(ctx, importId, judged)
    await recordAudits(ctx, audits)
    await recordAudit(ctx, {
      action: 'people.apply-staff-list-rows',
      subject_kind: 'import',
      subject_id: importId,
      after: { from_row: judged[0]!.row_number, to_row: judged.at(-1)!.row_number, rows: judged.length },
    })
    return true
  })
}

/** What was checked is done and nothing else: a row that would now do something different is refused. */
function holdToWhatWasShown(shown: ImportRowRow[], judged: Judged[]): Judged[] {
  return judged.map((now, index) => {
    const before = shown[index]!
    const isSame = now.verdict === before.verdict && now.reasons.join('\n') === before.reasons.join('\n')
    if (isSame || now.verdict === 'known') return { ...now, flags: before.flags }
    const reasons = now.verdict === 'refused' ? now.reasons : [changedSince]
    return { ...now, verdict: 'refused', reasons, flags: before.flags }
  })
}

async function markApplied(ctx: Ctx, importId: string, judged: Judged[]): Promise<void> {
  await rows(
    ctx.db,
    `update import_rows r set applied_at = :now, verdict = n.verdict, person_id = n.person_id,
       reasons = array(select jsonb_array_elements_text(n.reasons))
     from jsonb_to_recordset(:judged::jsonb) as n (row_number int, verdict text, person_id uuid, reasons jsonb)
     where r.import_id = :import and r.row_number = n.row_number`,
    {
      now: ctx.now,
      import: importId,
      judged: JSON.stringify(
        judged.map(({ row_number, verdict, person_id, reasons }) => ({ row_number, verdict, person_id, reasons })),
      ),
    },
  )
  await ctx.db('imports').where({ id: importId }).increment('rows_done', judged.length)
}

async function finish(ctx: Ctx, importId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await ctx.db('imports').where({ id: importId }).forUpdate().first('id')
    const known = await getImport(ctx, importId)
    if (known.applied_at) return
    await ctx.db('imports').where({ id: importId }).update({ applied_at: ctx.now })
    await recordAudit(ctx, {
      action: 'people.apply-staff-list',
      subject_kind: 'import',
      subject_id: importId,
      after: { ...(await countImportRows(ctx, importId)), invites: known.invites },
    })
    if (known.invites) await invitePeople(ctx, await listImportedPeople(ctx, importId))
  })
}
