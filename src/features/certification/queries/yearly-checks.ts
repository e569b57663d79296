/** Who is to be asked whether they still act as a champion, what they answered, and what waits for a coordinator. */
import { isSecret } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import { lastStateOf } from './state-sql.ts'

export interface YearlyCheckRow {
  id: string
  person_id: string
  full_name: string
  token: string
  asked_at: Date
  answer_by: string
  answer: 'yes' | 'no' | null
  answered_at: Date | null
  settled_at: Date | null
}

const checkSql = `
  select k.id, k.person_id, p.full_name, k.token, k.asked_at, k.answer_by, k.answer, k.answered_at, k.settled_at
  from yearly_checks k join people p on p.id = k.person_id`

export async function getCheckByToken(ctx: Ctx, token: string): Promise<YearlyCheckRow> {
  const found = isSecret(token)
    ? await row<YearlyCheckRow>(ctx.db, `${checkSql} where k.token = ?`, [token])
    : undefined
  if (!found) throw new NotFound()
  return found
}

/** The latest check of somebody, held until the transaction ends. */
export async function findCheckForUpdate(ctx: Ctx, personId: string): Promise<YearlyCheckRow | undefined> {
  return row<YearlyCheckRow>(
    ctx.db,
    `${checkSql} where k.person_id = ? order by k.asked_at desc, k.id desc limit 1 for update of k`,
    [personId],
  )
}

const holdsValid = `
  from certificates c
  join ${lastStateOf('c.id')} last on last.standing = 'good'
  where coalesce(last.valid_to, c.valid_to) >= :today::date`

const belongs = (person: string) => `exists (select from memberships m where m.person_id = ${person}
  and m.starts_on <= :today::date and (m.ends_on is null or m.ends_on > :today::date))`

/** Whether they hold a certificate that counts today, and belong somewhere: otherwise saying yes makes nobody a champion. */
export async function isChampionToday(ctx: Ctx, personId: string): Promise<boolean> {
  const found = await row<{ is_champion: boolean }>(
    ctx.db,
    `select exists (select ${holdsValid} and c.person_id = p.id) and ${belongs('p.id')} as is_champion
     from people p where p.id = :personId`,
    { personId, today: today(ctx.now) },
  )
  return found?.is_champion ?? false
}

export interface DueRow {
  person_id: string
  full_name: string
  email: string | null
  language: string
}

/**
 * Half a year after the first award, and every year after that: so that of certificates which are renewed each year
 * the question comes midway. Who is away from every organisation, or disabled, is no champion and is not asked.
 */
export async function listDueForCheck(ctx: Ctx, limit: number): Promise<DueRow[]> {
  return rows<DueRow>(
    ctx.db,
    `select p.id as person_id, p.full_name, p.email, p.language
     from people p
     join (select c.person_id ${holdsValid} group by c.person_id) v on v.person_id = p.id
     join lateral (select min(f.awarded_on) as awarded_on from certificates f where f.person_id = p.id) f on true
     left join lateral (select max(k.asked_at) as asked_at from yearly_checks k where k.person_id = p.id) k on true
     where p.disabled_at is null and ${belongs('p.id')}
       and case when k.asked_at is null then f.awarded_on + interval '6 months' <= :today::date
                else k.asked_at + interval '12 months' <= :now::timestamptz end
     order by p.id limit :limit`,
    { today: today(ctx.now), now: ctx.now, limit },
  )
}

export interface ChampionCheckRow {
  person_id: string
  full_name: string
  organisation_name: string
  certificate_id: string
  number: string
  valid_to: string
  asked_at: Date | null
  answer_by: string | null
  answer: 'yes' | 'no' | null
  answered_at: Date | null
  settled_at: Date | null
  /** When somebody last said yes. */
  confirmed_at: Date | null
}

/** The champions of these organisations (null: all), with the latest question put to each; or only those that wait for a coordinator. */
export async function listChampionChecks(
  ctx: Ctx,
  asked: { organisation_ids: string[] | null; only_waiting: boolean; limit: number },
): Promise<ChampionCheckRow[]> {
  return rows<ChampionCheckRow>(
    ctx.db,
    `select p.id as person_id, p.full_name, o.name as organisation_name, c.id as certificate_id, c.number, c.valid_to,
       k.asked_at, k.answer_by, k.answer, k.answered_at, k.settled_at, y.confirmed_at
     from (select distinct on (c.person_id) c.id, c.person_id, c.number, coalesce(last.valid_to, c.valid_to) as valid_to
           ${holdsValid} order by c.person_id, coalesce(last.valid_to, c.valid_to) desc) c
     join people p on p.id = c.person_id and p.disabled_at is null
     join memberships m on m.person_id = p.id and m.starts_on <= :today::date and (m.ends_on is null or m.ends_on > :today::date)
     join organisations o on o.id = m.organisation_id
     left join lateral (select * from yearly_checks k where k.person_id = p.id order by k.asked_at desc, k.id desc limit 1) k on true
     left join lateral (select max(y.answered_at) as confirmed_at from yearly_checks y
                        where y.person_id = p.id and y.answer = 'yes') y on true
     where (:organisations::uuid[] is null or m.organisation_id = any (:organisations::uuid[]))
       and (not :only_waiting::boolean or ${waits('k')})
     order by o.search, p.search, p.id limit :limit`,
    {
      organisations: asked.organisation_ids as never,
      only_waiting: asked.only_waiting,
      today: today(ctx.now),
      limit: asked.limit,
    },
  )
}

/** Amber: not answered in time, or answered no; until a coordinator says that it is settled. */
const waits = (check: string) =>
  `(${check}.settled_at is null and (${check}.answer = 'no' or ${check}.answer is null and ${check}.answer_by < :today::date))`

/** Those that wait for a coordinator. */
export const countWaitingChecks = (ctx: Ctx): Promise<number> => countChecks(ctx, waits('k'), null)

/** Asked, and nobody has answered yet: for who leads them, and knows. */
export const countUnansweredChecks = (ctx: Ctx, organisationIds: string[]): Promise<number> =>
  countChecks(ctx, 'k.answer is null and k.settled_at is null', organisationIds)

async function countChecks(ctx: Ctx, where: string, organisationIds: string[] | null): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.db,
    `select count(distinct k.person_id) from yearly_checks k join people p on p.id = k.person_id and p.disabled_at is null
     where ${where} and exists (select from memberships m where m.person_id = k.person_id
         and m.starts_on <= :today::date and (m.ends_on is null or m.ends_on > :today::date)
         and (:organisations::uuid[] is null or m.organisation_id = any (:organisations::uuid[])))
       and not exists (select from yearly_checks l where l.person_id = k.person_id and l.asked_at > k.asked_at)
       and exists (select ${holdsValid} and c.person_id = k.person_id)`,
    { today: today(ctx.now), organisations: organisationIds as never },
  )
  return found?.count ?? 0
}
