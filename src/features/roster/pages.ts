/** The roster as its templates show it: pure. */
import { today, wordsForDate } from '../../lib/time.ts'
import { certificateStates, stateTags } from '../certification/index.ts'
import { sentenceCase } from '../organisations/index.ts'
import type { RosterColumn } from './columns.ts'
import { allColumns } from './columns.ts'
import type { ChampionRow } from './queries/champions.ts'
import type { ColumnId, Format, RosterFilters } from './rules.ts'
import type { Mails, ViewRow } from './queries/views.ts'
import { formats, rosterHref, sorts, usualColumns } from './rules.ts'

export const stateChoices = certificateStates.map((state) => ({ value: state, text: stateTags[state].text }))

export const formatWords: Record<Format, string> = {
  csv: 'CSV',
  xlsx: 'Excel workbook',
  ods: 'OpenDocument spreadsheet',
  json: 'JSON',
  print: 'print',
}

export const exportTitle = (format: Format) =>
  format === 'print' ? 'Print the roster' : `Export the roster as ${formatWords[format]}`

export const exportButton = (format: Format) =>
  format === 'print' ? 'Show the page to print' : `Download the ${formatWords[format]}`

export const exportLinks = (filters: RosterFilters) =>
  formats.map((format) => ({
    text: format === 'print' ? 'Print' : `Export as ${formatWords[format]}`,
    href: rosterHref(filters, '/roster/export', { format }),
  }))

const languageWords = { en: 'English', cy: 'Welsh' }
const listedWords = { yes: 'Yes', no: 'No' }
const confirmedWords = { yes: 'Said so within a year', no: 'Has not said so for a year' }
const seatWords = { needed: 'Needed within 90 days' }
const cycleWords = { first: 'For the first time', renewed: 'Renewed' }

export const furtherChoices = {
  languages: [
    { value: 'en', text: languageWords.en },
    { value: 'cy', text: languageWords.cy },
  ],
  listed: [
    { value: 'yes', text: 'Agreed' },
    { value: 'no', text: 'Did not agree' },
  ],
  confirmed: [
    { value: 'yes', text: confirmedWords.yes },
    { value: 'no', text: confirmedWords.no },
  ],
  seats: [{ value: 'needed', text: seatWords.needed }],
  cycles: [
    { value: 'first', text: cycleWords.first },
    { value: 'renewed', text: cycleWords.renewed },
  ],
}

export const columnChoices = (hasEmail: boolean) =>
  allColumns
    .filter(({ id }) => id !== 'name' && (hasEmail || id !== 'email'))
    .map(({ id, heading }) => ({ value: id, text: heading }))

/** A cell of the screen and the print: a text, or a tag for the state. */
interface Cell {
  text: string
  tag: { text: string; classes: string } | null
  is_day: boolean
}

export function championListPage(champions: ChampionRow[], columns: RosterColumn[], programmeName: string) {
  const shown = columns.filter(({ id }) => id !== 'name' && id !== 'email')
  const hasEmail = columns.some(({ id }) => id === 'email')
  return champions.map((champion) => ({
    ...champion,
    email: hasEmail ? champion.email : null,
    href: `/certificates/${champion.certificate_id}`,
    cells: shown.map(({ id, kind }): Cell => ({
      text: cellText(champion, id as ColumnId, programmeName),
      tag: id === 'state' ? stateTags[champion.state] : null,
      is_day: kind === 'date',
    })),
  }))
}

function cellText(champion: ChampionRow, id: ColumnId, programmeName: string): string {
  switch (id) {
    case 'email':
      return champion.email ?? ''
    case 'organisation':
      return champion.organisation_name
    case 'job':
      return champion.job_title ?? ''
    case 'kind':
      return sentenceCase(champion.kind)
    case 'areas':
      return champion.areas ?? ''
    case 'programme':
      return programmeName
    case 'number':
      return champion.number
    case 'cycle':
      return String(champion.cycle)
    case 'certified':
      return wordsForDate(champion.awarded_on)
    case 'valid':
      return wordsForDate(champion.valid_to)
    case 'state':
      return stateTags[champion.state].text
    case 'confirmed':
      return wordsForDate(champion.confirmed_on)
    case 'language':
      return languageWords[champion.language]
    case 'listed':
      return champion.may_be_listed ? listedWords.yes : listedWords.no
  }
}

export const number = (count: number) => count.toLocaleString('en-GB')

/** Of a day to come nothing is settled: nobody should take such a list for the one that is asked for on the day. */
export const toComeWords = (on: string, now: Date): string =>
  on > today(now) ? `That day is to come: this is what is known on ${wordsForDate(now)}.` : ''

/** Stands on every export: what the list is and as at when, so that nobody takes it for another a year later. */
export function definitionWords(filters: RosterFilters, programmeName: string, now: Date): string {
  const states = filters.states.map((state) => stateTags[state].text.toLowerCase()).join(', ')
  return [
    `Active as at the end of ${wordsForDate(filters.on)}: holds a certificate of the programme “${programmeName}” whose state ` +
      `that day is one of: ${states}; and belongs to an organisation that day. Only what was recorded by the end of that day ` +
      `counts; names, areas and kinds are those of ${wordsForDate(now)}, when this list was made.`,
    toComeWords(filters.on, now),
  ]
    .filter(Boolean)
    .join(' ')
}

/** '53 champions', and why there are more rows than people where there are. */
export function countWords(counted: { rows: number; people: number }): string {
  const people = counted.people === 1 ? '1 person' : `${number(counted.people)} people`
  if (counted.rows === counted.people) return people
  return `${people} in ${number(counted.rows)} rows: whoever belongs to two organisations has a row for each`
}

/** What the filters leave, for the page that asks what an export is for. */
export function filterWords(
  filters: RosterFilters,
  names: { programme: string; organisation: string | null; area: string | null },
): { label: string; value: string }[] {
  const lines: [string, string | null][] = [
    ['Programme', names.programme],
    ['As at', wordsForDate(filters.on)],
    ['State', filters.states.map((state) => stateTags[state].text).join('; ')],
    ['Organisation', names.organisation && `${names.organisation}${filters.below ? ' and everything below it' : ''}`],
    ['Kind', filters.kind && sentenceCase(filters.kind)],
    ['Area', names.area],
    ['Certified', between(filters.certified_from, filters.certified_to)],
    ['Valid to', between(filters.valid_from, filters.valid_until)],
    ['In role', filters.confirmed && confirmedWords[filters.confirmed]],
    ['Refresher seat', filters.seat && seatWords[filters.seat]],
    ['Certified before', filters.cycle && cycleWords[filters.cycle]],
    ['Language', filters.language && languageWords[filters.language]],
    ['May be listed', filters.listed && listedWords[filters.listed]],
    ['Name', filters.search],
  ]
  return lines.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}

function between(from: string | null, to: string | null): string | null {
  if (from !== null && to !== null) return `${wordsForDate(from)} to ${wordsForDate(to)}`
  if (from !== null) return `from ${wordsForDate(from)}`
  return to === null ? null : `up to ${wordsForDate(to)}`
}

/** The table's head: the columns that can be sorted by know their name for it. */
export const headings = (columns: RosterColumn[]) =>
  columns
    .filter(({ id }) => id !== 'email')
    .map(({ id, heading }) => ({ text: heading, sort: sorts.find((sort) => sort === id) ?? null }))

/** Whether any of the filters is set that stand folded away. */
export const hasFurther = (filters: RosterFilters): boolean =>
  [
    filters.language,
    filters.listed,
    filters.cycle,
    filters.confirmed,
    filters.seat,
    filters.certified_from,
    filters.certified_to,
    filters.valid_from,
    filters.valid_until,
  ].some((value) => value !== null) ||
  filters.columns.length !== usualColumns.length ||
  usualColumns.some((id) => !filters.columns.includes(id))

const mailsWords: Record<Mails, string> = {
  never: '',
  weekly: 'a link on Mondays',
  monthly: 'a link on the first of the month',
}

export const mailsChoices = [
  { value: 'never', text: 'No' },
  { value: 'weekly', text: 'Every Monday morning' },
  { value: 'monthly', text: 'On the first of each month' },
]

export const viewLinks = (views: ViewRow[]) =>
  views.map((view) => ({
    name: view.name,
    href: `/roster?${view.query}`,
    change_href: `/roster/views/${view.id}`,
    mails_words: mailsWords[view.mails],
  }))
