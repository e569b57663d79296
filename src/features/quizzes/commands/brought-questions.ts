/** Questions that come with a course from elsewhere: found in the bank by their key, added, or changed there. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Conflict } from '../../../platform/errors.ts'
import type { BroughtQuestion } from '../queries/brought-questions.ts'
import { compareWithBank } from '../queries/brought-questions.ts'
import type { QuestionInput } from '../rules.ts'
import { addQuestion, changeQuestion } from './questions.ts'
import { getLatestVersionId } from '../queries/questions.ts'

type Brought = QuestionInput & { key: string }

/**
 * The versions of the bank that say the same, in the order of the questions, made where there are none. What quizzes asked
 * before, they go on asking. Of those with the same key the last is the bank's latest.
 */
export async function bringQuestions(ctx: Ctx, questions: Brought[]): Promise<string[]> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const ids = new Map<Brought, string>()
      for (const once of byTurn(questions))
        for (const [index, found] of (await compareWithBank(ctx, once)).entries())
          ids.set(once[index]!, await bring(ctx, once[index]!, found))
      return questions.map((question) => ids.get(question)!)
    },
    { ownAudit: true },
  )
}

/** Each key once in each turn: what one turn changes, the next one must find. */
function byTurn(questions: Brought[]): Brought[][] {
  const turns: Brought[][] = []
  for (const same of Map.groupBy(questions, ({ key }) => key).values())
    for (const [turn, question] of same.entries()) (turns[turn] ??= []).push(question)
  return turns
}

async function bring(ctx: Ctx, { key, ...question }: Brought, found: BroughtQuestion): Promise<string> {
  switch (found.standing) {
    case 'known':
      return found.version_id!
    case 'new':
      return addQuestion(ctx, { ...question, key })
    case 'changed': {
      const { question_id, number } = found
      const result = await changeQuestion(ctx, { ...question, question_id: question_id!, from: number! })
      if (result === 'changed-meanwhile')
        throw new Conflict('Somebody changed a question of this course in the bank just now. Please try again.')
      return getLatestVersionId(ctx, key)
    }
  }
}
