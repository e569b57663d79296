/** The pack that answers a request for information: counts with those withheld that might point at somebody: pure. */
import { instantToWall, wordsForDate } from '../../../lib/time.ts'
import { organisationKinds, sentenceCase } from '../../organisations/index.ts'
import { number } from '../pages/numbers.ts'
import type { EventRow, KindCount, Period } from '../queries/foi.ts'
import { least, publish } from '../rules/disclosure.ts'

export interface PackFacts {
  force_name: string
  period: Period
  events: EventRow[]
  trained: KindCount[]
  certificates: KindCount[]
  now: Date
}

/** A figure as it is published: withheld where it is null. */
export interface Figure {
  value: number | null
  words: string
}

const figure = (value: number | null): Figure => ({ value, words: value === null ? 'Withheld' : number(value) })

const kindNames = [...organisationKinds, null]
const kindWords = (kind: string | null) => (kind === null ? 'No organisation' : sentenceCase(kind))

/** In one order, the kinds that have none among them: leaving one out would say that it has none. */
const byKind = (counts: KindCount[]) => kindNames.map((kind) => counts.find((one) => one.kind === kind)?.count ?? 0)

export type Pack = ReturnType<typeof packOf>

export function packOf({ force_name, period, events, trained, certificates, now }: PackFacts) {
  const closed = events.filter((event) => event.is_closed)
  const people = publish([closed.map((event) => event.trained), byKind(trained)])
  const awarded = publish([byKind(certificates)])
  const figures = new Map(closed.map((event, index) => [event, figure(people.lists[0]![index]!)]))
  const isWithheld = [...people.lists, ...awarded.lists].flat().includes(null)
  return {
    title: `Hate crime training, ${wordsForDate(period.from)} to ${wordsForDate(period.to)}`,
    force_name,
    period,
    made_words: wordsForDate(now),
    events: events.map((event) => ({
      date: instantToWall(event.starts_at).date,
      date_words: wordsForDate(event.starts_at),
      type: event.course_title ?? 'Not part of a course',
      course_kind: event.course_kind === null ? '' : sentenceCase(event.course_kind),
      mode: sentenceCase(event.mode),
      mandatory: event.is_mandatory ? 'Mandatory' : 'Not mandatory',
      audience: sentenceCase(event.audience),
      trained: figures.get(event) ?? { value: null, words: 'Register not closed yet' },
    })),
    trained_total: figure(people.total),
    trained_kinds: kindNames.map((kind, index) => ({
      name: kindWords(kind),
      figure: figure(people.lists[1]![index]!),
    })),
    certificates_total: figure(awarded.total),
    certificates_kinds: kindNames.map((kind, index) => ({
      name: kindWords(kind),
      figure: figure(awarded.lists[0]![index]!),
    })),
    notes: [
      'Trained: marked as having been there on a closed register. Somebody who came to two events counts at both.',
      `Figures from 1 to ${least - 1} are withheld, so that nobody can be recognised.`,
      ...(isWithheld
        ? [
            'Where the total would give such a figure away, a larger one is withheld as well. Totals include what is withheld.',
          ]
        : []),
    ],
  }
}

/** One table for both: a line for each figure, so that a program can read it without knowing where a part begins. */
export function packCsv(pack: Pack): string[][] {
  const definition = pack.notes.join(' ')
  const line = (...cells: string[]) => [...cells, definition]
  const value = (one: Figure) => (one.value === null ? one.words.toLowerCase() : String(one.value))
  return [
    [
      'figure',
      'date',
      'type',
      'course',
      'mode',
      'mandatory',
      'internal or external',
      'kind of organisation',
      'number',
      'how it is counted',
    ],
    ...pack.events.map((event) =>
      line(
        'people trained at an event',
        event.date,
        event.type,
        event.course_kind,
        event.mode,
        event.mandatory,
        event.audience,
        '',
        value(event.trained),
      ),
    ),
    ...pack.trained_kinds.map((one) =>
      line('people trained by kind', '', '', '', '', '', '', one.name, value(one.figure)),
    ),
    line('people trained in all', '', '', '', '', '', '', '', value(pack.trained_total)),
    ...pack.certificates_kinds.map((one) =>
      line('certificates awarded by kind', '', '', '', '', '', '', one.name, value(one.figure)),
    ),
    line('certificates awarded in all', '', '', '', '', '', '', '', value(pack.certificates_total)),
  ]
}
