/** Reads the questions of a room with their votes. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { QuestionState } from '../commands/questions.ts'

export interface QuestionRow {
  id: string
  text: string
  is_anonymous: boolean
  /** Null where it is anonymous. */
  asked_by_name: string | null
  asked_at: Date
  state: QuestionState
  votes: number
}

/** Open ones first, by votes, then as they were asked; what was dealt with at the end, the latest first. */
export async function listQuestions(
  ctx: Pick<Ctx, 'db'>,
  liveSessionId: string,
  limit: number,
): Promise<QuestionRow[]> {
  return rows<QuestionRow>(
    ctx.db,
    `select q.id, q.text, q.is_anonymous, p.full_name as asked_by_name, q.asked_at, q.state, v.votes
     from room_questions q
     left join people p on p.id = q.asked_by
     cross join lateral (select count(*) as votes from room_votes v where v.question_id = q.id) v
     where q.live_session_id = ?
     order by q.state <> 'open', case when q.state = 'open' then v.votes end desc,
       case when q.state = 'open' then q.asked_at end, q.asked_at desc, q.id
     limit ?`,
    [liveSessionId, limit],
  )
}

/** What one person voted for here. */
export async function listOwnVotes(ctx: Ctx, liveSessionId: string, personId: string): Promise<Set<string>> {
  const found = await rows<{ question_id: string }>(
    ctx.db,
    `select v.question_id from room_votes v join room_questions q on q.id = v.question_id
     where q.live_session_id = ? and v.person_id = ?`,
    [liveSessionId, personId],
  )
  return new Set(found.map((one) => one.question_id))
}

export async function getQuestion(ctx: Ctx, liveSessionId: string, questionId: string): Promise<{ id: string }> {
  const found = isId(questionId)
    ? await ctx.db('room_questions').first('id').where({ id: questionId, live_session_id: liveSessionId })
    : undefined
  if (!found) throw new NotFound()
  return found
}
