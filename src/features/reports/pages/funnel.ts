/** The funnel as its templates show it: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { FunnelQuery } from '../forms.ts'
import type { FunnelPersonRow, FunnelRow, Grouping } from '../queries/funnel.ts'
import { groupings } from '../queries/funnel.ts'
import type { Step } from '../rules/funnel.ts'
import { share, steps, stepWords, sumOf } from '../rules/funnel.ts'
import { number } from './numbers.ts'

export const stepList = steps.map((step) => stepWords[step])

const groupingWords: Record<Grouping, string> = {
  organisation: 'Organisation',
  session: 'Live session',
  month: 'Month',
}

const none: Record<Grouping, string> = {
  organisation: 'No organisation',
  session: 'No place at a live session',
  month: 'No month',
}

export function funnelHref(path: string, asked: FunnelQuery, more: Record<string, string> = {}): string {
  const { programme, from, to, by } = asked
  return `${path}?${new URLSearchParams({ programme, from, to, by, ...more }).toString()}`
}

export const groupingItems = (asked: FunnelQuery) =>
  groupings.map((by) => ({
    text: `By ${groupingWords[by].toLowerCase()}`,
    href: funnelHref('/reports/funnel', { ...asked, by }),
    active: by === asked.by,
  }))

export const groupingHeading = (by: Grouping) => groupingWords[by]

const monthNames = 'January February March April May June July August September October November December'.split(' ')

function nameOf(row: FunnelRow, by: Grouping): string {
  if (row.key === null) return none[by]
  if (by === 'month') return `${monthNames[Number(row.key.slice(5)) - 1]} ${row.key.slice(0, 4)}`
  return row.starts_at ? `${row.name}, ${wordsForDate(row.starts_at)}` : (row.name ?? '')
}

function cells(counts: Record<Step, number>, asked: FunnelQuery, key: string | null | undefined) {
  const chosen: Record<string, string> = key === undefined ? {} : { key: key ?? 'none' }
  return steps.map((step) => ({
    label: stepWords[step],
    text: number(counts[step]),
    href: counts[step] > 0 ? funnelHref('/reports/funnel/people', asked, { ...chosen, step }) : null,
  }))
}

const shareWords = (counts: Record<Step, number>) => {
  const percent = share(counts.certified, counts.invited)
  return percent === null ? '' : `${percent}%`
}

export function funnelPage(found: FunnelRow[], asked: FunnelQuery) {
  const sum = sumOf(found)
  return {
    rows: found.map((row) => ({
      name: nameOf(row, asked.by),
      cells: cells(row, asked, row.key),
      share_words: shareWords(row),
    })),
    total: { name: 'All', cells: cells(sum, asked, undefined), share_words: shareWords(sum) },
    bars: steps.map((step, index) => {
      const next = steps[index + 1]
      const stopped = next ? sum[step] - sum[next] : 0
      return {
        label: stepWords[step],
        text: number(sum[step]),
        percent: share(sum[step], sum.invited) ?? 0,
        stopped_words: stopped > 0 ? `${number(stopped)} came no further` : '',
        stopped_href: stopped > 0 ? funnelHref('/reports/funnel/people', asked, { step, only: 'last' }) : null,
      }
    }),
  }
}

export const funnelPeoplePage = (people: FunnelPersonRow[]) =>
  people.map((person) => ({
    full_name: person.full_name,
    href: `/people/${person.id}`,
    organisation_words: person.organisation_name ?? 'None',
    entered_words: `${person.was_asked ? '' : 'Came by themselves, '}${wordsForDate(person.entered_at)}`,
    session_words: person.session_title ?? '',
    step_words: stepWords[steps[person.step - 1]!],
  }))

export const peopleTitle = (step: Step, isLast: boolean) =>
  isLast ? `${stepWords[step]}, and no further` : stepWords[step]
