/** Questions that come with a course from elsewhere: found in the bank by their key, added, or changed there. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Conflict } from '../../../platform/errors.ts'
import { compareWithBank } from '../queries/brought-questions.ts'
import type { QuestionInput } from '../rules.ts'
import { addQuestion, changeQuestion } from './questions.ts'
import { getLatestVersionId } from '../queries/questions.ts'

/** The version of the bank that says the same, made where there is none. What quizzes asked before, they go on asking. */
export async function bringQuestion(ctx: Ctx, { key, ...question }: QuestionInput & { key: string }): Promise<string> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const [found] = await compareWithBank(ctx, [{ key, ...question }])
      switch (found!.standing) {
        case 'known':
          return found!.version_id!
        case 'new':
          return addQuestion(ctx, { ...question, key })
        case 'changed': {
          const { question_id, number } = found!
          const result = await changeQuestion(ctx, { ...question, question_id: question_id!, from: number! })
          if (result === 'changed-meanwhile')
            throw new Conflict('Somebody changed a question of this course in the bank just now. Please try again.')
          return getLatestVersionId(ctx, key)
        }
      }
    },
    { ownAudit: true },
  )
}
