/** Quiz modules: the module and the quiz it asks, made and changed as one. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { AttemptRules, BlueprintRule } from '../../quizzes/index.ts'
import {
  addQuizVersion,
  defaultRules,
  getQuizVersion,
  listAskedQuestions,
  listQuizQuestions,
} from '../../quizzes/index.ts'
import { isDeepStrictEqual } from 'node:util'
import { getCourseVersion, getModule } from '../queries/versions.ts'
import { lockDraft } from './locks.ts'
import type { ModuleInput } from './modules.ts'
import { addModule, editModule } from './modules.ts'

export type QuizModuleInput = Omit<ModuleInput, 'body' | 'instead_of' | 'or_live_part_id' | 'or_live_percent'>

export interface QuizChoice extends Partial<AttemptRules> {
  pass_percent: number
  attempts_allowed: number | null
  draw_count: number | null
  blueprint?: BlueprintRule[] | null
  question_version_ids: string[]
}

export async function addQuizModule(
  ctx: Ctx,
  { version_id, module, quiz }: { version_id: string; module: QuizModuleInput; quiz: QuizChoice },
): Promise<{ module_id: string }> {
  return inTransaction(ctx, async (ctx) => {
    const version = await lockDraft(ctx, version_id)
    const title = `${version.course_title}: ${module.title}`
    const { quiz_version_id } = await addQuizVersion(ctx, { quiz_id: null, title, ...quiz })
    return addModule(ctx, { version_id, ...module, quiz_version_id })
  })
}

/** A changed quiz is a further version of the same quiz; the published course keeps the version it was published with. */
export async function editQuizModule(
  ctx: Ctx,
  input: { module_id: string; seen_revision: number | null; module: QuizModuleInput; quiz: QuizChoice },
): Promise<'saved' | 'changed-meanwhile'> {
  return inTransaction(ctx, async (ctx) => {
    await lockDraft(ctx, (await getModule(ctx, input.module_id)).course_version_id)
    const module = await getModule(ctx, input.module_id)
    if (module.quiz_version_id === null) throw new NotFound()
    const edit = { module_id: input.module_id, ...input.module }
    if (input.seen_revision !== null && input.seen_revision !== module.revision) return 'changed-meanwhile'
    const version = await getCourseVersion(ctx, module.course_version_id)
    const title = `${version.course_title}: ${input.module.title}`
    const quiz_version_id = await quizVersionOf(ctx, module.quiz_version_id, title, input.quiz)
    return editModule(ctx, {
      ...{ ...edit, seen_revision: null },
      ...(quiz_version_id === module.quiz_version_id ? {} : { quiz_version_id }),
    })
  })
}

/** The same version where the quiz is as it was, else a further version of the same quiz. Without a title it keeps the one it has. */
export async function quizVersionOf(
  ctx: Ctx,
  knownId: string,
  newTitle: string | null,
  quiz: QuizChoice,
): Promise<string> {
  const known = await getQuizVersion(ctx, knownId)
  const title = newTitle ?? known.title
  const chosen = quiz.question_version_ids.join()
  const chosenBefore = [await listQuizQuestions(ctx, knownId), await listAskedQuestions(ctx, [knownId])]
  const isSame =
    known.title === title &&
    known.pass_percent === quiz.pass_percent &&
    hasSameRules(known, { ...defaultRules, ...quiz }) &&
    known.draw_count === quiz.draw_count &&
    isDeepStrictEqual(known.blueprint, quiz.blueprint ?? null) &&
    // As they were chosen, or as they are asked since one of them was put right.
    chosenBefore.some((before) => before.map((question) => question.question_version_id).join() === chosen)
  if (isSame) return knownId
  return (await addQuizVersion(ctx, { quiz_id: known.quiz_id, title, ...quiz })).quiz_version_id
}

const hasSameRules = (one: AttemptRules, other: AttemptRules): boolean =>
  (Object.keys(defaultRules) as (keyof AttemptRules)[]).every((rule) => one[rule] === other[rule])
