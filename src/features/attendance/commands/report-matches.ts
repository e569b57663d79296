/** Decisions about who of a report is who: each is added, remembered for the person's organisation, and can be undone. */
import { today } from '../../../lib/time.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { getStandingDecision, listBooked, listMatches } from '../queries/reports.ts'
import { byWhom, lockReports } from './reports.ts'

/** `person_id` null: it is nobody on the register. */
export async function decideMatch(
  ctx: Ctx,
  input: { part_id: string; identity: string; person_id: string | null },
): Promise<'decided' | 'unchanged' | 'not-in-reports' | 'not-on-register'> {
  return inTransaction(ctx, async (ctx) => {
    await lockReports(ctx, input.part_id)
    const all = (await listMatches(ctx, input.part_id)).filter(({ identity }) => identity === input.identity)
    const found = all.find(({ state }) => state === 'waiting') ?? all[0]
    if (!found) return 'not-in-reports'
    const isSame = input.person_id === null ? found.state === 'nobody' : found.person_id === input.person_id
    if (isSame) return 'unchanged'
    const person = (await listBooked(ctx, input.part_id)).find(({ person_id }) => person_id === input.person_id)
    if (input.person_id !== null && !person) return 'not-on-register'
    const organisation_id = person && found.alias !== null ? await organisationOf(ctx, person.person_id) : null
    const [added] = await ctx
      .db('vendor_report_decisions')
      .insert({
        live_session_part_id: input.part_id,
        identity: found.identity,
        kind: person ? 'person' : 'nobody',
        person_id: person?.person_id ?? null,
        alias: organisation_id ? found.alias : null,
        organisation_id,
        decided_by: byWhom(ctx),
        decided_at: ctx.now,
      })
      .returning('id')
    await recordAudit(ctx, {
      action: 'attendance.match-report',
      subject_kind: person ? 'person' : 'register',
      subject_id: person?.person_id ?? input.part_id,
      before: { person_id: found.person_id },
      after: {
        part_id: input.part_id,
        decision_id: added!.id,
        in_report: found.identity,
        person_id: input.person_id,
      },
    })
    return 'decided'
  })
}

/** The name or address waits for a decision again, here and wherever it was remembered. */
export async function undoMatch(
  ctx: Ctx,
  input: { part_id: string; decision_id: string },
): Promise<'undone' | 'replaced'> {
  return inTransaction(ctx, async (ctx) => {
    await lockReports(ctx, input.part_id)
    const decision = await getStandingDecision(ctx, input.part_id, input.decision_id)
    if (decision === 'replaced') return 'replaced'
    await ctx.db('vendor_report_decisions').insert({
      live_session_part_id: input.part_id,
      identity: decision.identity,
      kind: 'undo',
      decided_by: byWhom(ctx),
      decided_at: ctx.now,
    })
    await recordAudit(ctx, {
      action: 'attendance.undo-match',
      subject_kind: decision.person_id ? 'person' : 'register',
      subject_id: decision.person_id ?? input.part_id,
      before: {
        part_id: input.part_id,
        decision_id: decision.id,
        in_report: decision.identity,
        person_id: decision.person_id,
      },
    })
    return 'undone'
  })
}

/** The organisation the person has belonged to for longest, of those they belong to now. */
async function organisationOf(ctx: Ctx, personId: string): Promise<string | null> {
  const found = await row<{ organisation_id: string }>(
    ctx.db,
    `select organisation_id from memberships
     where person_id = :personId and starts_on <= :today and (ends_on is null or ends_on > :today)
     order by starts_on, id limit 1`,
    { personId, today: today(ctx.now) },
  )
  return found?.organisation_id ?? null
}
