/** A learner goes through a course: starts it, marks pages as done. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { enrol, findEnrolment } from '../../courses/index.ts'
import { checkCertificate } from './news.ts'
import { listMissingPrerequisites } from '../queries/prerequisites.ts'
import { getPlace, listProgress } from '../queries/progress.ts'
import type { ModuleProgress } from '../rules.ts'
import { currentModule, nextModule } from '../rules.ts'

/** Puts the person on the course, once, and says where to begin or to carry on; or what must be complete first. */
export async function startCourse(
  ctx: Ctx,
  input: { person_id: string; course_id: string },
): Promise<{ result: 'started'; module: ModuleProgress | undefined } | { result: 'not-yet'; first: string[] }> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const missing = (await findEnrolment(ctx, input.person_id, input.course_id))
        ? []
        : (await listMissingPrerequisites(ctx, input.person_id)).filter((one) => one.course_id === input.course_id)
      if (missing.length > 0) return { result: 'not-yet', first: missing.map((one) => one.first_title) }
      const { course_version_id } = await enrol(ctx, input)
      await checkCertificate(ctx, input.person_id)
      return { result: 'started', module: currentModule(await listProgress(ctx, input.person_id, course_version_id)) }
    },
    { ownAudit: true },
  )
}

export type MarkModuleDoneResult =
  { result: 'done' | 'already'; next: ModuleProgress | undefined } | { result: 'not-open' }

/** A page is done when the learner says so; a quiz is done by passing it, a package when it says so itself. */
export async function markModuleDone(
  ctx: Ctx,
  input: { person_id: string; course_id: string; module_id: string },
): Promise<MarkModuleDoneResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const { module, modules, enrolment } = await getPlace(ctx, input)
      // A page may stand in for a package.
      if (module.kind !== 'page' && input.module_id === module.id) throw new NotFound()
      if (!module.is_open) return { result: 'not-open' }
      const next = nextModule(modules, module.id)
      if (module.is_done) return { result: 'already', next }
      const { person_id, module_id } = input
      await ctx
        .db('module_completions')
        .insert({ person_id, module_id, done_at: ctx.now, round: enrolment.round })
        .onConflict()
        .ignore()
      // While more than one other is open nothing can be complete; one may be marked as done in another tab just now.
      const open = modules.filter((one) => !one.is_done && one.id !== module.id)
      if (open.length <= 1) await checkCertificate(ctx, person_id)
      return { result: 'done', next }
    },
    { ownAudit: true },
  )
}
