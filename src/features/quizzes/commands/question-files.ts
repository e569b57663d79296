/** Takes a file of questions, and adds what it holds to the bank once somebody has looked at it. */
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { insertFile } from '../../../platform/files/store.ts'
import { getQuestionFile } from '../queries/question-files.ts'
import { readQuestionFile } from '../question-files/read.ts'
import { reviewForBank } from '../question-files/to-bank.ts'
import { addQuestion } from './questions.ts'

/** Keeps the file as it came; nothing is added to the bank. */
export async function keepQuestionFile(ctx: Ctx, file: { name: string; bytes: Buffer }): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const id = newId()
    const file_name = file.name.slice(0, 200) || 'questions'
    const file_id = await insertFile(ctx, { file_name, media_type: 'application/octet-stream', bytes: file.bytes })
    await ctx.db('question_files').insert({ id, file_id, uploaded_by: actorId(ctx.actor), uploaded_at: ctx.now })
    await recordAudit(ctx, {
      action: 'quizzes.upload-questions',
      subject_kind: 'question file',
      subject_id: id,
      after: { file_name },
    })
    return id
  })
}

export type AddQuestionsResult =
  { result: 'added' | 'already'; count: number } | { result: 'none' } | { result: 'some-left-out'; refused: number }

/** Adds all that the bank can hold, once; where some are left out, only when the person has said so. */
export async function addQuestionsOfFile(
  ctx: Ctx,
  input: { question_file_id: string; leaves_out: boolean },
): Promise<AddQuestionsResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const { id, bytes } = await getQuestionFile(ctx, input.question_file_id)
      const known = await ctx.db('question_files').where({ id }).forUpdate().first('added_count')
      if (known?.added_count) return { result: 'already', count: known.added_count }
      const { ready, refused } = reviewForBank(await readQuestionFile(bytes))
      if (ready.length === 0) return { result: 'none' }
      if (refused.length > 0 && !input.leaves_out) return { result: 'some-left-out', refused: refused.length }
      for (const [index, { question }] of ready.entries())
        await addQuestion(ctx, { ...question, key: `file-${id}-${index + 1}` })
      const added = { added_at: ctx.now, added_by: actorId(ctx.actor), added_count: ready.length }
      await ctx.db('question_files').where({ id }).update(added)
      await recordAudit(ctx, {
        action: 'quizzes.add-questions-of-file',
        subject_kind: 'question file',
        subject_id: id,
        after: { added: ready.length, left_out: refused.length },
      })
      return { result: 'added', count: ready.length }
    },
    { ownAudit: true },
  )
}
