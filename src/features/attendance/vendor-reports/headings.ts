/** Finds what the columns of a row of headings hold, in any of the languages we know: pure. */
import { foldForSearch } from '../../../lib/text.ts'
import type { Column, Locale } from './heading-words.ts'
import { actionWords, headingWords, locales } from './heading-words.ts'
import { parseStamp } from './stamps.ts'

export type Columns = Map<Column, number>

/** A heading without what two programs, or two versions of one, may write differently. */
export const keyOf = (heading: string): string => foldForSearch(heading.slice(0, 120)).replace(/[^\p{L}\p{N}]/gu, '')

type Meanings = Map<string, Map<Column, Set<Locale>>>

const meanings: Meanings = new Map()
for (const [column, words] of Object.entries(headingWords) as [Column, Partial<Record<Locale, string>>][])
  for (const [locale, list] of Object.entries(words) as [Locale, string][])
    for (const word of list.split('|')) {
      const columns = meanings.get(keyOf(word)) ?? new Map<Column, Set<Locale>>()
      columns.set(column, (columns.get(column) ?? new Set()).add(locale))
      meanings.set(keyOf(word), columns)
    }

const actions = (list: string) => new Set(list.split('|').map(keyOf))
const [joinedActions, leftActions] = [actions(actionWords.joined), actions(actionWords.left)]

export const actionOf = (cell: string): 'joined' | 'left' | null =>
  joinedActions.has(keyOf(cell)) ? 'joined' : leftActions.has(keyOf(cell)) ? 'left' : null

export interface Headings {
  columns: Columns
  keys: string[]
  /** How many headings each language would explain. */
  locales: Map<Locale, number>
}

/** The meaning of each heading; of two of a kind the first one behind the name, where the person's columns stand. */
export function readHeadings(row: string[]): Headings | null {
  if (row.length > 120 || row.filter(Boolean).length < 2 || row.some((cell) => cell.includes('@'))) return null
  const keys = row.map(keyOf)
  const found = keys.map((key) => meanings.get(key))
  if (!found.some(Boolean) || row.some((cell) => parseStamp(cell))) return null
  const counts = new Map<Locale, number>()
  for (const columns of found)
    for (const locale of new Set([...(columns?.values() ?? [])].flatMap((set) => [...set])))
      counts.set(locale, (counts.get(locale) ?? 0) + 1)
  const best = bestLocale(counts)
  const nameAt = found.findIndex((columns) => columns?.has('name') || columns?.has('first_name'))
  const columns: Columns = new Map()
  for (const [index, meaning] of found.entries()) {
    if (!meaning) continue
    // A word may mean one thing in one language and another in the next ("Nom", "Nome").
    const own = [...meaning].find(([, set]) => best && set.has(best)) ?? [...meaning][0]!
    const column = own[0]
    const before = columns.get(column)
    const isOfPerson = !['title', 'meeting_id', 'start', 'end'].includes(column)
    if (before === undefined || (isOfPerson && before < nameAt && index > nameAt)) columns.set(column, index)
  }
  return { columns, keys, locales: counts }
}

export function bestLocale(counts: Map<Locale, number>): Locale | null {
  let best: Locale | null = null
  for (const locale of locales) if ((counts.get(locale) ?? 0) > (best ? counts.get(best)! : 0)) best = locale
  return best
}

/** What a line such as "Meeting title<tab>Induction" names, outside of any table. */
export function summaryColumn(cell: string): 'title' | 'start' | 'end' | null {
  const meaning = meanings.get(keyOf(cell))
  if (!meaning) return null
  for (const column of ['title', 'start', 'end'] as const) if (meaning.has(column)) return column
  return null
}

/** Zoom gives the name under which somebody first came in brackets, and lengths in minutes; nobody else does. */
export const isOfZoom = (key: string): boolean =>
  /original|dorigine|ursprunglich|oorspronkelijk|oryginaln|oprindelig|^useremail$|^timeinsession|^totalduration|disclaimer/.test(
    key,
  ) ||
  /^(duration|dauer|duree|duracion|duracao|durata|duur|czastrwania|varaktighet|varighed|varighet)(total\p{L}*)?(min\p{L}*)$/u.test(
    key,
  )
