/** The rows of a report as they are, before the order of day and month is known and people are put together. */
import { clean, isEmailAddress, normaliseEmail } from '../../../lib/text.ts'
import type { Block, Summary } from './blocks.ts'
import { parseDuration } from './durations.ts'
import type { Column } from './heading-words.ts'
import { actionOf, keyOf } from './headings.ts'
import { shownName } from './names.ts'
import type { Stamp } from './stamps.ts'
import { parseStamp } from './stamps.ts'

export interface RawPerson {
  name: string
  email: string | null
  role: string | null
  is_outsider: boolean
}

export interface RawEntry extends RawPerson {
  /** One stay; the first join and the last leave of several; or only how long it was. */
  kind: 'join' | 'span' | 'total'
  joined: Stamp | null
  left: Stamp | null
  seconds: number | null
  /** Time in the waiting room is not attendance. */
  waited: boolean
}

export interface RawEvent extends RawPerson {
  action: 'joined' | 'left'
  at: Stamp
}

export interface RawMeeting {
  title: string | null
  start: Stamp | null
  end: Stamp | null
  seconds: number | null
  entries: RawEntry[]
  events: RawEvent[]
}

/** What was passed over, so that it can be said. */
export interface Notes {
  not_attended: number
  unreadable: Set<string>
}

export function newMeeting(summary: Summary): RawMeeting {
  return {
    title: summary.title === null ? null : clean(summary.title).slice(0, 300) || null,
    start: parseStamp(summary.start ?? ''),
    end: parseStamp(summary.end ?? ''),
    seconds: parseDuration(summary.duration ?? ''),
    entries: [],
    events: [],
  }
}

const empty = /^(?:[-–—.\s]*|n\/?a|null|none|unknown)$/i
const no = new Set(['no', 'nein', 'non', 'nao', 'nie', 'nee', 'n', 'false', '0'])
const yes = new Set(['yes', 'ja', 'oui', 'si', 'sim', 'tak', 'y', 'true', '1'])
const totals = new Set([
  'total',
  'totals',
  'grandtotal',
  'gesamt',
  'summe',
  'totaal',
  'totale',
  'suma',
  'razem',
  'summa',
  'average',
  'totalparticipants',
  'participants',
])

/** The people of a table, a row each. */
export function entriesOf(block: Block, kind: RawEntry['kind'], notes: Notes): RawEntry[] {
  const unit = bareUnitOf(block)
  return block.rows.flatMap((row): RawEntry[] => {
    const cell = cellsOf(block, row)
    const person = personOf(cell, block)
    if (!person) return []
    const joined = stampIn(cell('joined'), notes)
    const left = stampIn(cell('left'), notes)
    const seconds = parseDuration(cell('duration'), unit)
    const hasTimes = joined !== null || left !== null || seconds !== null
    if (no.has(keyOf(cell('attended'))) || (block.columns.has('attended') && !hasTimes)) {
      notes.not_attended++
      return []
    }
    if (!hasTimes && person.email === null && row.filter(Boolean).length < 2) return []
    if (!joined && person.email === null && totals.has(keyOf(person.name))) return []
    const waited = yes.has(keyOf(cell('waiting')))
    return [{ ...person, kind: joined || left ? kind : 'total', joined, left, seconds, waited }]
  })
}

export function eventsOf(block: Block, notes: Notes): RawEvent[] {
  const rows = block.rows.map((row) => ({ row, cell: cellsOf(block, row) }))
  const unknown = unknownActions(rows.map(({ cell }) => [cell('name'), cell('action')]))
  return rows.flatMap(({ cell }): RawEvent[] => {
    const person = personOf(cell, block)
    const at = stampIn(cell('at'), notes)
    const action = actionOf(cell('action')) ?? unknown.get(keyOf(cell('action')))
    return person && at && action ? [{ ...person, action, at }] : []
  })
}

/** Words we do not know: those with which people's stories begin mean coming. */
function unknownActions(rows: [string, string][]): Map<string, RawEvent['action']> {
  const seen = new Set<string>()
  const found = new Map<string, RawEvent['action']>()
  for (const [name, action] of rows) {
    const isFirst = !seen.has(name)
    seen.add(name)
    const key = keyOf(action)
    if (key === '' || actionOf(action)) continue
    if (isFirst) found.set(key, 'joined')
    else if (!found.has(key)) found.set(key, 'left')
  }
  return found
}

type Cells = (column: Column) => string

const cellsOf =
  (block: Block, row: string[]): Cells =>
  (column) => {
    const cell = row[block.columns.get(column) ?? -1] ?? ''
    return empty.test(cell) ? '' : cell
  }

function personOf(cell: Cells, block: Block): RawPerson | null {
  const written = writtenName(cell, block)
  const email = addressIn(cell('email')) ?? addressIn(cell('upn')) ?? addressIn(cell('registered_email'))
  const shown = shownName(written)
  const hasAnything = cell('joined') !== '' || cell('at') !== '' || cell('duration') !== ''
  if (shown.name === '' && email === null && !hasAnything) return null
  return {
    name: shown.name || email || 'No name given',
    email,
    role: clean(cell('role')).slice(0, 100) || shown.role || roleOfLabel(block.label),
    is_outsider: shown.is_outsider,
  }
}

/** Where there are two columns for it, one of them may be headed by a word for the whole ("Nom", "Nombre"). */
function writtenName(cell: Cells, { columns }: Block): string {
  const [whole, first, last] = [cell('name'), cell('first_name'), cell('last_name')]
  if (columns.has('first_name') && columns.has('last_name')) return whole || `${first} ${last}`
  if (columns.has('first_name')) return `${first} ${whole}`
  return columns.has('last_name') ? `${whole} ${last}` : whole
}

/** An account from outside is `sam_council.example#EXT#@force.example` to Teams: that is no address of anybody. */
function addressIn(cell: string): string | null {
  if (cell === '' || cell.length > 300 || /#ext#/i.test(cell)) return null
  const address = normaliseEmail(cell)
  return isEmailAddress(address) ? address : null
}

/** "Panelist Details" above a table of Zoom. */
const roleOfLabel = (label: string | null): string | null =>
  /^(host|panelist|panellist|attendee) details\W*$/i.exec(label ?? '')?.[1] ?? null

function stampIn(cell: string, notes: Notes): Stamp | null {
  const stamp = parseStamp(cell)
  if (!stamp && cell !== '') notes.unreadable.add(cell.slice(0, 40))
  return stamp
}

function bareUnitOf(block: Block): 'minutes' | 'seconds' | 'hours' {
  const key = block.keys[block.columns.get('duration') ?? -1] ?? ''
  return /second|sekund|segund/.test(key) ? 'seconds' : /hours|stunden|heures/.test(key) ? 'hours' : 'minutes'
}
