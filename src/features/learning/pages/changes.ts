/** What changed in a course, for those who were asked to read it or to do something again: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import { blocksOf } from '../../courses/index.ts'
import type { ChangeReadingRow, ChangeTextRow } from '../queries/changes.ts'
import { changeHref } from '../rules.ts'
import { myTraining } from './modules.ts'

/** What was written of each change, above what is to be done again because of it. */
export const changeTexts = (changes: ChangeTextRow[]) =>
  changes.map(({ number, what_changed }) => ({
    title: `What changed in version ${number}`,
    blocks: blocksOf(what_changed),
  }))

export function changePage(reading: ChangeReadingRow) {
  return {
    title: 'What changed',
    back: myTraining,
    course_title: reading.course_title,
    asked_words: `Version ${reading.number} of the course, ${wordsForDate(reading.asked_at)}.`,
    is_required: reading.is_required,
    blocks: blocksOf(reading.what_changed),
    href: changeHref(reading.course_version_id),
    done_words: reading.done_at && wordsForDate(reading.done_at),
  }
}
