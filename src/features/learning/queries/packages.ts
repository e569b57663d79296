/** How far people are in packages, and what a token is good for. */
import { hashSecret } from '../../../lib/codes.ts'
import { isSecret } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import type { DoneWhen } from '../../courses/index.ts'
import type { PackageState } from '../package-state.ts'

export interface PackageRunRow {
  id: string
  person_id: string
  course_id: string
  module_key: string
  package_id: string
  round: number
  tab: string
  started_at: Date
}

export interface RunOf {
  person_id: string
  course_id: string
  module_key: string
  package_id: string
  round: number
}

export async function findPackageRun(ctx: Ctx, of: RunOf): Promise<PackageRunRow | undefined> {
  const { person_id, course_id, module_key, package_id, round } = of
  return ctx.db('package_runs').where({ person_id, course_id, module_key, package_id, round }).first()
}

/** By part. */
export async function listPackageStates(ctx: Ctx, runId: string): Promise<Map<string, PackageState>> {
  const found = await ctx
    .db('package_states')
    .where({ run_id: runId })
    .select('item_id', 'completion', 'success', 'score_percent', 'seconds')
  return new Map(found.map(({ item_id, ...state }) => [item_id, state]))
}

export interface KeptStateRow extends PackageState {
  cmi: unknown
}

/** The same with all that each part keeps, up to a megabyte of it: for who opens the package. */
export async function listKeptStates(ctx: Ctx, runId: string): Promise<Map<string, KeptStateRow>> {
  const found = await ctx.db('package_states').where({ run_id: runId })
  return new Map(found.map((one) => [one.item_id, one]))
}

export interface TokenRow extends PackageRunRow {
  /** The page the token was given to; another one may have opened the package since. */
  token_tab: string
}

/** The run a token is for, while it is valid and its person has access. */
export async function findTokenRun(ctx: Ctx, token: string): Promise<TokenRow | undefined> {
  if (!isSecret(token)) return undefined
  return row<TokenRow>(
    ctx.db,
    `select r.*, t.tab as token_tab from package_tokens t
     join package_runs r on r.id = t.run_id join people p on p.id = r.person_id
     where t.token_hash = :hash and t.expires_at > :now and p.disabled_at is null`,
    { hash: hashSecret(token), now: ctx.now },
  )
}

export interface ModuleOfRun {
  module_id: string
  done_when: DoneWhen
  min_percent: number | null
  /** Done already, here or by the page instead. */
  is_marked_done: boolean
  /** Attending live does as well, which the register says. */
  has_live: boolean
}

/** The module in which this run counts today: in the version the person is on, with the same package; none in a round that is over. */
export async function findModuleOfRun(ctx: Ctx, run: RunOf): Promise<ModuleOfRun | undefined> {
  return row<ModuleOfRun>(
    ctx.db,
    `select m.id as module_id, m.done_when, m.min_percent, o.is_marked_done, o.has_live from enrolments e
     join modules m on m.course_version_id = e.course_version_id and m.key = :module_key and m.package_id = :package_id
     cross join lateral (
       select bool_or(c.person_id is not null) as is_marked_done, bool_or(a.or_live_part_id is not null) as has_live
       from modules a
       left join module_completions c on c.module_id = a.id and c.person_id = :person_id and c.round = :round
       where a.course_version_id = m.course_version_id and (a.id = m.id or a.instead_of = m.key)) o
     where e.person_id = :person_id and e.course_id = :course_id and e.round = :round and not exists (
       select from enrolments l where l.person_id = e.person_id and l.course_id = e.course_id and l.round > e.round)`,
    { ...run },
  )
}
