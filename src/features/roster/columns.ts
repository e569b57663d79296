/** What can be seen of each champion: one list for the page, the print and every export. */
import type { CertificateState } from '../certification/index.ts'
import { stateTags, validToSql } from '../certification/index.ts'
import { confirmedOn, stateWordsSql } from './queries/champions.ts'
import type { ColumnId } from './rules.ts'

export interface RosterColumn {
  id: ColumnId | 'name'
  heading: string
  kind: 'text' | 'date'
  /** In characters, in a sheet. */
  width: number
  sql: string
}

const stateWords = Object.fromEntries(Object.entries(stateTags).map(([state, { text }]) => [state, text]))

export const allColumns: RosterColumn[] = [
  { id: 'name', heading: 'Name', kind: 'text', width: 30, sql: 'p.full_name' },
  { id: 'email', heading: 'Email', kind: 'text', width: 34, sql: 'p.email' },
  { id: 'organisation', heading: 'Organisation', kind: 'text', width: 36, sql: 'o.name' },
  { id: 'job', heading: 'Job title', kind: 'text', width: 30, sql: 'm.job_title' },
  { id: 'kind', heading: 'Kind', kind: 'text', width: 20, sql: 'upper(left(o.kind, 1)) || substr(o.kind, 2)' },
  { id: 'areas', heading: 'Areas', kind: 'text', width: 30, sql: 'areas.names' },
  { id: 'programme', heading: 'Programme', kind: 'text', width: 26, sql: ':programme_name::text' },
  { id: 'number', heading: 'Certificate number', kind: 'text', width: 22, sql: 'c.number' },
  { id: 'cycle', heading: 'Times certified', kind: 'text', width: 16, sql: 'c.cycle::text' },
  { id: 'certified', heading: 'Certified on', kind: 'date', width: 18, sql: 'c.awarded_on' },
  { id: 'valid', heading: 'Valid to', kind: 'date', width: 18, sql: validToSql },
  {
    id: 'state',
    heading: 'State',
    kind: 'text',
    width: 18,
    sql: stateWordsSql(stateWords as Record<CertificateState, string>),
  },
  { id: 'confirmed', heading: 'In role, said on', kind: 'date', width: 18, sql: confirmedOn },
  {
    id: 'language',
    heading: 'Language',
    kind: 'text',
    width: 12,
    sql: `case p.language when 'cy' then 'Welsh' else 'English' end`,
  },
  {
    id: 'listed',
    heading: 'May be listed',
    kind: 'text',
    width: 14,
    sql: `case when p.may_be_listed_at is null then 'No' else 'Yes' end`,
  },
]

/** The name and what was chosen, always in one order. Addresses are for those who write to champions: coordinators. */
export const columnsFor = (chosen: readonly ColumnId[], hasEmail: boolean): RosterColumn[] =>
  allColumns.filter(({ id }) => id === 'name' || (chosen.includes(id) && (id !== 'email' || hasEmail)))
