/** What can be asked of the roster, as an address, and the seal on an address whose export was granted: pure. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CertificateState } from '../certification/index.ts'
import { certificateStates } from '../certification/index.ts'

export const sorts = ['name', 'organisation', 'certified', 'valid'] as const
export type Sort = (typeof sorts)[number]

export const formats = ['csv', 'xlsx'] as const
export type Format = (typeof formats)[number]

/** The programme the roster shows unless another is asked for. */
export const usualProgramme = 'hate-crime-champion'

/** Champions are those whose certificate is valid; the others were. */
export const usualStates: CertificateState[] = ['current', 'expiring']

export interface RosterFilters {
  /** The slug of a programme. */
  programme: string
  organisation_id: string | null
  kind: string | null
  area_id: string | null
  states: CertificateState[]
  /** As at the end of this day. */
  on: string
  search: string | null
  sort: Sort
  direction: 'asc' | 'desc'
}

export const usualFilters = (on: string): RosterFilters => ({
  programme: usualProgramme,
  organisation_id: null,
  kind: null,
  area_id: null,
  states: usualStates,
  on,
  search: null,
  sort: 'name',
  direction: 'asc',
})

/** The filters as query parameters, always in one order, so that one question has one address. */
export function rosterQuery(filters: RosterFilters): [name: string, value: string][] {
  const { programme, organisation_id, kind, area_id, states, on, search, sort, direction } = filters
  const ordered = certificateStates.filter((state) => states.includes(state))
  const pairs: [string, string | null][] = [
    ['programme', programme],
    ['organisation_id', organisation_id],
    ['kind', kind],
    ['area_id', area_id],
    ...ordered.map((state): [string, string] => ['state', state]),
    ['on', on],
    ['search', search],
    ['sort', sort],
    ['direction', direction],
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
