/** What can be asked of the roster, as an address, and the seal on an address whose export was granted: pure. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CertificateState } from '../certification/index.ts'
import { certificateStates } from '../certification/index.ts'

export const sorts = ['name', 'organisation', 'certified', 'valid'] as const
export type Sort = (typeof sorts)[number]

export const formats = ['csv', 'xlsx', 'ods', 'json', 'print'] as const
export type Format = (typeof formats)[number]

/** What may be shown beside the name, in the order it is shown. */
export const columnIds = [
  'email',
  'organisation',
  'job',
  'kind',
  'areas',
  'programme',
  'number',
  'cycle',
  'certified',
  'valid',
  'state',
  'confirmed',
  'language',
  'listed',
] as const
export type ColumnId = (typeof columnIds)[number]

export const usualColumns: ColumnId[] = [
  'email',
  'organisation',
  'kind',
  'areas',
  'certified',
  'valid',
  'state',
  'listed',
]

/** The programme the roster shows unless another is asked for. */
export const usualProgramme = 'hate-crime-champion'

/** Champions are those whose certificate is valid; the others were. */
export const usualStates: CertificateState[] = ['current', 'expiring']

export interface RosterFilters {
  /** The slug of a programme. */
  programme: string
  organisation_id: string | null
  /** With everything below that organisation. */
  below: boolean
  kind: string | null
  area_id: string | null
  language: 'en' | 'cy' | null
  /** Whether they agreed to be listed. */
  listed: 'yes' | 'no' | null
  /** Certified for the first time, or renewed. */
  cycle: 'first' | 'renewed' | null
  /** Whether they said within the year before that they still act as one. */
  confirmed: 'yes' | 'no' | null
  /** Whose certificate ends within 90 days, and who has no place yet at a live session of the programme. */
  seat: 'needed' | null
  /** Days from which and up to which they were certified, and up to which it is valid. */
  certified_from: string | null
  certified_to: string | null
  valid_from: string | null
  valid_until: string | null
  states: CertificateState[]
  /** As at the end of this day. */
  on: string
  search: string | null
  sort: Sort
  direction: 'asc' | 'desc'
  columns: ColumnId[]
}

export const usualFilters = (on: string): RosterFilters => ({
  programme: usualProgramme,
  organisation_id: null,
  below: false,
  kind: null,
  area_id: null,
  language: null,
  listed: null,
  cycle: null,
  confirmed: null,
  seat: null,
  certified_from: null,
  certified_to: null,
  valid_from: null,
  valid_until: null,
  states: usualStates,
  on,
  search: null,
  sort: 'name',
  direction: 'asc',
  columns: usualColumns,
})

/** The filters as query parameters, always in one order, so that one question has one address. */
export function rosterQuery(filters: RosterFilters): [name: string, value: string][] {
  const ordered = certificateStates.filter((state) => filters.states.includes(state))
  const chosen = columnIds.filter((id) => filters.columns.includes(id))
  const isUsual = chosen.length === usualColumns.length && usualColumns.every((id) => chosen.includes(id))
  const pairs: [string, string | null][] = [
    ['programme', filters.programme],
    ['organisation_id', filters.organisation_id],
    ['below', filters.below && filters.organisation_id !== null ? 'yes' : null],
    ['kind', filters.kind],
    ['area_id', filters.area_id],
    ['language', filters.language],
    ['listed', filters.listed],
    ['cycle', filters.cycle],
    ['confirmed', filters.confirmed],
    ['seat', filters.seat],
    ['certified_from', filters.certified_from],
    ['certified_to', filters.certified_to],
    ['valid_from', filters.valid_from],
    ['valid_until', filters.valid_until],
    ...ordered.map((state): [string, string] => ['state', state]),
    ['on', filters.on],
    ['search', filters.search],
    ['sort', filters.sort],
    ['direction', filters.direction],
    ...(isUsual ? [] : chosen.map((id): [string, string] => ['column', id])),
  ]
  return pairs.filter((pair): pair is [string, string] => pair[1] !== null)
}

export const rosterHref = (filters: RosterFilters, path = '/roster', more: Record<string, string> = {}): string =>
  `${path}?${new URLSearchParams([...rosterQuery(filters), ...Object.entries(more)]).toString()}`

export interface Grant {
  secret: string
  person_id: string
  format: Format
  filters: RosterFilters
}

/** A download begins at once; longer than this, the purpose is asked again. */
const grantMinutes = 10

/** What is put into the address of an export once its purpose is in the audit: good for this person, question and format. */
export function sealExport(grant: Grant, now: Date): string {
  const expires = Math.floor(now.getTime() / 1000) + grantMinutes * 60
  return `${expires}.${signature(grant, expires).toString('base64url')}`
}

export function isSealed(grant: Grant, seal: unknown, now: Date): boolean {
  const [, expires = '', given = ''] = /^(\d{1,12})\.([\w-]{43})$/.exec(String(seal)) ?? []
  if (Number(expires) * 1000 <= now.getTime()) return false
  const expected = signature(grant, Number(expires))
  const bytes = Buffer.from(given, 'base64url')
  return bytes.length === expected.length && timingSafeEqual(bytes, expected)
}

const signature = ({ secret, person_id, format, filters }: Grant, expires: number): Buffer =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['roster export', person_id, format, expires, rosterQuery(filters)]))
    .digest()

/** How many champions of a programme an organisation has after one left. */
export function lostWords(
  organisation: string,
  { programme_name, champions, only_name }: { programme_name: string; champions: number; only_name: string | null },
): string {
  if (champions === 0) return `${organisation} has nobody else who is certified as “${programme_name}”.`
  return champions === 1
    ? `Only ${only_name} is left there who is certified as “${programme_name}”: were they to leave too, there would be nobody.`
    : `${champions} people who are certified as “${programme_name}” are still there.`
}
