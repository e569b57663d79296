/** Rows to what the pages show on which a trainer marks: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import type { ToMarkRow, WrittenAttempt } from '../../quizzes/index.ts'
import { picturePage } from '../../quizzes/index.ts'
import { markField } from '../forms.ts'
import { drawWords } from './attempts.ts'

export const markingListPage = (attempts: ToMarkRow[]) =>
  attempts.map((attempt) => ({
    href: `/marking/${attempt.attempt_id}`,
    title: attempt.quiz_title,
    waiting_words: `Handed in on ${wordsForMoment(attempt.handed_in_at)}`,
  }))

export function markingPage(attempt: WrittenAttempt) {
  return {
    action: `/marking/${attempt.attempt_id}`,
    quiz_title: attempt.quiz_title,
    is_marked: attempt.is_marked,
    draw_words: drawWords(attempt),
    answers: attempt.answers.map((answer) => ({
      position: answer.position,
      text: answer.text,
      pictures: answer.pictures.map(picturePage),
      answer: answer.answer,
      explanation: answer.explanation,
      feedback_field: markField(answer.position, 'feedback'),
      lines: answer.rubric.map((line, index) => ({
        ...line,
        field: markField(answer.position, index),
        label: `${line.criterion}`,
        hint: line.points === 1 ? '0 or 1 point' : `0 to ${line.points} points`,
      })),
    })),
  }
}
