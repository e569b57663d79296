/** Changes of the question bank: a changed question is a new version, never an edit. */
import { isDeepStrictEqual } from 'node:util'
import { newId } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { actorId } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { getLatestVersionId, getQuestion } from '../queries/questions.ts'
import type { QuestionInput } from '../rules.ts'
import { questionFault, tidyQuestion } from '../rules.ts'
import { withPictures } from '../pictures.ts'

/**
 * Adds a question with its first version and returns the version's id. `key` names the question for ever: a second one
 * with the same key (a form sent twice, data loaded again) changes nothing.
 */
export async function addQuestion(ctx: Ctx, input: QuestionInput & { key?: string }): Promise<string> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const { key, ...question } = tidyQuestion(input)
      const id = newId()
      const [added] = await ctx
        .db('questions')
        .insert({
          id,
          key: key ?? `question-${id}`,
          strand: question.strand,
          objective: question.objective,
          difficulty: question.difficulty,
          tags: question.tags,
          created_at: ctx.now,
        })
        .onConflict('key')
        .ignore()
        .returning('id')
      if (!added) return getLatestVersionId(ctx, key!)
      const versionId = await insertVersion(ctx, id, 1, question)
      await recordAudit(ctx, {
        action: 'quizzes.add-question',
        subject_kind: 'question',
        subject_id: id,
        after: { ...input },
      })
      return versionId
    },
    { ownAudit: true },
  )
}

/** Adds a version; quizzes made before keep the version they have. `from` is the number of the version the writer saw. */
export async function changeQuestion(
  ctx: Ctx,
  input: QuestionInput & { question_id: string; from: number },
): Promise<'changed' | 'same' | 'changed-meanwhile'> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const { question_id: id, from, ...question } = tidyQuestion(input)
      const known = await ctx.db('questions').first('id').where({ id }).forUpdate()
      if (!known) throw new NotFound()
      const { number, before } = await getLatestInput(ctx, id)
      if (isDeepStrictEqual(before, question)) return 'same'
      if (number !== from) return 'changed-meanwhile'
      await ctx.db('questions').where({ id }).update({
        strand: question.strand,
        objective: question.objective,
        difficulty: question.difficulty,
        tags: question.tags,
      })
      await insertVersion(ctx, id, number + 1, question)
      await recordAudit(ctx, {
        action: 'quizzes.change-question',
        subject_kind: 'question',
        subject_id: id,
        before: { number, ...before },
        after: { number: number + 1, ...question },
      })
      return 'changed'
    },
    { ownAudit: true },
  )
}

async function getLatestInput(ctx: Ctx, id: string): Promise<{ number: number; before: QuestionInput }> {
  const { question, versions } = await getQuestion(ctx, id)
  const latest = versions[0]!
  const { number, kind, text, explanation, points, is_critical, content } = latest

  const { strand, objective, difficulty, tags } = question
  return {
    number,
    before: {
      kind,
      text,
      explanation,
      points,
      is_critical,
      strand,
      objective,
      difficulty,
      tags,
      content,
      ...withPictures(latest.pictures),
    },
  }
}

/** Takes a question out of the choice for new quizzes; those that have it keep it. */
export async function retireQuestion(ctx: Ctx, questionId: string): Promise<'retired' | 'already'> {
  return (await setRetired(ctx, questionId, true)) ? 'retired' : 'already'
}

export async function restoreQuestion(ctx: Ctx, questionId: string): Promise<'restored' | 'already'> {
  return (await setRetired(ctx, questionId, false)) ? 'restored' : 'already'
}

async function setRetired(ctx: Ctx, id: string, isRetired: boolean): Promise<boolean> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const before = await ctx.db('questions').first('retired_at').where({ id }).forUpdate()
      if (!before) throw new NotFound()
      if ((before.retired_at !== null) === isRetired) return false
      const retiredAt = isRetired ? ctx.now : null
      await ctx.db('questions').where({ id }).update({ retired_at: retiredAt })
      await recordAudit(ctx, {
        action: isRetired ? 'quizzes.retire-question' : 'quizzes.restore-question',
        subject_kind: 'question',
        subject_id: id,
        before: { retired_at: before.retired_at },
        after: { retired_at: retiredAt },
      })
      return true
    },
    { ownAudit: true },
  )
}

async function insertVersion(ctx: Ctx, questionId: string, number: number, input: QuestionInput): Promise<string> {
  const fault = questionFault(input)
  if (fault) throw new RangeError(`${input.text}: ${fault.text}`)
  const id = newId()
  await ctx.db('question_versions').insert({
    id,
    question_id: questionId,
    number,
    kind: input.kind,
    text: input.text,
    explanation: input.explanation,
    points: input.points,
    is_critical: input.is_critical,
    content: JSON.stringify(input.content),
    created_at: ctx.now,
    created_by: actorId(ctx.actor),
  })
  const pictures = (input.pictures ?? []).map(({ sha256, place, alt, is_decorative }, index) => ({
    ...{ question_version_id: id, position: index + 1 },
    ...{ sha256, place, alt, is_decorative },
  }))
  if (pictures.length > 0) await ctx.db('question_version_pictures').insert(pictures)
  return id
}
