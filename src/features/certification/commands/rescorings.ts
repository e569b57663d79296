/** Puts a wrong question right with all that follows: people are told, completions and certificates are asked anew. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import type { RescoringEffect } from '../../quizzes/index.ts'
import { rescore } from '../../quizzes/index.ts'
import { mailRescored } from '../mails.ts'
import { rescoredAttempt } from '../pages/rescorings.ts'

export type PutRightResult =
  { result: 'put-right'; changed: number; people: number } | { result: 'already' | 'moved-on' | 'nothing' }

/** Who loses a pass may keep a certificate that no longer rests on anything: a coordinator decides, as after a correction. */
export async function putQuestionRight(ctx: Ctx, input: Parameters<typeof rescore>[1]): Promise<PutRightResult> {
  return inTransaction(ctx, async (ctx) => {
    const done = await rescore(ctx, input)
    if (done.result !== 'rescored') return { result: done.result }
    const people = new Map<string, RescoringEffect[]>()
    for (const effect of done.changed) people.set(effect.person_id, [...(people.get(effect.person_id) ?? []), effect])
    for (const [person_id, effects] of people) {
      const { full_name, email, language } = effects[0]!
      await mailRescored(
        ctx,
        { person_id, full_name, email, language },
        { rescoring_id: done.rescoring_id, reason: input.reason, attempts: effects.map(rescoredAttempt) },
      )
      await putJob(ctx, 'certification.check', { personId: person_id }, { key: `certification.check ${person_id}` })
    }
    return { result: 'put-right', changed: done.changed.length, people: people.size }
  })
}
