/** Asks champions once a year whether they still act as one, and takes the answer from them, their lead or a coordinator. */
import { newId, newSecret } from '../../../lib/ids.ts'
import { addDays, today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { mailYearlyCheck } from '../mails.ts'
import * as policy from '../policy.ts'
import { listOrganisationIds } from '../queries/certificates.ts'
import { findCheckForUpdate, getCheckByToken, listDueForCheck } from '../queries/yearly-checks.ts'
import type { YearlyCheckRow } from '../queries/yearly-checks.ts'

/** So many days for an answer; then it is amber, and a task. */
export const daysToAnswer = 30

const atOnce = 200

/** Everybody who is due, in pieces, so that one fault does not hold up the rest and no lock is kept for long. */
export async function askYearly(ctx: Ctx): Promise<void> {
  for (;;) {
    const asked = await inTransaction(ctx, async (ctx) => {
      await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('yearly checks'))`)
      const due = await listDueForCheck(ctx, atOnce)
      for (const person of due) {
        const check = { id: newId(ctx.now), token: newSecret(), answer_by: addDays(today(ctx.now), daysToAnswer) }
        // One that was never answered gives way to the next: it stays as it was, and only the latest counts.
        await ctx
          .db('yearly_checks')
          .where({ person_id: person.person_id, answer: null, settled_at: null })
          .update({ settled_at: ctx.now })
        await ctx.db('yearly_checks').insert({ ...check, person_id: person.person_id, asked_at: ctx.now })
        await mailYearlyCheck(ctx, person, check)
      }
      if (due.length > 0)
        await recordAudit(ctx, {
          action: 'certification.ask-yearly',
          subject_kind: 'roster',
          subject_id: null,
          after: { asked: due.length },
        })
      return due.length
    })
    if (asked < atOnce) return
  }
}

export type AnswerCheckResult = 'answered' | 'already'

/** By the link of the e-mail. Pressing twice is once; a yes may still become a no, and the other way round. */
export async function answerByToken(ctx: Ctx, token: string, answer: 'yes' | 'no'): Promise<AnswerCheckResult> {
  return inTransaction(ctx, async (ctx) => {
    const { person_id } = await getCheckByToken(ctx, token)
    const check = await findCheckForUpdate(ctx, person_id)
    if (!check || check.token !== token || check.settled_at || check.answer === answer) return 'already'
    await writeAnswer(ctx, check, answer)
    return 'answered'
  })
}

/** From one list, by the lead of where they are members or by a coordinator; others are left alone, and counted as nothing. */
export async function confirmChampions(
  ctx: Ctx,
  answers: { person_id: string; answer: 'yes' | 'no' }[],
): Promise<{ yes: number; no: number }> {
  return inTransaction(ctx, async (ctx) => {
    const done = { yes: 0, no: 0 }
    for (const { person_id, answer } of answers.toSorted((a, b) => (a.person_id < b.person_id ? -1 : 1))) {
      if (!policy.canConfirm(ctx.actor, await listOrganisationIds(ctx, person_id))) continue
      await writeAnswer(ctx, (await openCheck(ctx, person_id)) ?? (await insertCheck(ctx, person_id)), answer)
      done[answer]++
    }
    return done
  })
}

async function openCheck(ctx: Ctx, personId: string): Promise<YearlyCheckRow | undefined> {
  await ctx.db.raw('select from people where id = ? for no key update', [personId])
  const check = await findCheckForUpdate(ctx, personId)
  return check && check.answer === null && check.settled_at === null ? check : undefined
}

/** Said without having been asked: it counts as this year's. */
async function insertCheck(ctx: Ctx, personId: string): Promise<{ id: string; person_id: string; answer: null }> {
  const id = newId(ctx.now)
  await ctx.db('yearly_checks').insert({
    id,
    person_id: personId,
    token: newSecret(),
    asked_at: ctx.now,
    answer_by: addDays(today(ctx.now), daysToAnswer),
  })
  return { id, person_id: personId, answer: null }
}

async function writeAnswer(
  ctx: Ctx,
  check: Pick<YearlyCheckRow, 'id' | 'person_id' | 'answer'>,
  answer: 'yes' | 'no',
): Promise<void> {
  const answered = { answer, answered_at: ctx.now, answered_by: actorId(ctx.actor) }
  await ctx.db('yearly_checks').where({ id: check.id }).update(answered)
  await recordAudit(ctx, {
    action: 'certification.answer-yearly',
    subject_kind: 'person',
    subject_id: check.person_id,
    before: { answer: check.answer },
    after: { answer },
  })
}

/** A coordinator has seen to it: a certificate was revoked, a membership ended, or nothing had to be done. */
export async function settleCheck(ctx: Ctx, personId: string): Promise<'settled' | 'already'> {
  return inTransaction(ctx, async (ctx) => {
    const check = await findCheckForUpdate(ctx, personId)
    if (!check || check.settled_at || check.answer === 'yes') return 'already'
    await ctx
      .db('yearly_checks')
      .where({ id: check.id })
      .update({ settled_at: ctx.now, settled_by: actorId(ctx.actor) })
    await recordAudit(ctx, {
      action: 'certification.settle-yearly',
      subject_kind: 'person',
      subject_id: personId,
      before: { answer: check.answer, settled: false },
      after: { settled: true },
    })
    return 'settled'
  })
}
