/** The evaluation of a session: its questions, when it is open, whom it asks, and when answers are shown: pure. */
import { addMinutes } from '../../../lib/time.ts'
import type { Mark } from './marks.ts'

const confidence = ['Not confident', 'A little confident', 'Fairly confident', 'Confident', 'Very confident']
const rating = (words: string[]) => words.map((text, index) => ({ value: String(index + 1), text }))

/** In the order of the page. */
export const evaluationQuestions = {
  useful: {
    text: 'How useful was the session for you?',
    options: rating(['Not useful', 'A little useful', 'Fairly useful', 'Useful', 'Very useful']),
  },
  supporting: {
    text: 'How confident are you now to support somebody who tells you about hate?',
    options: rating(confidence),
  },
  explaining: { text: 'How confident are you now to explain how to report it?', options: rating(confidence) },
  care: {
    text: 'Was anything upsetting handled well?',
    options: [
      { value: 'well', text: 'Yes' },
      { value: 'partly', text: 'Partly' },
      { value: 'not well', text: 'No' },
      { value: 'nothing upsetting', text: 'Nothing was upsetting to me' },
      { value: 'not said', text: 'I prefer not to say' },
    ],
  },
  pace: {
    text: 'How was the pace?',
    options: [
      { value: 'too slow', text: 'Too slow' },
      { value: 'right', text: 'About right' },
      { value: 'too fast', text: 'Too fast' },
    ],
  },
} as const satisfies Record<string, { text: string; options: readonly { value: string; text: string }[] }>

export type EvaluationQuestion = keyof typeof evaluationQuestions

export const changeQuestion = 'What should we change?'

export interface EvaluationAnswers {
  useful: number
  supporting: number
  explaining: number
  care: string
  pace: string
  change_text: string
}

/** People have left the meeting by then, and still remember it. */
export const asksAfterMinutes = 30

export const evaluationDays = 14

export const evaluationClosesAt = (endsAt: Date): Date => addMinutes(endsAt, evaluationDays * 24 * 60)

export type EvaluationState = 'cancelled' | 'early' | 'open' | 'closed'

/** Open from the moment the last part ends, for two weeks. */
export function evaluationStateOf(session: { ends_at: Date; cancelled_at: Date | null }, now: Date): EvaluationState {
  if (session.cancelled_at) return 'cancelled'
  if (now < session.ends_at) return 'early'
  return now < evaluationClosesAt(session.ends_at) ? 'open' : 'closed'
}

/** Marked as not there at every part. Who is not marked yet may have been. */
export const wasAway = (marks: (Mark | null)[]): boolean =>
  marks.every((mark) => mark === 'absent' || mark === 'excused')

/**
 * Whom the e-mail asks half an hour after the end, when most registers are still open: who is marked as there, or left
 * any trace of having been. In a room nobody leaves one, so there everyone who is not marked away is asked.
 */
export function tookPart(
  { marks, has_trace }: { marks: (Mark | null)[]; has_trace: boolean },
  mode: 'online' | 'in person',
): boolean {
  if (wasAway(marks)) return false
  const isMarked = marks.some((mark) => mark === 'present' || mark === 'late' || mark === 'left early')
  return isMarked || has_trace || mode === 'in person'
}

/** Fewer answers would point at people. Each further step is as large: nobody can see what one more answer changed. */
export const answersInStep = 5
