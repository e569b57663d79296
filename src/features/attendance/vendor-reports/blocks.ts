/** Cuts the rows of a report into its tables and what stands between them: pure. */
import { parseDuration } from './durations.ts'
import type { Locale } from './heading-words.ts'
import type { Columns } from './headings.ts'
import { actionOf, isOfZoom, keyOf, readHeadings, summaryColumn } from './headings.ts'
import { parseStamp } from './stamps.ts'

/** What stands above a table about the meeting as a whole. */
export interface Summary {
  title: string | null
  start: string | null
  end: string | null
  /** Minutes or a text with units, where a report gives the length and not the end. */
  duration: string | null
}

export interface Block {
  kind: 'people' | 'events'
  /** The line above the headings: "Panelist Details", "3. In-Meeting Activities". */
  label: string | null
  /** Its number, where sections are numbered. */
  section: number | null
  headings: string[]
  keys: string[]
  columns: Columns
  rows: string[][]
  summary: Summary
  /** Whether lines about the meeting stood between this table and the one before it. */
  has_own_summary: boolean
}

export interface Blocks {
  blocks: Block[]
  locales: Map<Locale, number>
  /** The numbers of sections that were seen, 1 to 4 in the newest reports of Teams. */
  sections: number[]
}

const noSummary = (): Summary => ({ title: null, start: null, end: null, duration: null })

export function findBlocks(rows: string[][]): Blocks {
  const found: Blocks = { blocks: [], locales: new Map(), sections: [] }
  let summary = noSummary()
  let isNew = false
  let label: string | null = null
  let section: number | null = null
  let open: Block | null = null
  let meetingColumns: Columns | null = null
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!
    const filled = row.filter(Boolean)
    if (filled.length === 0) continue
    const numbered = filled.length === 1 ? /^(\d{1,2})\s?[.)]\s*\S/.exec(filled[0]!) : null
    if (numbered) {
      section = Number(numbered[1])
      if (section === 1 || (open && summary.title !== null && section <= (open.section ?? 0)))
        [summary, isNew] = [noSummary(), true]
      ;[open, label, meetingColumns] = [null, filled[0]!, null]
      found.sections.push(section)
      continue
    }
    const block: Start | null = open && holdsTime(row) ? null : startBlock(rows, at, section)
    if (block) {
      for (const [locale, count] of block.locales) found.locales.set(locale, (found.locales.get(locale) ?? 0) + count)
      if (block.kind === 'meeting') {
        ;[summary, isNew, open, meetingColumns] = [noSummary(), true, null, block.columns]
        continue
      }
      const { kind, columns, keys } = block
      open = { kind, columns, keys, label, section, headings: row, rows: [], summary, has_own_summary: isNew }
      found.blocks.push(open)
      ;[isNew, label, meetingColumns] = [false, null, null]
      if (block.has_no_headings) open.rows.push(row)
      continue
    }
    if (meetingColumns) {
      readMeetingRow(summary, row, meetingColumns)
      meetingColumns = null
      continue
    }
    const isLine = summaryLine(row, section)
    if (isLine && filled.length <= 2 && (!open || isSummaryAgain(row, open))) {
      if (open) [open, summary, isNew] = [null, noSummary(), true]
      isNew ||= found.blocks.length > 0 && summary.title === null && summary.start === null
      readSummaryLine(summary, row, section)
      continue
    }
    if (filled.length === 1 && (!open || isFollowedByHeadings(rows, at))) {
      ;[label, open] = [filled[0]!, null]
      readNote(summary, filled[0]!)
      continue
    }
    open?.rows.push(row)
  }
  return found
}

interface Start {
  kind: 'people' | 'events' | 'meeting'
  columns: Columns
  keys: string[]
  locales: Map<Locale, number>
  has_no_headings: boolean
}

function startBlock(rows: string[][], at: number, section: number | null): Start | null {
  const row = rows[at]!
  const headings = readHeadings(row)
  const base = {
    keys: headings?.keys ?? row.map(keyOf),
    locales: headings?.locales ?? new Map<Locale, number>(),
    has_no_headings: false,
  }
  if (headings) {
    const { columns } = headings
    const has = (...names: Parameters<Columns['has']>[0][]) => names.every((name) => columns.has(name))
    const hasName = has('name') || has('first_name')
    if (hasName && has('action', 'at')) return { ...base, kind: 'events', columns }
    if (hasName && has('joined') && (has('left') || has('duration') || has('email')))
      return { ...base, kind: 'people', columns }
    if (hasName && has('duration') && isTotals(headings.keys)) return { ...base, kind: 'people', columns }
    if (!hasName && !has('joined') && has('title') && (has('start') || has('meeting_id')))
      return { ...base, kind: 'meeting', columns }
  }
  const events = inferEvents(rows, at)
  if (events) return { ...base, kind: 'events', ...events }
  const people = section === 2 || section === 3 || row.length >= 5 ? inferPeople(rows, at, section) : null
  return people ? { ...base, kind: 'people', columns: people } : null
}

/** A cheap look, for most rows are people and not headings. */
const holdsTime = (row: string[]) => row.some((cell) => /\d[:.h]\d\d/.test(cell))

/** Zoom's list of unique users has lengths only; but a list of songs has names and lengths as well. */
const isTotals = (keys: string[]) =>
  keys.some((key) => isOfZoom(key) || key === 'attendanceduration' || key === 'timeincall')

/** An event log in a language we do not know, or without its headings: name, one of a few words, a time. */
function inferEvents(rows: string[][], at: number): { columns: Columns; has_no_headings: boolean } | null {
  const row = rows[at]!
  const columns: Columns = new Map([
    ['name', 0],
    ['action', 1],
    ['at', 2],
  ])
  if (row.length !== 3 || row.some((cell) => cell === '')) return null
  if (parseStamp(row[2]!)?.date) return actionOf(row[1]!) ? { columns, has_no_headings: true } : null
  const next = rows.slice(at + 1, at + 60).filter((one) => one.length > 0)
  const isLog =
    next.length > 1 && next.every((one) => one.length === 3 && parseStamp(one[2]!)?.date && !parseStamp(one[1]!))
  return isLog && new Set(next.map((one) => keyOf(one[1]!))).size <= 4 ? { columns, has_no_headings: false } : null
}

/** The columns of a table of people whose headings we do not know, told by what stands below them. */
function inferPeople(rows: string[][], at: number, section: number | null): Columns | null {
  const width = rows[at]!.length
  const below = rows.slice(at + 1, at + 40).filter((row) => row.filter(Boolean).length >= 3)
  if (width < 3 || below.length === 0 || rows[at]!.some((cell) => parseStamp(cell) || cell.includes('@'))) return null
  const mostly = (index: number, test: (cell: string) => boolean) => {
    const cells = below.map((row) => row[index] ?? '').filter(Boolean)
    return cells.length > 0 && cells.filter(test).length >= cells.length * 0.8
  }
  const indexes = Array.from({ length: width }, (_, index) => index)
  const stamps = indexes.filter((index) =>
    mostly(index, (cell) => parseStamp(cell)?.date !== undefined && parseStamp(cell)?.date !== null),
  )
  const lengths = indexes.filter((index) =>
    mostly(index, (cell) => /\p{L}|\d:\d\d:\d\d/u.test(cell) && parseDuration(cell) !== null),
  )
  const addresses = indexes.filter((index) => mostly(index, (cell) => /^\S+@\S+$/.test(cell)))
  if (stamps.length < 2 || stamps[1] !== stamps[0]! + 1 || stamps[0] === 0 || lengths[0] === undefined) return null
  // Outside a numbered section, nothing less than the whole of a Teams table will do.
  if (section === null && (addresses.length === 0 || lengths[0] !== stamps[1] + 1)) return null
  const columns: Columns = new Map([
    ['name', 0],
    ['joined', stamps[0]!],
    ['left', stamps[1]],
    ['duration', lengths[0]],
  ])
  if (addresses[0] !== undefined) columns.set('email', addresses[0])
  if (addresses[1] !== undefined) columns.set('upn', addresses[1])
  const role = (addresses.at(-1) ?? lengths[0]) + 1
  if (role < width && mostly(role, (cell) => /^\D+$/.test(cell))) columns.set('role', role)
  return columns
}

const isFollowedByHeadings = (rows: string[][], at: number): boolean => {
  const next = rows.findIndex((row, index) => index > at && row.some(Boolean))
  return next !== -1 && readHeadings(rows[next]!) !== null
}

const summaryLine = (row: string[], section: number | null): boolean => {
  const [first = '', second = ''] = row.filter(Boolean)
  return summaryColumn(first.replace(/:$/, '')) !== null || (section === 1 && second !== '')
}

/** A line about a meeting below a table is one of the next report, unless a person bears such a name. */
const isSummaryAgain = (row: string[], open: Block): boolean =>
  open.section === null && summaryColumn(row[0] ?? '') === 'title' && !parseStamp(row[1] ?? '')

function readSummaryLine(summary: Summary, row: string[], section: number | null): void {
  const [first = '', second = ''] = row.filter(Boolean)
  const known = summaryColumn(first.replace(/:$/, ''))
  const stamp = parseStamp(second)
  if (known === 'title' && summary.title === null) summary.title = second || null
  else if (known === 'start') summary.start ??= second || null
  else if (known === 'end') summary.end ??= second || null
  else if (section === 1 && stamp?.date) summary[summary.start === null ? 'start' : 'end'] ??= second
  else if (section === 1 && summary.title === null && !/^\d*$/.test(second) && parseDuration(second) === null)
    summary.title = second
}

function readMeetingRow(summary: Summary, row: string[], columns: Columns): void {
  const cell = (name: Parameters<Columns['get']>[0]) => row[columns.get(name) ?? -1] || null
  Object.assign(summary, { title: cell('title'), start: cell('start'), end: cell('end'), duration: cell('duration') })
}

/** The lines with which the Meet extension opens: a title, a code, "Created on …", "Ended on …". */
function readNote(summary: Summary, line: string): void {
  const note = /^\*\s*(.*)$/.exec(line)?.[1]?.trim()
  if (!note) return
  const moment = /^(created|started|ended|finished) (?:on|at)\s+(.*)$/i.exec(note)
  if (moment) summary[/^(c|s)/i.test(moment[1]!) ? 'start' : 'end'] = moment[2]!
  else if (!/^meet(ing)? code/i.test(note)) summary.title ??= note
}
