/** A learner's package: opened by one page at a time, and what it commits kept so that nothing older ever replaces it. */
import { hashSecret } from '../../../lib/codes.ts'
import { newId, newSecret } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { PackageRow } from '../../courses/index.ts'
import { getModule, getPackage, giveReadingKey } from '../../courses/index.ts'
import type { States } from '../package-state.ts'
import { isPackageDone, readState } from '../package-state.ts'
import type { KeptStateRow, PackageRunRow } from '../queries/packages.ts'
import {
  findModuleOfRun,
  findPackageRun,
  findTokenRun,
  listKeptStates,
  listPackageStates,
} from '../queries/packages.ts'
import type { Place } from '../queries/progress.ts'
import { getPlace } from '../queries/progress.ts'
import { checkCertificate } from './news.ts'

interface Of {
  person_id: string
  course_id: string
  module_id: string
}

/** A page asks for the next one well before; without its page a token is worth nothing soon. */
export const tokenMinutes = 10

/** The package that a person has at this place, or not found: what the address names may be a page or a quiz. */
export async function getPackageAt(ctx: Ctx, { page_id, enrolment }: Place) {
  const module = await getModule(ctx, page_id)
  if (module.package_id === null) throw new NotFound()
  const { person_id, course_id, round } = enrolment
  return { module, run_of: { person_id, course_id, module_key: module.key, round, package_id: module.package_id } }
}

export async function getPackagePlace(ctx: Ctx, of: Of) {
  const place = await getPlace(ctx, of)
  return { place, ...(await getPackageAt(ctx, place)) }
}

export type OpenedRun =
  | {
      result: 'opened'
      run: PackageRunRow
      opened: PackageRow
      states: Map<string, KeptStateRow>
      token: string
      key: string
    }
  | { result: 'not-open' }

/** Each opening has a name of its own, `run.tab`: from now on it commits, and none that was before, on whatever page. */
export async function openPackage(ctx: Ctx, of: Of): Promise<OpenedRun> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const { place, run_of } = await getPackagePlace(ctx, of)
      if (!place.module.is_open) return { result: 'not-open' }
      const tab = newSecret()
      const [run] = await ctx
        .db('package_runs')
        .insert({ id: newId(ctx.now), ...run_of, tab, started_at: ctx.now, opened_at: ctx.now })
        .onConflict(['person_id', 'course_id', 'module_key', 'package_id', 'round'])
        .merge(['tab', 'opened_at'])
        .returning('*')
      const opened = await getPackage(ctx, run_of.package_id)
      const states = await listKeptStates(ctx, run!.id)
      // Done before in a version that was left: what the package kept says so still.
      await markPackageDone(ctx, run!, opened, states, place)
      return {
        result: 'opened',
        run: run!,
        opened,
        states,
        token: await giveToken(ctx, run!.id, tab),
        key: await giveReadingKey(ctx, { person_id: of.person_id, package_id: run_of.package_id }),
      }
    },
    { ownAudit: true },
  )
}

/** A fresh token for the page that has it open: asked for by who is signed in, every few minutes. */
export async function renewToken(
  ctx: Ctx,
  { tab, ...of }: Of & { tab: string },
): Promise<{ result: 'renewed'; token: string } | { result: 'opened-elsewhere' }> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const { run_of } = await getPackagePlace(ctx, of)
      const run = await findPackageRun(ctx, run_of)
      if (run?.tab !== tab) return { result: 'opened-elsewhere' }
      return { result: 'renewed', token: await giveToken(ctx, run.id, tab) }
    },
    { ownAudit: true },
  )
}

async function giveToken(ctx: Ctx, runId: string, tab: string): Promise<string> {
  const token = newSecret()
  await ctx.db('package_tokens').where({ run_id: runId }).where('expires_at', '<=', ctx.now).delete()
  await ctx.db('package_tokens').insert({
    token_hash: hashSecret(token),
    run_id: runId,
    tab,
    expires_at: new Date(ctx.now.getTime() + tokenMinutes * 60_000),
  })
  return token
}

export interface Commit {
  token: string
  item_id: string
  /** Rises with each commit of one page. */
  seq: number
  cmi: Record<string, unknown>
}

export type CommitResult =
  { result: 'saved' | 'older'; is_done: boolean } | { result: 'unknown-token' | 'opened-elsewhere' | 'no-such-part' }

/** What a package says, by the token alone: nobody is signed in where it runs. Saved means saved. */
export async function commitPackage(ctx: Ctx, { token, item_id, seq, cmi }: Commit): Promise<CommitResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const found = await findTokenRun(ctx, token)
      if (!found) return { result: 'unknown-token' }
      // Whoever opens it elsewhere waits for this commit, or this commit is refused.
      const run = await ctx.db('package_runs').where({ id: found.id }).forUpdate().first()
      if (run!.tab !== found.token_tab) return { result: 'opened-elsewhere' }
      const opened = await getPackage(ctx, run!.package_id)
      const item = opened.items.find((one) => one.id === item_id && one.path !== null)
      if (!item) return { result: 'no-such-part' }
      const changed = await ctx
        .db('package_states')
        .insert({
          ...{ run_id: run!.id, item_id, tab: run!.tab, seq },
          ...readState(opened.scorm, cmi),
          cmi: JSON.stringify(cmi),
          saved_at: ctx.now,
        })
        .onConflict(['run_id', 'item_id'])
        .merge()
        .whereRaw('package_states.tab <> excluded.tab or package_states.seq < excluded.seq')
        .returning('item_id')
      const isDone = await markPackageDone(ctx, run!, opened, await listPackageStates(ctx, run!.id))
      return { result: changed.length > 0 ? 'saved' : 'older', is_done: isDone }
    },
    { ownAudit: true },
  )
}

/** Done once, when all that the author asks for is there; later commits take nothing back. What costs little is asked first. */
async function markPackageDone(
  ctx: Ctx,
  run: PackageRunRow,
  { items }: PackageRow,
  states: States,
  known?: Place,
): Promise<boolean> {
  const current = await findModuleOfRun(ctx, run)
  if (!current || current.is_marked_done) return current !== undefined
  const isEnough = isPackageDone(items, states, current)
  if (!isEnough && !current.has_live) return false
  const { person_id, course_id } = run
  const { module, modules } = known ?? (await getPlace(ctx, { person_id, course_id, ...current }))
  if (module.is_done || !isEnough || !module.is_open) return module.is_done
  await ctx
    .db('module_completions')
    .insert({ person_id, module_id: current.module_id, done_at: ctx.now, round: run.round })
    .onConflict()
    .ignore()
  // While more than one other is open nothing can be complete.
  if (modules.filter((one) => !one.is_done && one.id !== module.id).length <= 1) await checkCertificate(ctx, person_id)
  return true
}
