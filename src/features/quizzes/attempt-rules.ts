/** The rules of an attempt: how often, how long, what counts, what is told; and each as the sentence a learner reads: pure. */
import { addMinutes } from '../../lib/time.ts'
import type { ExtraTime } from '../people/index.ts'
import { withExtraTime } from '../people/index.ts'

export const countings = ['best', 'last'] as const
export type Counting = (typeof countings)[number]

/** When it is told whether an answer is right; `never` tells that at the end, and the right answer never. */
export const feedbacks = ['at-once', 'end', 'never'] as const
export type Feedback = (typeof feedbacks)[number]

export interface AttemptRules {
  attempts_allowed: number | null
  /** Between two attempts. */
  delay_hours: number | null
  counts: Counting
  feedback: Feedback
  time_limit_minutes: number | null
}

export const defaultRules: AttemptRules = {
  attempts_allowed: null,
  delay_hours: null,
  counts: 'best',
  feedback: 'end',
  time_limit_minutes: null,
}

/** What is on its way when time is up still counts: a slow network, or a button pressed at the last moment. */
export const graceSeconds = 60

export interface Outage {
  started_at: Date
  ended_at: Date
}

/** How many minutes this person has; null where there is no limit. */
export const minutesAllowed = (limit: number | null, extra: ExtraTime): number | null =>
  limit === null ? null : withExtraTime(limit, extra)

/** When the time is up: so many minutes in which the server was there. `outages` may overlap and come in any order. */
export function endOfTime(startedAt: Date, minutes: number, outages: Outage[]): Date {
  let end = addMinutes(startedAt, minutes).getTime()
  let until = startedAt.getTime()
  for (const outage of outages.toSorted((a, b) => a.started_at.getTime() - b.started_at.getTime())) {
    const from = Math.max(until, outage.started_at.getTime())
    const to = outage.ended_at.getTime()
    if (from >= end) break
    if (to <= from) continue
    end += to - from
    until = to
  }
  return new Date(end)
}

/** Whether nothing more can be answered. */
export const isOver = (endsAt: Date | null, now: Date): boolean =>
  endsAt !== null && now.getTime() > endsAt.getTime() + graceSeconds * 1000

/** From when the next attempt may begin; null where it may begin now. */
export function nextAttemptAt(delayHours: number | null, lastHandedInAt: Date | null, now: Date): Date | null {
  if (delayHours === null || lastHandedInAt === null) return null
  const at = addMinutes(lastHandedInAt, delayHours * 60)
  return at <= now ? null : at
}

const countWords = (count: number, one: string): string => (count === 1 ? `1 ${one}` : `${count} ${one}s`)

export function delayWords(hours: number): string {
  return hours % 24 === 0 ? countWords(hours / 24, 'day') : countWords(hours, 'hour')
}

interface SaidRules extends AttemptRules {
  asked_count: number
  pass_percent: number
  critical_count: number
}

/** Every rule of a quiz in one plain sentence each, as they are for somebody with this extra time. */
export function ruleSentences(quiz: SaidRules, extra: ExtraTime): string[] {
  return [
    ...timeSentences(quiz, extra),
    `You pass with ${quiz.pass_percent}% or more.`,
    ...(quiz.critical_count === 0
      ? []
      : ['Some questions are about keeping people safe. You pass only if you get those right, whatever your score.']),
    quiz.time_limit_minutes !== null && minutesAllowed(quiz.time_limit_minutes, extra) !== null
      ? 'Your answers are kept as you give them. You can change them until you hand in; the time runs on if you leave.'
      : 'Your answers are kept as you give them. You can stop and come back, and change them until you hand in.',
    ...attemptSentences(quiz),
    feedbackSentence(quiz),
  ]
}

function timeSentences({ asked_count, time_limit_minutes }: SaidRules, extra: ExtraTime): string[] {
  const questions = countWords(asked_count, 'question')
  if (time_limit_minutes === null) return [`${questions}, with no time limit.`]
  const minutes = minutesAllowed(time_limit_minutes, extra)
  if (minutes === null) return [`${questions}, with no time limit for you.`]
  return [
    `${questions} in ${countWords(minutes, 'minute')}${extra === 'none' ? '' : ', with your extra time'}.`,
    'When the time is up, what you have answered is handed in by itself. If our website is away meanwhile, you get that time back.',
  ]
}

function attemptSentences({ attempts_allowed, delay_hours, counts }: AttemptRules): string[] {
  if (attempts_allowed === 1) return ['You can try once.']
  return [
    attempts_allowed === null ? 'You can try as often as you like.' : `You can try ${attempts_allowed} times.`,
    ...(delay_hours === null ? [] : [`After each try you wait ${delayWords(delay_hours)} before the next.`]),
    counts === 'best'
      ? 'Your best result counts.'
      : 'Your last result counts, even if an earlier one was better: trying again can take a pass away.',
  ]
}

function feedbackSentence({ feedback, attempts_allowed }: AttemptRules): string {
  switch (feedback) {
    case 'at-once':
      return 'You can check each answer as you go: you then see what is right, and can no longer change it.'
    case 'end':
      return attempts_allowed === 1
        ? 'Once you have handed in, you see which answers were right, and why.'
        : 'Once you have handed in, you see which of your answers were right. The right answers to the others are shown once you have passed or have no tries left.'
    case 'never':
      return 'Once you have handed in, you see which of your answers were right. The right answers to the others are not shown.'
  }
}
