/** How far people are in packages, and what a token is good for. */
import { hashSecret } from '../../../lib/codes.ts'
import { isSecret } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
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

export interface PackageStateRow extends PackageState {
  item_id: string
  tab: string
  seq: number
  cmi: unknown
  saved_at: Date
}

/** By part. */
export async function listPackageStates(ctx: Ctx, runId: string): Promise<Map<string, PackageStateRow>> {
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

/** The module in which this run counts today: in the version the person is on, with the same package; none in a round that is over. */
export async function findModuleOfRun(ctx: Ctx, run: RunOf): Promise<{ module_id: string } | undefined> {
  const [found] = await rows<{ module_id: string }>(
    ctx.db,
    `select m.id as module_id from enrolments e
     join modules m on m.course_version_id = e.course_version_id and m.key = :module_key and m.package_id = :package_id
     where e.person_id = :person_id and e.course_id = :course_id and e.round = :round and not exists (
       select from enrolments l where l.person_id = e.person_id and l.course_id = e.course_id and l.round > e.round)`,
    { ...run },
  )
  return found
}
