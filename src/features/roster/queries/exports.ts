/** The roster as rows to take away, however many: CSV by COPY, which a workbook is made of too. */
import type { Readable } from 'node:stream'
import { to as copyTo } from 'pg-copy-streams'
import type { Ctx } from '../../../platform/context.ts'
import { withReader } from '../../../platform/db/reader.ts'
import type { CertificateState } from '../../certification/index.ts'
import { stateTags } from '../../certification/index.ts'
import type { RosterScope } from './champions.ts'
import { championsFrom, orderOf, rowsFrom, stateSql, validTo } from './champions.ts'

export interface ExportColumn {
  heading: string
  kind: 'text' | 'date'
  width: number
  sql: string
}

const stateWords = Object.fromEntries(Object.entries(stateTags).map(([state, { text }]) => [state, text]))

const columns: ExportColumn[] = [
  { heading: 'Name', kind: 'text', width: 30, sql: 'p.full_name' },
  { heading: 'Organisation', kind: 'text', width: 36, sql: 'o.name' },
  { heading: 'Kind', kind: 'text', width: 20, sql: 'upper(left(o.kind, 1)) || substr(o.kind, 2)' },
  { heading: 'Areas', kind: 'text', width: 30, sql: 'areas.names' },
  { heading: 'Programme', kind: 'text', width: 26, sql: ':programme_name::text' },
  { heading: 'Certified on', kind: 'date', width: 18, sql: 'c.awarded_on' },
  { heading: 'Valid to', kind: 'date', width: 18, sql: validTo },
  { heading: 'State', kind: 'text', width: 18, sql: stateSql(stateWords as Record<CertificateState, string>) },
  {
    heading: 'May be listed',
    kind: 'text',
    width: 14,
    sql: `case when p.may_be_listed_at is null then 'No' else 'Yes' end`,
  },
]

const email: ExportColumn = { heading: 'Email', kind: 'text', width: 34, sql: 'p.email' }

/** Addresses are for those who write to champions: coordinators. */
export const exportColumns = (hasEmail: boolean): ExportColumn[] =>
  hasEmail ? columns.toSpliced(1, 0, email) : columns

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
): { sql: string; settings: Record<string, string> } {
  const question = championsFrom(ctx, scope)
  const values = { ...question.values, programme_name: scope.programme.name }
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

/** Hands the roster as CSV to `take`: UTF-8, bare line feeds; a file has its heading row, a workbook makes its own. */
export async function copyChampions(
  ctx: Ctx,
  scope: RosterScope,
  wanted: ExportColumn[],
  use: 'for a file' | 'for a workbook',
  take: (csv: Readable) => Promise<void>,
): Promise<void> {
  const textOf = use === 'for a file' ? defused : spelledOut
  const cells = wanted.map(({ heading, kind, sql }) => `${kind === 'text' ? textOf(sql) : sql} as "${heading}"`)
  const { sql, settings } = selectOf(ctx, scope, cells)
  await withReader(ctx.db, settings, (client) =>
    take(client.query(copyTo(`copy (${sql}) to stdout with (format csv, header ${use === 'for a file'})`))),
  )
}
