/** Asks people how a session was, once, and keeps what they answer apart from that they have answered. */
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { getLiveSession, listShownMaterials } from '../../live-sessions/index.ts'
import { tellAfterwards } from '../mails.ts'
import { listEvidence } from '../queries/evidence.ts'
import { getEvaluationEntry, listPeopleAfter, listUnaskedSessions } from '../queries/evaluations.ts'
import type { EvaluationAnswers } from '../rules/evaluation.ts'
import { answersInStep, evaluationStateOf, tookPart } from '../rules/evaluation.ts'

/** Every few minutes: a session that was moved, or ended while no worker ran, is found all the same. */
export async function askForEvaluations(ctx: Ctx): Promise<void> {
  for (const id of await listUnaskedSessions(ctx)) await askForEvaluation(ctx, id)
}

/** One e-mail for each who had a place, with the evaluation where they took part, and with the materials for after. */
async function askForEvaluation(ctx: Ctx, liveSessionId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const asked = await ctx
      .db('evaluation_requests')
      .insert({ live_session_id: liveSessionId, asked_at: ctx.now })
      .onConflict('live_session_id')
      .ignore()
      .returning('live_session_id')
    if (asked.length === 0) return
    const session = await getLiveSession(ctx, liveSessionId)
    const materials = (await listShownMaterials(ctx, session)).filter((material) => material.moment === 'after')
    const evidence = await Promise.all(session.parts.map((part) => listEvidence(ctx, part.id)))
    const people = await listPeopleAfter(ctx, liveSessionId)
    let count = 0
    for (const person of people) {
      const has_trace = evidence.some((part) => {
        const { stretches, moments } = part.of(person.id)
        return stretches.length > 0 || moments.some((one) => one.kind !== 'own claim')
      })
      const isAsked = !person.has_answered && tookPart({ marks: person.marks, has_trace }, session.mode)
      if (isAsked) count++
      if (isAsked || materials.length > 0) await tellAfterwards(ctx, { session, person, isAsked, materials })
    }
    await recordAudit(ctx, {
      action: 'attendance.ask-evaluation',
      subject_kind: 'live session',
      subject_id: liveSessionId,
      after: { asked: count, materials: materials.length },
    })
  })
}

export type AnswerEvaluationResult = 'kept' | 'already' | 'away' | 'early' | 'closed' | 'cancelled'

/**
 * Keeps that the booking has answered, and the answers, as two facts without a moment. Afterwards all rows of the session
 * are written anew in random order and under new ids, so that neither where they lie nor which transaction wrote them
 * says which belong together. No audit row: its moment would be the join.
 */
export async function answerEvaluation(
  ctx: Ctx,
  input: { booking: { id: string; live_session_id: string }; answers: EvaluationAnswers },
): Promise<AnswerEvaluationResult> {
  const { booking, answers } = input
  return inTransaction(
    ctx,
    async (ctx) => {
      await ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('evaluation ' || ?, 0))`, [
        booking.live_session_id,
      ])
      const state = evaluationStateOf(await getLiveSession(ctx, booking.live_session_id), ctx.now)
      if (state !== 'open') return state
      const entry = await getEvaluationEntry(ctx, booking.id)
      if (entry.has_answered) return 'already'
      if (entry.was_away) return 'away'
      await ctx.db('evaluation_entries').insert({ booking_id: booking.id })
      await ctx.db('evaluation_answers').insert({ live_session_id: booking.live_session_id, ...answers } as never)
      await showFullStep(ctx, booking.live_session_id)
      await shuffle(ctx, booking.live_session_id)
      return 'kept'
    },
    { ownAudit: true },
  )
}

/** Answers become visible a step at a time, never one by one. */
async function showFullStep(ctx: Ctx, liveSessionId: string): Promise<void> {
  const unseen = { live_session_id: liveSessionId, is_shown: false }
  const waiting = await row<{ count: number }>(
    ctx.db,
    'select count(*) from evaluation_answers where live_session_id = :live_session_id and not is_shown',
    unseen,
  )
  if (waiting!.count >= answersInStep) await ctx.db('evaluation_answers').where(unseen).update({ is_shown: true })
}

async function shuffle(ctx: Ctx, liveSessionId: string): Promise<void> {
  const columns = 'live_session_id, is_shown, useful, supporting, explaining, care, pace, change_text'
  await ctx.db.raw(
    `with gone as (delete from evaluation_answers where live_session_id = ? returning ${columns})
     insert into evaluation_answers (${columns}) select ${columns} from gone order by random()`,
    [liveSessionId],
  )
  await ctx.db.raw(
    `with gone as (delete from evaluation_entries e using bookings b
       where b.id = e.booking_id and b.live_session_id = ? returning e.booking_id)
     insert into evaluation_entries (booking_id) select booking_id from gone order by random()`,
    [liveSessionId],
  )
}
