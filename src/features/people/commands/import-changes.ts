/** Writes what a chunk of a staff list does to people, a statement for each kind of change. */
import { newId } from '../../../lib/ids.ts'
import { foldForSearch } from '../../../lib/text.ts'
import { today } from '../../../lib/time.ts'
import type { AuditEntry } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { namesChange } from '../rules/import-verdicts.ts'
import type { Judged, KnownPerson, Surroundings } from '../rules/import-verdicts.ts'

export const changedSince = 'Something changed here after the check. Upload the file again'

/** Adds the people of the rows that are new; `audits` gets a row for each change. */
export async function addNewPeople(ctx: Ctx, importId: string, judged: Judged[], audits: AuditEntry[]): Promise<void> {
  const wanted = judged.filter((row) => row.verdict === 'new')
  if (wanted.length === 0) return
  const inserted = await ctx
    .db('people')
    .insert(
      wanted.map((row) => ({
        id: newId(),
        full_name: row.full_name,
        search: foldForSearch(row.full_name),
        email: row.email,
        created_at: ctx.now,
      })),
    )
    .onConflict('email')
    .ignore()
    .returning(['id', 'email'])
  const ids = new Map(inserted.map(({ id, email }) => [email, id]))
  const joining: Joining[] = []
  for (const row of wanted) {
    row.person_id = ids.get(row.email) ?? null
    if (row.person_id === null) {
      // Somebody added the same address by hand between our look and our write.
      row.verdict = 'refused'
      row.reasons = [changedSince]
      continue
    }
    audits.push({
      action: 'people.add',
      subject_kind: 'person',
      subject_id: row.person_id,
      after: { full_name: row.full_name, email: row.email, import_id: importId, row: row.row_number },
    })
    joining.push(joiningOf(row))
  }
  await addMemberships(ctx, joining, importId, audits)
}

interface Joining {
  person_id: string
  organisation_id: string
  job_title: string | null
}

const joiningOf = (row: Judged): Joining => ({
  person_id: row.person_id!,
  organisation_id: row.organisation_id!,
  job_title: row.job_title || null,
})

async function addMemberships(ctx: Ctx, joining: Joining[], importId: string, audits: AuditEntry[]): Promise<void> {
  if (joining.length === 0) return
  const starts_on = today(ctx.now)
  const made = joining.map((one) => ({ id: newId(), ...one, starts_on, created_at: ctx.now }))
  await ctx.db('memberships').insert(made)
  for (const { id, person_id, organisation_id, job_title } of made)
    audits.push({
      action: 'people.add-membership',
      subject_kind: 'person',
      subject_id: person_id,
      after: { membership_id: id, organisation_id, job_title, starts_on, import_id: importId },
    })
}

/** Names, job titles and further organisations; each in one statement for the chunk. */
export async function changeKnownPeople(
  ctx: Ctx,
  importId: string,
  judged: Judged[],
  around: Surroundings,
  audits: AuditEntry[],
): Promise<void> {
  const changes = judged
    .filter((row) => row.verdict === 'changed')
    .map((row) => ({ row, known: around.people.get(row.email)! }))
  await ctx.db.raw('select from people where id = any(?::uuid[]) order by id for update', [
    changes.map(({ known }) => known.id),
  ])
  await changeNames(ctx, importId, changes, audits)
  await changeJobTitles(ctx, importId, changes, audits)
  const joining = changes.filter(({ row, known }) => membershipOf(row, known) === undefined)
  await addMemberships(
    ctx,
    joining.map(({ row }) => joiningOf(row)),
    importId,
    audits,
  )
}

interface Change {
  row: Judged
  known: KnownPerson
}

const membershipOf = (row: Judged, known: KnownPerson) =>
  known.memberships.find((one) => one.organisation_id === row.organisation_id)

async function changeNames(ctx: Ctx, importId: string, changes: Change[], audits: AuditEntry[]): Promise<void> {
  const renamed = changes.filter(({ row, known }) => namesChange(row, known))
  await ctx.db.raw(
    `update people p set full_name = n.full_name, search = n.search, printable_name = null
     from unnest(?::uuid[], ?::text[], ?::text[]) as n (id, full_name, search) where p.id = n.id`,
    [
      renamed.map(({ known }) => known.id),
      renamed.map(({ row }) => row.full_name),
      renamed.map(({ row }) => foldForSearch(row.full_name)),
    ],
  )
  for (const { row, known } of renamed)
    audits.push({
      action: 'people.edit',
      subject_kind: 'person',
      subject_id: known.id,
      before: { full_name: known.full_name },
      after: { full_name: row.full_name, import_id: importId },
    })
}

async function changeJobTitles(ctx: Ctx, importId: string, changes: Change[], audits: AuditEntry[]): Promise<void> {
  const moved = changes.filter(({ row, known }) => {
    const membership = membershipOf(row, known)
    return membership !== undefined && row.job_title !== '' && row.job_title !== membership.job_title
  })
  await rows(
    ctx.db,
    `update memberships m set job_title = n.job_title
     from unnest(:people::uuid[], :organisations::uuid[], :titles::text[]) as n (person_id, organisation_id, job_title)
     where m.person_id = n.person_id and m.organisation_id = n.organisation_id and (m.ends_on is null or m.ends_on > :today)`,
    {
      people: moved.map(({ known }) => known.id),
      organisations: moved.map(({ row }) => row.organisation_id),
      titles: moved.map(({ row }) => row.job_title),
      today: today(ctx.now),
    },
  )
  for (const { row, known } of moved)
    audits.push({
      action: 'people.change-job-title',
      subject_kind: 'person',
      subject_id: known.id,
      before: { organisation_id: row.organisation_id, job_title: membershipOf(row, known)!.job_title },
      after: { job_title: row.job_title, import_id: importId },
    })
}
