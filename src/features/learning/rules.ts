/** Which modules are open, and what each step of a course says about itself: pure. */
import { wordsForDate, wordsForMoment } from '../../lib/time.ts'
import type { AttendanceRow, Marked } from '../attendance/index.ts'
import type { ModuleKind } from '../courses/index.ts'
import { lastMinutesWords } from '../courses/index.ts'
import type { EndedBookingRow, UpcomingRow } from '../live-sessions/index.ts'
import type { QuizStanding } from '../quizzes/index.ts'

export interface ModuleFacts {
  id: string
  key: string
  position: number
  kind: ModuleKind
  title: string
  summary: string
  length_minutes: number
  quiz_version_id: string | null
  /** When the page was marked as done, or the quiz was first passed. */
  done_at: Date | null
  /** When it was done as an earlier version had it, where it says something else now; and the number of that version. */
  done_before?: Date | null
  done_before_in?: number | null
  /** Where the person stands with the quiz; null for a page. */
  standing: QuizStanding | null
  /** A page that can be read instead, for who would rather not read this one. */
  alternative: { id: string; title: string } | null
  /** The day it opens; null opens it with the course. */
  opens_on: string | null
  /** A live part that may be attended instead, and how much of it. */
  or_live: { title: string; percent: number } | null
}

type Unpaired = Omit<ModuleFacts, 'alternative'> & { instead_of: string | null }

/** A page that stands in for another is no step of its own: whoever has done it has done the other. */
export function withAlternatives(modules: Unpaired[]): ModuleFacts[] {
  return modules
    .filter((module) => module.instead_of === null)
    .map(({ instead_of: _, ...module }) => {
      const others = modules.filter((one) => one.instead_of === module.key)
      const before = [module, ...others].find((one) => one.done_before)
      return {
        ...module,
        done_at: module.done_at ?? others.find((one) => one.done_at !== null)?.done_at ?? null,
        done_before: before?.done_before ?? null,
        done_before_in: before?.done_before_in ?? null,
        alternative: others[0] ? { id: others[0].id, title: others[0].title } : null,
      }
    })
}

export interface ModuleProgress extends ModuleFacts {
  is_done: boolean
  is_open: boolean
  /** What must be done first; null where nothing must. */
  first: { id: string; title: string } | null
  /** The day it opens, while that is still to come. */
  waits_until: string | null
}

/** In a fixed order a module opens when all before it are done, and none before its day; what is done stays open. */
export function progressThrough(modules: ModuleFacts[], isFixedOrder: boolean, today: string): ModuleProgress[] {
  const firstUndone = modules.find((module) => module.done_at === null)
  return modules.map((module) => {
    const isDone = module.done_at !== null
    const isNext = isDone || !isFixedOrder || module.id === firstUndone?.id
    const waitsUntil = !isDone && module.opens_on !== null && module.opens_on > today ? module.opens_on : null
    return {
      ...module,
      is_done: isDone,
      is_open: isNext && waitsUntil === null,
      first: isNext ? null : firstUndone!,
      waits_until: waitsUntil,
    }
  })
}

/** The module that comes after this one; none after the last. */
export function nextModule(modules: ModuleProgress[], moduleId: string): ModuleProgress | undefined {
  return modules[modules.findIndex((module) => module.id === moduleId) + 1]
}

/** Where to carry on: the first module that is open and not done. */
export function currentModule(modules: ModuleProgress[]): ModuleProgress | undefined {
  return modules.find((module) => module.is_open && !module.is_done)
}

export interface Step {
  kind: 'module' | 'quiz' | 'live'
  /** The module's or the live part's. */
  id: string
  title: string
  is_done: boolean
  /** open: the person can do it now; waiting: it is somebody else's turn; locked: something else comes first. */
  state: 'done' | 'open' | 'waiting' | 'locked'
  /** One sentence: when it was done, or what is missing. */
  words: string
  href: string | null
  /** Where a person sees how they were marked, and can say that it is wrong. */
  why: { href: string; text: string } | null
  done_at: Date | null
}

export const moduleHref = (courseId: string, moduleId: string): string => `/my-training/${courseId}/modules/${moduleId}`

export function moduleStep(module: ModuleProgress, courseId: string): Step {
  const { kind, words, state } = module.standing ? quizWords(module, module.standing) : pageWords(module)
  return {
    kind,
    id: module.id,
    title: module.title,
    is_done: module.is_done,
    state,
    words,
    href: state === 'locked' ? null : moduleHref(courseId, module.id),
    why: null,
    done_at: module.done_at,
  }
}

export const changeHref = (versionId: string): string => `/my-training/changes/${versionId}`

/** Reading what changed since one began: a step like a module. */
export function changeStep(reading: { course_version_id: string; number: number; done_at: Date | null }): Step {
  const isDone = reading.done_at !== null
  return {
    kind: 'module',
    id: reading.course_version_id,
    title: `What changed in version ${reading.number}`,
    is_done: isDone,
    state: isDone ? 'done' : 'open',
    words: isDone
      ? `Read on ${wordsForDate(reading.done_at!)}.`
      : 'The course has changed since you began. Read what is different.',
    href: changeHref(reading.course_version_id),
    why: null,
    done_at: reading.done_at,
  }
}

type Said = Pick<Step, 'kind' | 'words' | 'state'>

/** Why a module is not open yet, in one sentence. */
export function opensWords({ first, waits_until }: ModuleProgress): string {
  const day = waits_until && wordsForDate(waits_until)
  if (first && day) return `Opens on ${day}, when you have finished “${first.title}”.`
  return first ? `Opens when you have finished “${first.title}”.` : `Opens on ${day}.`
}

/** For who did it once and is to do it again; null for everybody else. */
export function changedWords({
  kind,
  done_at,
  done_before,
}: Pick<ModuleFacts, 'kind' | 'done_at' | 'done_before'>): string | null {
  if (done_at !== null || !done_before) return null
  return `It has changed since you ${kind === 'quiz' ? 'passed' : 'did'} it on ${wordsForDate(done_before)}.`
}

/** The earliest version in which something was done that is to be done again; null where nothing is. */
export function doneAgainSince(modules: Pick<ModuleFacts, 'done_at' | 'done_before_in'>[]): number | null {
  const numbers = modules.flatMap(({ done_at, done_before_in }) =>
    done_at === null && done_before_in ? [done_before_in] : [],
  )
  return numbers.length > 0 ? Math.min(...numbers) : null
}

const withChanged = (module: ModuleProgress, words: string): string =>
  [changedWords(module), words].filter(Boolean).join(' ')

function whatToDo({ kind, or_live }: ModuleProgress): string {
  if (kind === 'package') return 'Open it and go through it to the end.'
  if (!or_live) return 'Read it and mark it as done.'
  return `Read it and mark it as done, or attend ${or_live.percent}% of “${or_live.title}”.`
}

function pageWords(module: ModuleProgress): Said {
  const kind = 'module'
  if (module.done_at) return { kind, state: 'done', words: `Done on ${wordsForDate(module.done_at)}.` }
  if (!module.is_open) return { kind, state: 'locked', words: opensWords(module) }
  return { kind, state: 'open', words: withChanged(module, whatToDo(module)) }
}

function quizWords(module: ModuleProgress, standing: QuizStanding): Said {
  const kind = 'quiz'
  if (module.done_at) return { kind, state: 'done', words: `Passed on ${wordsForDate(module.done_at)}.` }
  if (!module.is_open) return { kind, state: 'locked', words: opensWords(module) }
  if (standing.open_attempt_id)
    return { kind, state: 'open', words: 'You have begun. Answer the questions and hand them in.' }
  if (standing.is_waiting_for_marks) return { kind, state: 'waiting', words: waitingForMarks }
  if (standing.last_percent === null)
    return {
      ...{ kind, state: 'open' },
      words: withChanged(module, `Answer the questions. You pass with ${standing.pass_percent}%.`),
    }
  return {
    kind,
    state: standing.attempts_left === 0 || standing.next_attempt_at ? 'waiting' : 'open',
    words: `${whyNotPassed(standing)} ${triesLeft(standing)}`,
  }
}

export const waitingForMarks =
  'Handed in and waiting to be marked: a trainer reads what you wrote, and you get an email then.'

export function whyNotPassed(standing: {
  pass_percent: number
  last_percent: number | null
  is_critical_right_last: boolean | null
}): string {
  const isEnough = (standing.last_percent ?? 0) >= standing.pass_percent
  if (isEnough && !standing.is_critical_right_last)
    return `Not passed yet: you had ${standing.last_percent}%, but a question that must be right was not.`
  return `Not passed yet: you had ${standing.last_percent}%, and ${standing.pass_percent}% is needed.`
}

export function triesLeft({
  attempts_left: left,
  next_attempt_at,
}: Pick<QuizStanding, 'attempts_left' | 'next_attempt_at'>): string {
  if (left !== 0 && next_attempt_at) return `You can try again from ${wordsForMoment(next_attempt_at)}.`
  if (left === null) return 'You can try again as often as you like.'
  if (left === 0) return 'You have no tries left: ask the team that runs this training for help.'
  return left === 1 ? 'You can try once more.' : `You can try ${left} more times.`
}

export interface LivePartFacts {
  live_part_id: string
  title: string
  attendance_percent: number
  /** Must be there in the last so many minutes; null: need not. */
  last_minutes: number | null
  attended: AttendanceRow | undefined
  upcoming: UpcomingRow | undefined
  /** The last booking that came to nothing; asked for only where nothing else is known. */
  ended?: EndedBookingRow | undefined
}

/** Who left early was not there at the end, whatever the minutes. */
const isAttended = (attended: AttendanceRow, part: LivePartFacts): boolean =>
  attended.percent >= part.attendance_percent && !(part.last_minutes !== null && attended.mark === 'left early')

/** A live part is done when a closed register shows what the course asks for: a share of it, perhaps its end. */
export function liveStep(part: LivePartFacts): Step {
  const { attended, upcoming } = part
  const step = {
    ...{ kind: 'live' as const, id: part.live_part_id, title: part.title, done_at: null, is_done: false },
    why: attended ? whyLink(attended) : null,
  }
  if (attended?.is_register_closed && isAttended(attended, part))
    return {
      ...step,
      is_done: true,
      state: 'done',
      words: `Attended on ${wordsForDate(attended.starts_at)}.`,
      href: null,
      why: null,
      done_at: attended.ends_at,
    }
  if (upcoming)
    return {
      ...step,
      state: 'waiting',
      words: upcoming.is_waiting
        ? `You are on the waiting list for ${wordsForMoment(upcoming.starts_at)}.`
        : `You have a place on ${wordsForMoment(upcoming.starts_at)}.`,
      href: `/live-sessions/${upcoming.live_session_id}`,
    }
  if (attended && !attended.is_register_closed)
    return {
      ...step,
      state: 'waiting',
      words: `You had a place on ${wordsForDate(attended.starts_at)}. It counts once the trainer has closed the register.`,
      href: null,
    }
  return {
    ...step,
    state: 'open',
    words: attended
      ? `${whyNotAttended(attended, part)} Book another one.`
      : part.ended
        ? `${whyNoPlace(part.ended)} Book another one.`
        : 'Book a place and take part.',
    href: '/live-sessions',
  }
}

const whyLink = ({ part_id, starts_at, is_register_closed }: AttendanceRow) => ({
  href: `/attendance/${part_id}`,
  text: is_register_closed
    ? `See why, and say if it is wrong: ${wordsForDate(starts_at)}`
    : `See what was seen of you on ${wordsForDate(starts_at)}`,
})

function whyNoPlace({ ended_by, starts_at }: EndedBookingRow): string {
  const when = wordsForMoment(starts_at)
  switch (ended_by) {
    case 'self':
      return `You cancelled your booking for ${when}.`
    case 'other':
      return `Your booking for ${when} was cancelled.`
    case 'session':
      return `The live session on ${when} was cancelled.`
    case 'postponement':
      return `The live session on ${when} is postponed. You keep your place for the new date, unless you want another.`
  }
}

function whyNotAttended(attended: AttendanceRow, { attendance_percent, last_minutes }: LivePartFacts): string {
  const day = wordsForDate(attended.starts_at)
  if (attended.mark === 'excused') return `You were excused on ${day}.`
  if (attended.mark === 'left early' && last_minutes !== null && attended.percent >= attendance_percent)
    return `You left early on ${day}, and being there in ${lastMinutesWords(last_minutes)} is needed.`
  if (attended.percent === 0 || attended.minutes === null) return `You were not there on ${day}.`
  return `You were there for ${attended.minutes} of ${attended.of_minutes} minutes on ${day}, and ${attendance_percent}% is needed.`
}

/** Everything is done, and since when: the moment of the last fact. A course without steps is never complete. */
export function completionFrom(steps: Step[]): { is_complete: boolean; completed_at: Date | null } {
  const isComplete = steps.length > 0 && steps.every((step) => step.is_done)
  const last = Math.max(...steps.map((step) => step.done_at?.getTime() ?? 0))
  return { is_complete: isComplete, completed_at: isComplete ? new Date(last) : null }
}

/** How a mark is told to the person it is about. */
export function attendedWords({ mark, minutes }: Marked, of: number): string {
  const there = minutes === null ? '' : ` You were there for ${minutes} of ${of} minutes.`
  switch (mark) {
    case 'present':
      return `You are marked as present.${there}`
    case 'late':
      return `You are marked as having come late.${there}`
    case 'left early':
      return `You are marked as having left early.${there}`
    case 'absent':
      return 'You are marked as absent.'
    case 'excused':
      return 'You are excused.'
  }
}

/** What is next in the course, in at most two sentences. */
export function nextWords(steps: Step[]): { is_complete: boolean; title: string | null; words: string } {
  const next = steps.find((step) => step.state === 'open') ?? steps.find((step) => !step.is_done)
  return next
    ? { is_complete: false, title: next.title, words: next.words }
    : { is_complete: true, title: null, words: 'You have done everything that the course asks for.' }
}
