/** Who is a champion as at a day: one row for each certificate and each organisation the holder belongs to then. */
import { foldForSearch } from '../../../lib/text.ts'
import { dayEnd, today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { CertificateState } from '../../certification/index.ts'
import { becameOf, stateSql, validToSql } from '../../certification/index.ts'
import type { RosterFilters, Sort } from '../rules.ts'

export interface RosterScope {
  filters: RosterFilters
  programme: { id: string; name: string }
  /** Null: the whole force. Otherwise the organisations a lead may see, and only who is a member of them today too. */
  led: string[] | null
}

/** A value of the question: `text` is what it is where SQL takes no parameters (exports.ts). */
type Bound = string | number | string[]

/**
 * The question as SQL after `from`, with its values. Every `:value` carries its type. Each state is a range of days, for
 * the planner can count those; what became of some certificates since they were issued, the few with a later certificate
 * and the few who are disabled are small sets beside them. Facts count that were there at the end of the day; names are today's.
 */
export function championsFrom(ctx: Ctx, { filters, programme, led }: RosterScope) {
  const values: Record<string, Bound> = {
    programme_id: programme.id,
    on: filters.on,
    end: dayEnd(filters.on).toISOString(),
  }
  const joins = [
    `certificates c`,
    `join memberships m on m.person_id = c.person_id and ${belongedSql}`,
    becameOf('and s.changed_at < :end::timestamptz'),
  ]
  const conditions = [
    `c.programme_id = :programme_id::uuid and c.issued_at < :end::timestamptz`,
    `not exists (select from people d where d.id = c.person_id and d.disabled_at < :end::timestamptz)`,
    `(${statesWanted(filters.states).join(' or ')})`,
  ]
  if (filters.organisation_id) {
    values.organisation_id = filters.organisation_id
    conditions.push(filters.below ? `m.organisation_id in (${below})` : `m.organisation_id = :organisation_id::uuid`)
  }
  if (filters.kind) {
    values.kind = filters.kind
    conditions.push(`m.organisation_id in (select k.id from organisations k where k.kind = :kind::text)`)
  }
  if (filters.area_id) {
    values.area_id = filters.area_id
    conditions.push(`m.organisation_id in (
      select a.organisation_id from organisation_areas a where a.area_id = :area_id::uuid)`)
  }
  for (const { name, condition, needsPerson } of furtherConditions) {
    const value = filters[name]
    if (value === null) continue
    if (needsPerson) joins.push(people)
    values[name] = value
    conditions.push(condition)
  }
  const search = foldForSearch(filters.search ?? '')
  if (search !== '') {
    values.search = `%${search.replace(/[\\%_]/g, '\\$&')}%`
    joins.push(people)
    conditions.push(`p.search like :search::text`)
  }
  if (led) {
    values.led = led
    values.today = today(ctx.now)
    conditions.push(`m.organisation_id = any (:led::uuid[])`)
    conditions.push(`exists (select from memberships t where t.person_id = m.person_id
      and t.organisation_id = m.organisation_id and ${holds('t', ':today')})`)
  }
  return { joins, conditions, values }
}

/** Of a membership `m`: it held on that day, by what was recorded by its end. */
export const belongedSql = `m.created_at < :end::timestamptz and m.starts_on <= :on::date
       and (m.ends_on is null or m.ends_on > :on::date or not exists (select from membership_ends e
         where e.membership_id = m.id and e.ends_on <= :on::date and e.recorded_at < :end::timestamptz))`

const below = `with recursive below (id, step) as (
    select :organisation_id::uuid, 0
    union all select o.id, b.step + 1 from below b join organisations o on o.parent_id = b.id where b.step < 50)
  select id from below`

/** When they said last that they still act as a champion, as it was known then; being certified says so too. */
export const confirmedOn = `greatest(c.awarded_on, (
  select max((y.answered_at at time zone 'Europe/London')::date) from yearly_checks y
  where y.person_id = c.person_id and y.answer = 'yes' and y.answered_at < :end::timestamptz))`

const aYearBefore = `(:on::date - interval '1 year')::date`
const hasSaidSo = `exists (select from yearly_checks y where y.person_id = c.person_id and y.answer = 'yes'
  and y.answered_at < :end::timestamptz and (y.answered_at at time zone 'Europe/London')::date > ${aYearBefore})`

/** Who had a place by then at a live session of the programme that was still to come. */
export const seatedSql = `select b.person_id from bookings b
  join live_sessions s on s.id = b.live_session_id and (s.cancelled_at is null or s.cancelled_at >= :end::timestamptz)
  join live_session_parts p on p.live_session_id = s.id and p.starts_at >= :end::timestamptz
  join live_parts l on l.id = p.live_part_id join courses k on k.id = l.course_id and k.programme_id = :programme_id::uuid
  where b.booked_at < :end::timestamptz and (b.cancelled_at is null or b.cancelled_at >= :end::timestamptz)`

const people = 'join people p on p.id = c.person_id'

const furtherConditions: {
  name:
    | 'language'
    | 'listed'
    | 'cycle'
    | 'confirmed'
    | 'seat'
    | 'certified_from'
    | 'certified_to'
    | 'valid_from'
    | 'valid_until'
  condition: string
  needsPerson?: true
}[] = [
  { name: 'language', condition: `p.language = :language::text`, needsPerson: true },
  { name: 'listed', condition: `(p.may_be_listed_at is not null) = (:listed::text = 'yes')`, needsPerson: true },
  { name: 'cycle', condition: `(c.cycle > 1) = (:cycle::text = 'renewed')` },
  {
    name: 'confirmed',
    // Certified within the year: the answers need not be read.
    condition: `(c.awarded_on > ${aYearBefore} or ${hasSaidSo}) = (:confirmed::text = 'yes')`,
  },
  {
    name: 'seat',
    condition: `${validToSql} <= :on::date + 90 and c.person_id not in (${seatedSql})`,
  },
  { name: 'certified_from', condition: `c.awarded_on >= :certified_from::date` },
  { name: 'certified_to', condition: `c.awarded_on <= :certified_to::date` },
  { name: 'valid_from', condition: `${validToSql} >= :valid_from::date` },
  { name: 'valid_until', condition: `${validToSql} <= :valid_until::date` },
]

interface Question {
  joins: string[]
  conditions: string[]
}

const fromOf = ({ joins, conditions }: Question, more: string[] = []): string =>
  `from ${[...new Set([...joins, ...more])].join('\n')}\nwhere ${conditions.join('\n  and ')}`

const holds = (table: string, day: string) =>
  `${table}.starts_on <= ${day}::date and (${table}.ends_on is null or ${table}.ends_on > ${day}::date)`

/** The same states as certificateState() of certification: a test holds the two to each other. */
const byDays = (condition: (table: 'c' | 'r') => string) =>
  `(r.certificate_id is null and ${condition('c')} or r.standing = 'good' and ${condition('r')})`
const stateConditions: Record<CertificateState, string> = {
  current: byDays((its) => `${its}.renews_from > :on::date`),
  expiring: byDays((its) => `${its}.renews_from <= :on::date and ${its}.valid_to >= :on::date`),
  'in grace': byDays((its) => `${its}.valid_to < :on::date and ${its}.grace_to >= :on::date`),
  expired: byDays((its) => `${its}.grace_to < :on::date`),
  suspended: `r.standing = 'suspended'`,
  revoked: `r.standing = 'revoked'`,
  superseded: `r.standing = 'superseded'`,
  withdrawn: `r.standing = 'withdrawn'`,
}

const noLater = `not exists (select from certificates l where (l.cycle > 1 or l.reissue > 0) and l.person_id = c.person_id
  and l.programme_id = :programme_id::uuid and (l.cycle, l.reissue) > (c.cycle, c.reissue) and l.issued_at < :end::timestamptz)`

/** Of a person only the latest certificate counts, unless those are asked for that were replaced. */
function statesWanted(states: CertificateState[]): string[] {
  const latest = states.filter((state) => state !== 'superseded').map((state) => stateConditions[state])
  const wanted = latest.length > 0 ? [`(${noLater} and (${latest.join(' or ')}))`] : []
  return states.includes('superseded') ? [...wanted, stateConditions.superseded] : wanted
}

/** What to call the state a row is in, in SQL. */
export const stateWordsSql = (words: Record<CertificateState, string>) =>
  `case ${stateSql(':on')} ${Object.entries(words)
    .map(([state, word]) => `when '${state}' then '${word}'`)
    .join(' ')} end`

/** Names by how they are searched for, so that accents do not send anybody to the end. */
const sortKeys: Record<Sort, string[]> = {
  name: ['p.search'],
  organisation: ['o.search'],
  certified: ['c.awarded_on'],
  valid: [validToSql],
}

export const orderOf = (
  { sort, direction }: Pick<RosterFilters, 'sort' | 'direction'>,
  isBackwards = false,
): string => {
  const way = (is: 'asc' | 'desc') => ((is === 'asc') === isBackwards ? 'desc' : 'asc')
  const keys = sortKeys[sort].map((key) => `${key} ${way(direction)}`)
  return `order by ${[...keys, ...['p.search', 'p.id', 'o.search', 'o.id'].map((key) => `${key} ${way('asc')}`)].join(', ')}`
}

/** The whole rows of the question: with the person, the organisation and whatever else is joined to them. */
export const rowsFrom = (question: Question, ...more: string[]): string =>
  fromOf(question, [people, 'join organisations o on o.id = m.organisation_id', ...more])

/** The rows alone, as one SELECT with its values: for rooms that count them by something of their own. */
export function championRows(ctx: Ctx, scope: RosterScope): { sql: string; values: Record<string, Bound> } {
  const question = championsFrom(ctx, scope)
  const sql = `select c.id as certificate_id, c.person_id, m.organisation_id, c.awarded_on, ${validToSql} as valid_to ${fromOf(question)}`
  return { sql, values: question.values }
}

export interface ChampionRow {
  certificate_id: string
  person_id: string
  full_name: string
  email: string | null
  may_be_listed: boolean
  organisation_id: string
  organisation_name: string
  kind: string
  areas: string | null
  job_title: string | null
  language: 'en' | 'cy'
  number: string
  cycle: number
  awarded_on: string
  confirmed_on: string
  valid_to: string
  state: CertificateState
}

/** Before a question: it is planned for its own values each time, since a day or a name decides how to go about it. */
const plannedAnew = '/* planned anew */'

/** With the `total` a page near the end is counted from the end, which is as far as one near the beginning. */
export async function listChampions(
  ctx: Ctx,
  scope: RosterScope,
  { limit, offset, total }: { limit: number; offset: number; total?: number },
): Promise<ChampionRow[]> {
  const question = championsFrom(ctx, scope)
  const isBackwards = total !== undefined && offset > total / 2
  const page = isBackwards
    ? { limit: Math.max(0, Math.min(limit, total - offset)), offset: Math.max(0, total - offset - limit) }
    : { limit, offset }
  const found = await rows<ChampionRow>(
    ctx.db,
    `${plannedAnew} select c.id as certificate_id, p.id as person_id, p.full_name, p.email, p.may_be_listed_at is not null as may_be_listed,
       o.id as organisation_id, o.name as organisation_name, o.kind,
       (select string_agg(a.name, ', ' order by a.name) from organisation_areas oa join areas a on a.id = oa.area_id
        where oa.organisation_id = o.id) as areas,
       m.job_title, p.language, c.number, c.cycle, c.awarded_on, ${confirmedOn} as confirmed_on, ${validToSql} as valid_to, ${stateSql(':on')} as state
     ${rowsFrom(question)} ${orderOf(scope.filters, isBackwards)} limit :limit offset :offset`,
    { ...question.values, ...page },
  )
  return isBackwards ? found.toReversed() : found
}

/** Rows, and the people behind them: who belongs to two organisations has two rows. */
export async function countChampions(ctx: Ctx, scope: RosterScope): Promise<{ rows: number; people: number }> {
  const question = championsFrom(ctx, scope)
  const found = await row<{ rows: number; people: number }>(
    ctx.db,
    `${plannedAnew} select count(*) as rows, count(distinct c.person_id) as people ${fromOf(question)}`,
    question.values,
  )
  return found ?? { rows: 0, people: 0 }
}
