/** The roster as its templates show it: pure. */
import { wordsForDate } from '../../lib/time.ts'
import { stateTags, certificateStates } from '../certification/index.ts'
import { sentenceCase } from '../organisations/index.ts'
import type { ChampionRow } from './queries/champions.ts'
import type { Format, RosterFilters } from './rules.ts'

export const stateChoices = certificateStates.map((state) => ({ value: state, text: stateTags[state].text }))

export const formatWords: Record<Format, string> = { csv: 'CSV', xlsx: 'Excel workbook' }

export const championListPage = (champions: ChampionRow[], hasEmail: boolean) =>
  champions.map((champion) => ({
    ...champion,
    email: hasEmail ? champion.email : null,
    href: `/certificates/${champion.certificate_id}`,
    kind_words: sentenceCase(champion.kind),
    area_words: champion.areas ?? '',
    certified_words: wordsForDate(champion.awarded_on),
    valid_words: wordsForDate(champion.valid_to),
    state_tag: stateTags[champion.state],
    listed_words: champion.may_be_listed ? 'Yes' : 'No',
  }))

const number = (count: number) => count.toLocaleString('en-GB')

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
    ['Organisation', names.organisation],
    ['Kind', filters.kind && sentenceCase(filters.kind)],
    ['Area', names.area],
    ['Name', filters.search],
  ]
  return lines.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}
