/** Corrects a closed register, and says beforehand what that does to completions and certificates. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { CorrectionInput, Marked, RegisterRow } from '../../attendance/index.ts'
import { canMark, findTelling, getRegisterPart, listRegister, recordCorrection } from '../../attendance/index.ts'
import type { Step } from '../../learning/index.ts'
import { completionOf, correctCompletion } from '../../learning/index.ts'
import { mailCorrected } from '../mails.ts'
import type { Effect, Outcome } from '../queries/registers.ts'
import { listAffectedCourses } from '../queries/registers.ts'

type Correction = Omit<CorrectionInput, 'reason'>

/** Thrown to take back what a preview tried. */
class OnlyTried extends Error {
  effects: Effect[]

  constructor(effects: Effect[]) {
    super('Only tried')
    this.effects = effects
  }
}

/**
 * What a correction would do, by doing it with all that follows, asking the one engine, and rolling back: whatever
 * completion depends on, the preview cannot say anything else than what will happen.
 */
export async function previewCorrection(ctx: Ctx, correction: Correction): Promise<Effect[]> {
  const courses = await listAffectedCourses(ctx, correction.part_id, correction.person_id)
  if (courses.length === 0) return []
  const before = await Promise.all(courses.map((one) => completionOf(ctx, correction.person_id, one.course_version_id)))
  try {
    await inTransaction(ctx, async (ctx) => {
      await recordCorrection(ctx, { ...correction, reason: 'Preview' })
      const effects: Effect[] = []
      for (const [index, course] of courses.entries()) {
        const after = await completionOf(ctx, correction.person_id, course.course_version_id)
        effects.push({
          ...course,
          was_complete: before[index]!.is_complete,
          would_be_complete: after.is_complete,
          missing: missingSteps(after.steps),
        })
      }
      throw new OnlyTried(effects)
    })
  } catch (thrown) {
    if (thrown instanceof OnlyTried) return thrown.effects
    throw thrown
  }
  return []
}

export interface CorrectRegisterInput extends CorrectionInput {
  /** The mark the preview showed: a correction of something else is not what was confirmed. */
  from: AnyMark
}

export type CorrectRegisterResult =
  'recorded' | 'unchanged' | 'moved-on' | 'not-closed' | 'not-on-register' | 'own-mark'

/**
 * Records the correction. A completion it takes the ground from is taken back with the same reason; the certificate stays
 * until a coordinator revokes it. What it completes is issued by the check that the correction itself asks for.
 */
export async function correctRegister(ctx: Ctx, input: CorrectRegisterInput): Promise<CorrectRegisterResult> {
  if (!canMark(ctx.actor, input.person_id)) return 'own-mark'
  return inTransaction(ctx, async (ctx) => {
    const { from, ...correction } = input
    await lockCorrections(ctx, input)
    const current = (await listRegister(ctx, input.part_id)).find((one) => one.person_id === input.person_id)
    if (!current) return 'not-on-register'
    if (isSameMark(current, input)) return 'unchanged'
    if (!isSameMark(current, from)) return 'moved-on'
    const corrected = await correct(ctx, correction)
    if (corrected.result === 'recorded')
      await tellCorrected(ctx, { person: current, correction, outcomes: corrected.outcomes })
    return corrected.result
  })
}

/** Whoever changes the mark of somebody on a closed register waits for the other to end. */
export const lockCorrections = (ctx: Ctx, { part_id, person_id }: { part_id: string; person_id: string }) =>
  ctx.db.raw('select pg_advisory_xact_lock(hashtextextended(?, 11))', [`${part_id} ${person_id}`])

type Corrected =
  { result: 'recorded'; outcomes: Outcome[] } | { result: Exclude<CorrectRegisterResult, 'recorded' | 'moved-on'> }

/** The correction and what follows from it, within the caller's transaction and lock; telling is the caller's. */
export async function correct(ctx: Ctx, correction: CorrectionInput): Promise<Corrected> {
  const { part_id, person_id, reason } = correction
  const result = await recordCorrection(ctx, correction)
  if (result !== 'recorded') return { result }
  const outcomes: Outcome[] = []
  for (const course of await listAffectedCourses(ctx, part_id, person_id)) {
    const of = { person_id, course_version_id: course.course_version_id }
    const { is_complete, steps } = await completionOf(ctx, of.person_id, of.course_version_id)
    if (!is_complete) await correctCompletion(ctx, { ...of, reason })
    outcomes.push({ ...course, is_complete, missing: missingSteps(steps) })
  }
  return { result, outcomes }
}

/** While the e-mail about the register has not gone, it will tell the new mark by itself. */
async function tellCorrected(
  ctx: Ctx,
  told: { person: RegisterRow; correction: CorrectionInput; outcomes: Outcome[] },
): Promise<void> {
  const { state } = await findTelling(ctx, told.correction.part_id)
  if (state !== 'waiting')
    await mailCorrected(ctx, { ...told, part: await getRegisterPart(ctx, told.correction.part_id) })
}

const missingSteps = (steps: Step[]) =>
  steps.filter((step) => !step.is_done).map((step) => `${step.title}: ${step.words}`)

export type AnyMark = { mark: Marked['mark'] | null; minutes: number | null }

export const isSameMark = (one: AnyMark, other: AnyMark) => one.mark === other.mark && one.minutes === other.minutes
