/** Keeps the bytes of pictures, each once, and lets those go that no question shows. */
import { addDays, dayStart, today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { QuestionPicture } from '../pictures.ts'
import { mostPictures } from '../pictures.ts'
import { getQuestion } from '../queries/questions.ts'
import type { FilePicture } from '../question-files/shape.ts'
import { changeQuestion } from './questions.ts'

/** For so many days a picture stays that no question shows. */
const keptDays = 7

/** Whoever keeps a picture records what it is for. */
export async function keepPictures(
  ctx: Ctx,
  pictures: Pick<FilePicture, 'sha256' | 'media_type' | 'bytes' | 'width' | 'height'>[],
): Promise<void> {
  // In one order, so that two who keep the same pictures do not wait for each other.
  const once = new Map(pictures.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)).map((one) => [one.sha256, one]))
  for (const { sha256, media_type, bytes, width, height } of once.values())
    await ctx
      .db('question_pictures')
      .insert({ sha256, media_type, bytes, width, height, kept_at: ctx.now })
      .onConflict('sha256')
      .merge(['kept_at'])
}

/** The pictures of a question as a new version of it; `bytes` are those of one that comes along. */
export async function changePictures(
  ctx: Ctx,
  input: {
    question_id: string
    from: number
    change: (pictures: QuestionPicture[]) => QuestionPicture[]
    bytes?: Parameters<typeof keepPictures>[1][number]
  },
): Promise<Awaited<ReturnType<typeof changeQuestion>> | 'too-many'> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const { question, versions } = await getQuestion(ctx, input.question_id)
      const { kind, text, explanation, points, is_critical, content, ...latest } = versions[0]!
      const pictures = input.change(latest.pictures)
      if (pictures.length > mostPictures) return 'too-many'
      if (input.bytes) await keepPictures(ctx, [input.bytes])
      const { strand, objective, difficulty, tags } = question
      return changeQuestion(ctx, {
        ...{ question_id: input.question_id, from: input.from },
        ...{ kind, text, explanation, points, is_critical, content, strand, objective, difficulty, tags, pictures },
      })
    },
    { ownAudit: true },
  )
}

/** What is brought along just now has a new date, and stays. */
export async function dropUnusedPictures(ctx: Ctx): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      const until = dayStart(addDays(today(ctx.now), -keptDays))
      await ctx.db.raw(
        `delete from question_pictures p where p.kept_at < ? and not exists (
           select from question_version_pictures vp where vp.sha256 = p.sha256)`,
        [until],
      )
    },
    { ownAudit: true },
  )
}
