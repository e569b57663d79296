/** Rows to what the page shows on which a wrong question is put right: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { getRescoringTarget, RescoringEffect, ShownPicture } from '../../quizzes/index.ts'
import { percentOf, picturePage } from '../../quizzes/index.ts'

export interface RescoredAttempt {
  title: string
  was_words: string
  now_words: string
}

const mostRows = 500

export const marksWords = ({ points, max_points, is_passed }: RescoringEffect['before']): string =>
  `${points} of ${max_points} points (${percentOf(points, max_points)}%), ${is_passed ? 'passed' : 'not passed'}`

export const rescoredAttempt = (effect: RescoringEffect): RescoredAttempt => ({
  title: `${effect.quiz_title}, try ${effect.number}`,
  was_words: marksWords(effect.before),
  now_words: marksWords(effect.after),
})

const counted: [RescoringEffect['change'], string][] = [
  ['passes', 'would pass now'],
  ['fails', 'would fail now'],
  ['better', 'would have more, with no change of pass or fail'],
  ['worse', 'would have less, with no change of pass or fail'],
  ['same', 'would have the same'],
  ['unreadable', 'answered with choices that the question no longer has, and keep their marks'],
]

const changeWords: Partial<Record<RescoringEffect['change'], string>> = { passes: 'Passes now', fails: 'Fails now' }

const modeWords = { 're-score': 'everything was marked again', 'never-lower': 'nobody’s result was lowered' }

interface Shown {
  text: string
  pictures: ShownPicture[]
  target: Awaited<ReturnType<typeof getRescoringTarget>>
  effects: RescoringEffect[]
  seen: string
  /** Certificates in good standing, by person. */
  certificates: Map<string, string[]>
}

/** First who would fail, then who would pass; others are counted. */
export function rescoringPage({ text, pictures, target, effects, seen, certificates }: Shown) {
  const told = [...effects.filter((one) => one.change === 'fails'), ...effects.filter((one) => one.change === 'passes')]
  const { decided, attempts } = target
  return {
    text,
    pictures: pictures.map(picturePage),
    number: target.number,
    question_version_id: target.question_version_id,
    seen,
    decided_words: decided
      ? `Decided on ${wordsForDate(decided.decided_at)}${decided.decided_by_name ? ` by ${decided.decided_by_name}` : ''}: ${modeWords[decided.mode]}. ${decided.reason}`
      : null,
    attempts_words:
      attempts === 0
        ? 'No attempt is marked by an earlier version.'
        : `${attempts === 1 ? '1 attempt is' : `${attempts} attempts are`} marked by an earlier version.`,
    counts: counted.flatMap(([change, words]) => {
      const count = effects.filter((one) => one.change === change).length
      return count === 0 ? [] : [{ words, count }]
    }),
    rows: told.slice(0, mostRows).map((effect) => ({
      full_name: effect.full_name,
      quiz_title: effect.quiz_title,
      number: effect.number,
      was_words: marksWords(effect.before),
      now_words: marksWords(effect.after),
      change_words: changeWords[effect.change]!,
      certificate_words: (certificates.get(effect.person_id) ?? []).join(', '),
    })),
    more_words: told.length > mostRows ? `The first ${mostRows} of ${told.length} are shown.` : null,
  }
}
