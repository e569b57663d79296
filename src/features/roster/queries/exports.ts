/** The roster as rows to take away, however many: CSV by COPY, rows for a workbook by a cursor. */
import type { Readable } from 'node:stream'
import { to as copyTo } from 'pg-copy-streams'
import type { Ctx } from '../../../platform/context.ts'
import { withReader } from '../../../platform/db/reader.ts'
import type { CertificateState } from '../../certification/index.ts'
import { stateTags } from '../../certification/index.ts'
import type { RosterScope } from './champions.ts'
import { championsFrom, orderOf, rowsFrom, stateSql } from './champions.ts'

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
  { heading: 'Valid to', kind: 'date', width: 18, sql: 'c.valid_to' },
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

/** A spreadsheet runs what begins with = + - @, a tab or a line end; an apostrophe before it keeps it text. One row, one line. */
const defused = (sql: string) => {
  const line = `translate(${sql}, E'\\r\\n', '  ')`
  return `case when ${sql} ~ E'^[=+@\\\\t\\\\r\\\\n-]' then '''' || ${line} else ${line} end`
}

/** Hands the bytes of the CSV to `take`, heading row and all, with bare line feeds; UTF-8. */
export async function copyChampions(
  ctx: Ctx,
  scope: RosterScope,
  wanted: ExportColumn[],
  take: (csv: Readable) => Promise<void>,
): Promise<void> {
  const cells = wanted.map(({ heading, kind, sql }) => `${kind === 'text' ? defused(sql) : sql} as "${heading}"`)
  const { sql, settings } = selectOf(ctx, scope, cells)
  await withReader(ctx.db, settings, (client) =>
    take(client.query(copyTo(`copy (${sql}) to stdout with (format csv, header)`))),
  )
}

const batch = 1000

/** Hands the rows to `take` as it asks for them. */
export async function readChampions(
  ctx: Ctx,
  scope: RosterScope,
  wanted: ExportColumn[],
  take: (rows: AsyncIterable<(string | null)[]>) => Promise<void>,
): Promise<void> {
  const { sql, settings } = selectOf(
    ctx,
    scope,
    wanted.map((column) => column.sql),
  )
  await withReader(ctx.db, settings, async (client) => {
    await client.query(`declare champions no scroll cursor for ${sql}`)
    await take(
      (async function* () {
        for (;;) {
          const fetched = await client.query({ text: `fetch ${batch} from champions`, rowMode: 'array' })
          yield* fetched.rows
          if (fetched.rows.length < batch) return
        }
      })(),
    )
  })
}
