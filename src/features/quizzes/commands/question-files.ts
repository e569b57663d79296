/** Takes a file of questions, and adds what it holds to the bank once somebody has looked at it. */
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { insertFile } from '../../../platform/files/store.ts'
import { getQuestionFile } from '../queries/question-files.ts'
import { readKept } from '../question-files/reader.ts'
import type { FilePicture } from '../question-files/shape.ts'
import type { PictureWords } from '../question-files/to-bank.ts'
import { reviewForBank, waitingKeys, waits } from '../question-files/to-bank.ts'
import { keepPictures } from './pictures.ts'
import { addQuestion } from './questions.ts'

/** Keeps the file as it came, with the pictures that its page shows; nothing is added to the bank. */
export async function keepQuestionFile(
  ctx: Ctx,
  file: { name: string; bytes: Buffer; pictures: FilePicture[] },
): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const id = newId()
    const file_name = file.name.slice(0, 200) || 'questions'
    const file_id = await insertFile(ctx, { file_name, media_type: 'application/octet-stream', bytes: file.bytes })
    await ctx.db('question_files').insert({ id, file_id, uploaded_by: actorId(ctx.actor), uploaded_at: ctx.now })
    await keepPictures(ctx, file.pictures)
    await recordAudit(ctx, {
      action: 'quizzes.upload-questions',
      subject_kind: 'question file',
      subject_id: id,
      after: { file_name, pictures: file.pictures.length },
    })
    return id
  })
}

export type AddQuestionsResult =
  | { result: 'added' | 'already'; count: number }
  | { result: 'none' }
  | { result: 'some-left-out'; refused: number; waiting: string[] }

/** Adds all that the bank can hold, once; where some are left out or wait for words, only when the person has said so. */
export async function addQuestionsOfFile(
  ctx: Ctx,
  input: { question_file_id: string; leaves_out: boolean; words: PictureWords },
): Promise<AddQuestionsResult> {
  const { id, bytes } = await getQuestionFile(ctx, input.question_file_id)
  // What a file says never changes, and reading it may take longer than a transaction should.
  const file = await readKept(ctx, bytes)
  return inTransaction(
    ctx,
    async (ctx) => {
      const known = await ctx.db('question_files').where({ id }).forUpdate().first('added_count')
      if (known?.added_count) return { result: 'already', count: known.added_count }
      const { ready, refused } = reviewForBank(file, input.words)
      const [waiting, taken] = [ready.filter(waits), ready.filter((one) => !waits(one))]
      if (ready.length === 0) return { result: 'none' }
      if ((refused.length > 0 || waiting.length > 0) && !input.leaves_out)
        return { result: 'some-left-out', refused: refused.length, waiting: waiting.flatMap(waitingKeys) }
      if (taken.length === 0) return { result: 'none' }
      // Once more: those that nobody added for a week are gone.
      await keepPictures(
        ctx,
        taken.flatMap(({ pictures }) => pictures),
      )
      for (const [index, { question }] of taken.entries())
        await addQuestion(ctx, { ...question, key: `file-${id}-${index + 1}` })
      const added = { added_at: ctx.now, added_by: actorId(ctx.actor), added_count: taken.length }
      await ctx.db('question_files').where({ id }).update(added)
      await recordAudit(ctx, {
        action: 'quizzes.add-questions-of-file',
        subject_kind: 'question file',
        subject_id: id,
        after: { added: taken.length, left_out: refused.length + waiting.length },
      })
      return { result: 'added', count: taken.length }
    },
    { ownAudit: true },
  )
}
