/** The roster as rows to take away, however many: CSV by COPY, which a workbook is made of too. */
import type { Readable } from 'node:stream'
import { to as copyTo } from 'pg-copy-streams'
import type { Ctx } from '../../../platform/context.ts'
import { withReader } from '../../../platform/db/reader.ts'
import type { RosterColumn } from '../columns.ts'
import type { RosterScope } from './champions.ts'
import { championsFrom, orderOf, rowsFrom } from './champions.ts'

/** Names of areas made once for each organisation and not for each champion. */
const areas = `left join (
    select oa.organisation_id, string_agg(a.name, ', ' order by a.name) as names
    from organisation_areas oa join areas a on a.id = oa.area_id group by oa.organisation_id) areas
  on areas.organisation_id = o.id`

/** The whole question as one SELECT without parameters, and the settings that hold its values. */
function selectOf(
  ctx: Ctx,
  scope: RosterScope,
  expressions: string[],
  definition = '',
): { sql: string; settings: Record<string, string> } {
  const question = championsFrom(ctx, scope)
  const values = { ...question.values, programme_name: scope.programme.name, definition }
  const sql = `select ${expressions.join(', ')} ${rowsFrom(question, areas)} ${orderOf(scope.filters)}`
  return {
    // A subquery, so that a setting is read once and not for each row.
    sql: sql.replace(/(?<!:):(\w+)/g, (_, name: string) => `(select current_setting('roster.${name}'))`),
    settings: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        `roster.${name}`,
        Array.isArray(value) ? `{${value.join(',')}}` : String(value),
      ]),
    ),
  }
}

/** One row is one line; and two characters that are none would make a workbook unreadable. */
const oneLine = (sql: string) => `translate(${sql}, E'\\r\\n\\uFFFE\\uFFFF', '  ')`

/** A spreadsheet runs what begins with = + - @, a tab or a line end; an apostrophe before it keeps it text. */
const defused = (sql: string) =>
  `case when ${sql} ~ E'^[=+@\\\\t\\\\r\\\\n-]' then '''' || ${oneLine(sql)} else ${oneLine(sql)} end`

/** Excel would read a text _x0041_ as the letter A. In a workbook a text is a text and needs no apostrophe. */
const spelledOut = (sql: string) => `case when ${sql} ~ '_x[0-9A-Fa-f]{4}_'
  then regexp_replace(${oneLine(sql)}, '_(?=x[0-9A-Fa-f]{4}_)', '_x005F_', 'g') else ${oneLine(sql)} end`

/** In the CSV the last column of every row says what the list is, for a row of its own would be taken for a champion. */
const definitionHeading = 'What active means'

/** Hands the roster as CSV to `take`: UTF-8, bare line feeds; a file has its heading row, a workbook makes its own. */
export async function copyChampions(
  ctx: Ctx,
  scope: RosterScope,
  wanted: RosterColumn[],
  use: { for: 'a file'; definition: string } | { for: 'a workbook' },
  take: (csv: Readable) => Promise<void>,
): Promise<void> {
  const textOf = use.for === 'a file' ? defused : spelledOut
  const cells = wanted.map(({ heading, kind, sql }) => `${kind === 'text' ? textOf(sql) : sql} as "${heading}"`)
  const all = use.for === 'a file' ? [...cells, `:definition::text as "${definitionHeading}"`] : cells
  const { sql, settings } = selectOf(ctx, scope, all, use.for === 'a file' ? use.definition : '')
  await withReader(ctx.db, settings, (client) =>
    take(client.query(copyTo(`copy (${sql}) to stdout with (format csv, header ${use.for === 'a file'})`))),
  )
}

/** Hands a JSON object a line to `take`. JSON has no control characters of its own, so two of them can be COPY's. */
export async function copyChampionObjects(
  ctx: Ctx,
  scope: RosterScope,
  wanted: RosterColumn[],
  take: (lines: Readable) => Promise<void>,
): Promise<void> {
  const pairs = wanted.map(({ id, sql }) => `'${id}', ${sql}`)
  const { sql, settings } = selectOf(ctx, scope, [`json_build_object(${pairs.join(', ')})::text`])
  await withReader(ctx.db, settings, (client) =>
    take(client.query(copyTo(`copy (${sql}) to stdout with (format csv, delimiter e'\\x02', quote e'\\x01')`))),
  )
}
