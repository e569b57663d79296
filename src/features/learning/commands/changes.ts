/** When a changed version is published: who reads what changed, who goes through it again, and what they need not do twice. */
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { findChangeReading } from '../queries/changes.ts'
import { checkCertificate } from './news.ts'

/** Asks people to read what changed. Where it is required, the version they are on is not complete without it. */
export async function askToReadChange(
  ctx: Ctx,
  input: { version_id: string; person_ids: string[]; is_required: boolean },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.raw(
      `insert into change_readings (person_id, course_version_id, is_required, asked_at)
       select person_id, :version_id, :is_required, :now from unnest(:person_ids::uuid[]) as person_id on conflict do nothing`,
      { ...input, now: ctx.now },
    )
    await recordAudit(ctx, {
      action: 'learning.ask-to-read-change',
      subject_kind: 'course version',
      subject_id: input.version_id,
      after: { people: input.person_ids.length, is_required: input.is_required },
    })
  })
}

/** Pages that say the same in the new version as in the one a person did them in stay done; so do quizzes that are the same. */
export async function carryProgress(ctx: Ctx, input: { version_id: string; person_ids: string[] }): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      await ctx.db.raw(
        `insert into module_completions (person_id, module_id, done_at, round)
         select distinct on (done.person_id, fresh.id) done.person_id, fresh.id, done.done_at, e.round
         from module_completions done
         join enrolments e on e.person_id = done.person_id and e.round = done.round and not exists (
           select from enrolments l where l.person_id = e.person_id and l.course_id = e.course_id and l.round > e.round)
         join modules old on old.id = done.module_id and old.course_version_id = e.course_version_id
         join modules fresh on fresh.course_version_id = :version_id and fresh.key = old.key and fresh.kind = old.kind
           and fresh.body = old.body and fresh.package_id is not distinct from old.package_id
           and fresh.done_when is not distinct from old.done_when and fresh.min_percent is not distinct from old.min_percent
           and fresh.video_url is not distinct from old.video_url
         join course_versions v on v.id = fresh.course_version_id and v.course_id = e.course_id
         where done.person_id = any (:person_ids)
           and array(select f.sha256 from module_files mf join files f on f.id = mf.file_id where mf.module_id = old.id order by 1)
             = array(select f.sha256 from module_files mf join files f on f.id = mf.file_id where mf.module_id = fresh.id order by 1)
         order by done.person_id, fresh.id, done.done_at
         on conflict do nothing`,
        input,
      )
    },
    { ownAudit: true },
  )
}

/** A learner has read what changed. */
export async function markChangeRead(
  ctx: Ctx,
  input: { person_id: string; version_id: string },
): Promise<'done' | 'already'> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const known = await findChangeReading(ctx, input)
      if (!known) throw new NotFound()
      if (known.done_at !== null) return 'already'
      await ctx
        .db('change_readings')
        .where({ person_id: input.person_id, course_version_id: input.version_id })
        .whereNull('done_at')
        .update({ done_at: ctx.now })
      await checkCertificate(ctx, input.person_id)
      return 'done'
    },
    { ownAudit: true },
  )
}
