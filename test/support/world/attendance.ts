/** A closed register with a learner's own claim, and a vendor report with a draft of another. */
import { newId } from '../../../src/lib/ids.ts'
import { addTestFile } from './files.ts'
import type { Side } from './side.ts'
import { hoursAfter } from './side.ts'

export async function addSideAttendance(
  { db, at, name, learner, trainer }: Side,
  { part, heldPart }: { part: string; heldPart: string },
) {
  await db('evidence').insert({
    live_session_part_id: heldPart,
    person_id: learner.id,
    kind: 'trainer mark',
    mark: 'present',
    recorded_by: trainer.id,
    recorded_at: hoursAfter(at, -22),
  })
  await db('registers').insert({
    live_session_part_id: heldPart,
    closed_at: hoursAfter(at, -21),
    closed_by: trainer.id,
  })

  const [claim] = await db('evidence')
    .insert({
      live_session_part_id: heldPart,
      person_id: learner.id,
      kind: 'own claim',
      reason: `${name} says so`,
      recorded_by: learner.id,
      recorded_at: hoursAfter(at, -20),
    })
    .returning('id')

  const [batch, report] = [newId(), newId()]
  const reportFile = await addTestFile(db, at, `${name} report.csv`, 'text/csv')
  await db('vendor_report_drafts').insert({
    id: newId(),
    batch_id: batch,
    live_session_part_id: part,
    file_name: `${name} report.csv`,
    bytes: Buffer.from(`Full Name,User Action,Timestamp\n${name} caller,Joined,2027-01-05 10:00\n`),
    uploaded_by: trainer.id,
    uploaded_at: at,
  })
  await db('vendor_reports').insert({
    id: report,
    live_session_part_id: part,
    file_id: reportFile,
    sha256: Buffer.alloc(32),
    vendor: 'teams',
    format: 'teams-event-log',
    encoding: 'utf-8',
    kept_by: trainer.id,
    kept_at: at,
  })
  const identity = `name: ${name.toLowerCase()} caller`
  await db('vendor_report_people').insert({ vendor_report_id: report, identity, name: `${name} caller` })
  const [decision] = await db('vendor_report_decisions')
    .insert({ live_session_part_id: part, identity, kind: 'nobody', decided_by: trainer.id, decided_at: at })
    .returning('id')
  return {
    batchId: batch,
    decisionId: String(decision!.id),
    claimId: String(claim!.id),
  }
}
