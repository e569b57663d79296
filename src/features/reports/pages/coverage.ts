/** Coverage as its templates show it: pure. */
import { addDays, wordsForDate } from '../../../lib/time.ts'
import type { AreaRow } from '../../organisations/index.ts'
import { organisationKinds, sentenceCase } from '../../organisations/index.ts'
import { rosterHref, toComeWords, usualFilters } from '../../roster/index.ts'
import type { RosterFilters } from '../../roster/index.ts'
import type { CoverageQuery, MapFigure } from '../forms.ts'
import { mapFigures } from '../forms.ts'
import type { CoverageRow, OrganisationCoverageRow } from '../queries/coverage.ts'
import type { MapRow } from '../queries/maps.ts'
import { durationWords } from '../rules/durations.ts'
import { levelOf, levelsFor } from '../rules/levels.ts'
import { drawnMap } from './maps.ts'
import { number } from './numbers.ts'

export const asAtWords = (programme: string, on: string, now: Date) =>
  [`${programme}, as at the end of ${wordsForDate(on)}`, toComeWords(on, now)].filter(Boolean).join('. ')

export function coverageHref(path: string, asked: CoverageQuery, change: Partial<CoverageQuery> = {}): string {
  const { programme, on, figure, show, area_id, kind } = { ...asked, ...change }
  const pairs: [string, string | null][] = [
    ['programme', programme],
    ['on', on],
    ['figure', path === '/reports/coverage' && figure !== 'people' ? figure : null],
    ...(path === '/reports/coverage'
      ? []
      : ([
          ['show', show],
          ['area_id', area_id],
          ['kind', kind],
        ] as [string, string | null][])),
  ]
  return `${path}?${new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== null)).toString()}`
}

const figureWords: Record<MapFigure, string> = {
  people: 'Champions',
  none: 'Organisations with none',
  one: 'Organisations with one',
  within_90: 'Expiring in 90 days',
}

export const mapItems = (asked: CoverageQuery) =>
  mapFigures.map((figure) => ({
    text: figureWords[figure],
    href: coverageHref('/reports/coverage', asked, { figure }),
    active: figure === asked.figure,
  }))

const zero: Omit<CoverageRow, 'key'> = {
  organisations: 0,
  none: 0,
  one: 0,
  people: 0,
  within_90: 0,
  within_60: 0,
  within_30: 0,
  seats: 0,
  unconfirmed: 0,
  silent_middle: null,
  silent_longest: null,
}

type Place = Pick<CoverageQuery, 'area_id' | 'kind'>

/** Every figure leads to the list behind it. */
function cells(row: Omit<CoverageRow, 'key'>, asked: CoverageQuery, place: Place) {
  const organisations = (show: CoverageQuery['show']) =>
    coverageHref('/reports/coverage/organisations', asked, { ...place, show })
  const roster = (change: Partial<RosterFilters> = {}) =>
    rosterHref({ ...usualFilters(asked.on), programme: asked.programme, ...place, ...change })
  const cell = (label: string, count: number, href: string | null) => ({
    label,
    text: number(count),
    href: count > 0 ? href : null,
  })
  return [
    cell('Champions', row.people, roster()),
    cell('Organisations', row.organisations, organisations('all')),
    cell('With none', row.none, organisations('none')),
    cell('With one', row.one, organisations('one')),
    cell('Expiring in 90 days', row.within_90, roster({ valid_until: addDays(asked.on, 90) })),
    cell('In 60 days', row.within_60, roster({ valid_until: addDays(asked.on, 60) })),
    cell('In 30 days', row.within_30, roster({ valid_until: addDays(asked.on, 30) })),
    cell('Refresher seats needed', row.seats, roster({ seat: 'needed' })),
    cell('Not confirmed for a year', row.unconfirmed, roster({ confirmed: 'no' })),
    { label: 'Confirmed, half within', text: ago(row.silent_middle), href: null },
    { label: 'Confirmed, all within', text: ago(row.silent_longest), href: null },
  ]
}

const ago = (days: number | null) => (days === null ? '' : durationWords(days))

/** A county has a row of its own, for partners who are there for all of it: no sum of its districts. */
export const areaRows = (areas: AreaRow[], found: CoverageRow[], asked: CoverageQuery) =>
  areas
    .toSorted((a, b) => Number(a.kind === 'county') - Number(b.kind === 'county'))
    .map((area) => {
      const row = found.find((one) => one.key === area.id) ?? { ...zero, key: area.id }
      const name = area.kind === 'county' ? `All over ${area.name}` : area.name
      return { area_id: area.id, name, row, cells: cells(row, asked, { area_id: area.id, kind: null }) }
    })

export const kindRows = (found: CoverageRow[], asked: CoverageQuery) =>
  organisationKinds
    .map((kind) => ({ kind, row: found.find((one) => one.key === kind) }))
    .flatMap(({ kind, row }) =>
      row ? [{ name: sentenceCase(kind), cells: cells(row, asked, { area_id: null, kind }) }] : [],
    )

export const totalRow = (row: CoverageRow | undefined, asked: CoverageQuery) => ({
  name: 'All, each counted once',
  cells: cells(row ?? zero, asked, { area_id: null, kind: null }),
})

/** What stands large above everything. */
export function wholeFigures(row: CoverageRow | undefined, asked: CoverageQuery) {
  const shown = cells(row ?? zero, asked, { area_id: null, kind: null })
  const words: Record<string, string> = {
    Champions: 'champions',
    'With none': 'organisations with none',
    'With one': 'organisations with one: if that person leaves, nobody is there',
    'Expiring in 90 days': 'certificates expiring in 90 days',
    'Refresher seats needed': 'refresher seats needed for them: who has no place yet',
  }
  return shown.flatMap(({ label, text, href }) => (words[label] ? [{ text, href, label: words[label] }] : []))
}

export function mapPage(map: MapRow, rows: ReturnType<typeof areaRows>, asked: CoverageQuery) {
  const valueOf = (areaId: string) => rows.find((one) => one.area_id === areaId)?.row[asked.figure] ?? 0
  const levels = levelsFor(map.shapes.map((shape) => valueOf(shape.area_id)))
  const drawn = drawnMap(map)
  return {
    ...drawn,
    label: `Map: ${figureWords[asked.figure].toLowerCase()} in each district`,
    caption: figureWords[asked.figure],
    levels: levels.map(({ level, from, to }) => ({
      level,
      words: from === to ? number(from) : `${number(from)} to ${number(to)}`,
    })),
    shapes: drawn.shapes.map((shape) => {
      const value = valueOf(shape.area_id)
      return {
        ...shape,
        level: levelOf(levels, value),
        number: number(value),
        words: `${shape.name}: ${figureWords[asked.figure].toLowerCase()}, ${number(value)}`,
        href:
          asked.figure === 'none' || asked.figure === 'one'
            ? coverageHref('/reports/coverage/organisations', asked, { area_id: shape.area_id, show: asked.figure })
            : rosterHref({
                ...usualFilters(asked.on),
                programme: asked.programme,
                area_id: shape.area_id,
                ...(asked.figure === 'within_90' ? { valid_until: addDays(asked.on, 90) } : {}),
              }),
      }
    }),
  }
}

const titles: Record<CoverageQuery['show'], string> = {
  all: 'Organisations and their champions',
  none: 'Organisations without a champion',
  one: 'Organisations with one champion',
}

export const organisationsTitle = (show: CoverageQuery['show']) => titles[show]

export const showChoices = [
  { value: 'all', text: 'All organisations' },
  { value: 'none', text: 'Without a champion' },
  { value: 'one', text: 'With one champion' },
]

export const organisationRows = (found: OrganisationCoverageRow[], asked: CoverageQuery) =>
  found.map((row) => ({
    name: row.name,
    href: `/organisations/${row.id}`,
    kind_words: sentenceCase(row.kind),
    area_words: row.areas ?? '',
    members_words: number(row.members),
    people_words: number(row.people),
    people_href:
      row.people > 0
        ? rosterHref({ ...usualFilters(asked.on), programme: asked.programme, organisation_id: row.id })
        : null,
    tag:
      row.people === 0
        ? { text: 'Nobody', classes: 'app-tag--bad' }
        : row.people === 1
          ? { text: 'Only one', classes: 'app-tag--wait' }
          : null,
    only_name: row.only_name,
    only_href: row.only_certificate_id ? `/certificates/${row.only_certificate_id}` : null,
    valid_words: row.valid_to ? wordsForDate(row.valid_to) : '',
  }))
