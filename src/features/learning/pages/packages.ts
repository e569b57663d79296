/** Rows to what the page before a package shows: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { DoneWhen, PackageRow } from '../../courses/index.ts'
import { doneWhenWords } from '../../courses/index.ts'
import type { States } from '../package-state.ts'
import { isPartDone, scoreOf, secondsOf } from '../package-state.ts'
import type { PackageRunRow } from '../queries/packages.ts'
import type { Place } from '../queries/progress.ts'
import { modulePage, readingPage } from './modules.ts'

interface Rule {
  title: string
  length_minutes: number
  done_when: DoneWhen | null
  min_percent: number | null
}

export function packageIntro(
  place: Place,
  module: Rule,
  opened: PackageRow,
  run: PackageRunRow | undefined,
  states: States,
) {
  const parts = opened.items.filter((item) => item.path !== null)
  const page = modulePage(place)
  return {
    ...page,
    instead: readingPage(place, module).instead,
    facts: [
      ...(parts.length === 1 ? [] : [`It has ${parts.length} parts.`]),
      doneWhenWords(module.done_when!, module.min_percent, parts.length),
      'What you do is saved as you go. You can stop at any time and carry on later.',
    ],
    so_far_words: run && states.size > 0 ? soFarWords(run, states, parts) : null,
    open_href: `${page.href}/package`,
    open_text: page.done_words ? 'Open it again' : states.size > 0 ? 'Carry on' : 'Start',
  }
}

/** `You began on 12 April 2027. 1 of 3 parts done. Time: 12 minutes. Score: 60%.` */
function soFarWords(run: PackageRunRow, states: States, parts: PackageRow['items']): string {
  const done = parts.filter((item) => isPartDone(states.get(item.id))).length
  const minutes = Math.round(secondsOf(states) / 60)
  const score = scoreOf(states)
  return [
    `You began on ${wordsForDate(run.started_at)}.`,
    ...(parts.length === 1 ? [] : [`${done} of ${parts.length} parts done.`]),
    ...(minutes === 0 ? [] : [`Time: ${minutes === 1 ? '1 minute' : `${minutes} minutes`}.`]),
    ...(score === null ? [] : [`Score: ${score}%.`]),
    ...([...states.values()].some((one) => one.success === 'failed') ? ['Not passed yet.'] : []),
  ].join(' ')
}
