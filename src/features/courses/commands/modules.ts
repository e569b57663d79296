/** The modules of a draft: added, edited, moved, removed. */
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Conflict } from '../../../platform/errors.ts'
import { getModule, listModules } from '../queries/versions.ts'
import type { ModuleRow } from '../queries/versions.ts'
import type { DoneWhen } from '../rules.ts'
import { keyFor, moved } from '../rules.ts'
import { lockDraft } from './locks.ts'

export interface ModuleInput {
  title: string
  summary: string
  body: string
  content_notice: string | null
  instead_of: string | null
  /** The day it opens; null opens it with the course. */
  opens_on: string | null
  /** Whoever attended so much of this live part has done the page. */
  or_live_part_id: string | null
  or_live_percent: number | null
  has_exit_page: boolean
  law_as_at: string | null
  owner: string
  review_by: string | null
  length_minutes: number
}

const empty: Omit<ModuleInput, 'title' | 'owner' | 'length_minutes'> = {
  summary: '',
  body: '',
  content_notice: null,
  instead_of: null,
  opens_on: null,
  or_live_part_id: null,
  or_live_percent: null,
  has_exit_page: false,
  law_as_at: null,
  review_by: null,
}

/** The package of a module, and what it must say before the module is done. */
export interface PackageChoice {
  package_id: string
  done_when: DoneWhen
  /** With 'score' only. */
  min_percent: number | null
}

/** Adds a module at the end of a draft: a quiz or a package where the input names one, else a page. */
export async function addModule(
  ctx: Ctx,
  {
    version_id,
    package: chosen,
    ...input
  }: Partial<ModuleInput> & {
    version_id: string
    title: string
    owner: string
    length_minutes: number
    key?: string
    quiz_version_id: string | null
    package?: PackageChoice
  },
): Promise<{ module_id: string }> {
  return inTransaction(ctx, async (ctx) => {
    await lockDraft(ctx, version_id)
    const others = await listModules(ctx, version_id)
    // A double click sends the same form twice.
    if (others.some(({ title }) => title.toLowerCase() === input.title.toLowerCase()))
      throw new Conflict(`This draft has a module called ‘${input.title}’ already.`)
    const id = newId(ctx.now)
    const row = {
      ...empty,
      ...input,
      ...chosen,
      key: input.key ?? keyFor(input.title, await listKeys(ctx, version_id)),
      kind: chosen ? ('package' as const) : input.quiz_version_id === null ? ('page' as const) : ('quiz' as const),
      position: (others.at(-1)?.position ?? 0) + 1,
    }
    await ctx
      .db('modules')
      .insert({ id, course_version_id: version_id, ...row, updated_at: ctx.now, updated_by: actorId(ctx.actor) })
    await recordAudit(ctx, { action: 'courses.add-module', subject_kind: 'module', subject_id: id, after: { ...row } })
    return { module_id: id }
  })
}

/** Keys of any version of the course: a key means the same module for good. */
async function listKeys(ctx: Ctx, versionId: string): Promise<string[]> {
  return ctx
    .db('modules')
    .whereIn(
      'course_version_id',
      ctx
        .db('course_versions')
        .select('id')
        .where('course_id', ctx.db('course_versions').select('course_id').where({ id: versionId })),
    )
    .pluck('key')
}

/** `seen_revision`: the module as the author's page knew it; of two who save, the second is told. */
export async function editModule(
  ctx: Ctx,
  {
    module_id,
    seen_revision,
    ...input
  }: Partial<ModuleInput> &
    Partial<PackageChoice> & { module_id: string; seen_revision: number | null; quiz_version_id?: string },
): Promise<'saved' | 'changed-meanwhile'> {
  return inTransaction(ctx, async (ctx) => {
    await lockDraft(ctx, (await getModule(ctx, module_id)).course_version_id)
    const before = await getModule(ctx, module_id)
    if (seen_revision !== null && seen_revision !== before.revision) return 'changed-meanwhile'
    await ctx
      .db('modules')
      .where({ id: module_id })
      .update({ ...input, revision: before.revision + 1, updated_at: ctx.now, updated_by: actorId(ctx.actor) })
    await recordAudit(ctx, {
      action: 'courses.edit-module',
      subject_kind: 'module',
      subject_id: module_id,
      before: Object.fromEntries(Object.keys(input).map((name) => [name, before[name as keyof ModuleRow]])),
      after: { ...input },
    })
    return 'saved'
  })
}

/** `from`: the place the author saw it at; where it has moved since, as by a double click, it stays. */
export async function moveModule(
  ctx: Ctx,
  { module_id, direction, from }: { module_id: string; direction: 'up' | 'down'; from: number },
): Promise<'moved' | 'stays'> {
  return inTransaction(ctx, async (ctx) => {
    const { course_version_id } = await getModule(ctx, module_id)
    await lockDraft(ctx, course_version_id)
    const before = (await listModules(ctx, course_version_id)).map(({ id }) => id)
    const ids = moved(before, module_id, direction)
    const to = ids.indexOf(module_id) + 1
    if (before.indexOf(module_id) + 1 !== from || to === from) return 'stays'
    await setPositions(ctx, ids)
    await recordAudit(ctx, {
      action: 'courses.move-module',
      subject_kind: 'module',
      subject_id: module_id,
      before: { position: from },
      after: { position: to },
    })
    return 'moved'
  })
}

export async function removeModule(ctx: Ctx, moduleId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockDraft(ctx, (await getModule(ctx, moduleId)).course_version_id)
    const module = await getModule(ctx, moduleId)
    await ctx.db('modules').where({ id: moduleId }).delete()
    const left = await listModules(ctx, module.course_version_id)
    await setPositions(
      ctx,
      left.map(({ id }) => id),
    )
    await recordAudit(ctx, {
      action: 'courses.remove-module',
      subject_kind: 'module',
      subject_id: moduleId,
      before: { ...module },
    })
  })
}

/** Positions 1, 2, 3… in this order; their uniqueness is checked when the transaction ends. */
async function setPositions(ctx: Ctx, ids: string[]): Promise<void> {
  await ctx.db.raw('set constraints modules_course_version_id_position_key deferred')
  await ctx.db.raw(
    `update modules m set position = o.position from unnest(?::uuid[]) with ordinality as o (id, position) where m.id = o.id`,
    [ids],
  )
}
