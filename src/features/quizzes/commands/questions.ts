/** Changes of the question bank: a changed question is a new version, never an edit. */
import { newId } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { actorId } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { QuestionInput } from '../rules.ts'
import { optionsFault } from '../rules.ts'

/** Adds a question with its first version; `key` names one that is kept as data elsewhere. Returns the version's id. */
export async function addQuestion(ctx: Ctx, input: QuestionInput & { key?: string }): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const id = newId()
    await ctx.db('questions').insert({
      id,
      key: input.key ?? `question-${id}`,
      strand: input.strand,
      objective: input.objective,
      created_at: ctx.now,
    })
    const versionId = await insertVersion(ctx, id, 1, input)
    await recordAudit(ctx, {
      action: 'quizzes.add-question',
      subject_kind: 'question',
      subject_id: id,
      after: { ...input },
    })
    return versionId
  })
}

/** Adds a version; quizzes made before keep the version they have. `from` is the version number the writer saw. */
export async function changeQuestion(
  ctx: Ctx,
  input: QuestionInput & { question_id: string; from: number },
): Promise<'changed' | 'changed-meanwhile'> {
  return inTransaction(ctx, async (ctx) => {
    const { question_id: id, from, ...question } = input
    const before = await ctx.db('questions').first('id', 'strand', 'objective').where({ id }).forUpdate()
    if (!before) throw new NotFound()
    const latest = await ctx
      .db('question_versions')
      .first('number', 'text')
      .where({ question_id: id })
      .orderBy('number', 'desc')
    if (latest.number !== from) return 'changed-meanwhile'
    await ctx.db('questions').where({ id }).update({ strand: question.strand, objective: question.objective })
    await insertVersion(ctx, id, latest.number + 1, question)
    await recordAudit(ctx, {
      action: 'quizzes.change-question',
      subject_kind: 'question',
      subject_id: id,
      before: { number: latest.number, text: latest.text, strand: before.strand, objective: before.objective },
      after: { number: latest.number + 1, ...question },
    })
    return 'changed'
  })
}

/** Takes a question out of the choice for new quizzes, or puts it back. */
export async function retireQuestion(ctx: Ctx, questionId: string): Promise<'retired' | 'already'> {
  return (await setRetired(ctx, questionId, true)) ? 'retired' : 'already'
}

async function setRetired(ctx: Ctx, id: string, isRetired: boolean): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const before = await ctx.db('questions').first('id', 'retired_at').where({ id }).forUpdate()
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
  })
}

export async function restoreQuestion(ctx: Ctx, questionId: string): Promise<'restored' | 'already'> {
  return (await setRetired(ctx, questionId, false)) ? 'restored' : 'already'
}

async function insertVersion(ctx: Ctx, questionId: string, number: number, input: QuestionInput): Promise<string> {
  const fault = optionsFault(input.kind, input.options)
  if (fault) throw new RangeError(`${input.text}: ${fault}`)
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
    created_at: ctx.now,
    created_by: actorId(ctx.actor),
  })
  await ctx.db('question_options').insert(
    input.options.map((option, index) => ({
      id: newId(),
      question_version_id: id,
      position: index + 1,
      text: option.text,
      is_right: option.is_right,
      feedback: option.feedback,
    })),
  )
  return id
}
