/** Questions from the room, votes for them, and what the trainer does with them. */
import { randomUUID } from 'node:crypto'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { EventKind } from './room.ts'
import { addEvent, openRoom } from './room.ts'

export interface QuestionInput {
  /** Names the form, so that sending it twice asks once. */
  id: string | null
  live_session_id: string
  text: string
  is_anonymous: boolean
  person_id: string
}

/**
 * Keeps the question. Of an anonymous one nothing leads to who asked it: no person in the row, the event or the audit, and
 * an id without a time in it.
 */
export async function askQuestion(ctx: Ctx, input: QuestionInput): Promise<'asked' | 'already-asked'> {
  const { live_session_id, text, is_anonymous } = input
  return inTransaction(
    ctx,
    async (ctx) => {
      await openRoom(ctx, live_session_id)
      const [asked] = await ctx
        .db('room_questions')
        .insert({
          id: input.id ?? randomUUID(),
          live_session_id,
          text,
          is_anonymous,
          asked_by: is_anonymous ? null : input.person_id,
          asked_at: ctx.now,
        })
        .onConflict('id')
        .ignore()
        .returning('id')
      if (!asked) return 'already-asked'
      await addEvent(ctx, live_session_id, { kind: 'question asked', question_id: asked.id })
      return 'asked'
    },
    { ownAudit: true },
  )
}

interface QuestionOf {
  live_session_id: string
  question_id: string
}

/** One vote a person, also for a question whose asker nobody knows. Votes are not events: the figures are read anew. */
export async function voteFor(ctx: Ctx, input: QuestionOf & { person_id: string; takes_back: boolean }): Promise<void> {
  const { question_id, person_id } = input
  await inTransaction(
    ctx,
    async (ctx) => {
      const question = await ctx
        .db('room_questions')
        .first('id')
        .where({ id: question_id, live_session_id: input.live_session_id })
      if (!question) throw new NotFound()
      if (input.takes_back) await ctx.db('room_votes').where({ question_id, person_id }).delete()
      else
        await ctx.db('room_votes').insert({ question_id, person_id }).onConflict(['question_id', 'person_id']).ignore()
    },
    { ownAudit: true },
  )
}

export type QuestionState = 'open' | 'answered' | 'parked'

const events: Record<QuestionState, EventKind> = {
  open: 'question opened',
  answered: 'question answered',
  parked: 'question parked',
}

export async function setQuestionState(
  ctx: Ctx,
  input: QuestionOf & { state: QuestionState },
): Promise<'set' | 'unchanged'> {
  const { live_session_id, question_id, state } = input
  return inTransaction(ctx, async (ctx) => {
    const question = await ctx.db('room_questions').first().where({ id: question_id, live_session_id }).forUpdate()
    if (!question) throw new NotFound()
    if (question.state === state) return 'unchanged'
    await ctx.db('room_questions').where({ id: question_id }).update({ state })
    await addEvent(ctx, live_session_id, { kind: events[state], question_id })
    await recordAudit(ctx, {
      action: 'live-room.question-state',
      subject_kind: 'live-session',
      subject_id: live_session_id,
      before: { question_id, state: question.state },
      after: { question_id, state },
    })
    return 'set'
  })
}
