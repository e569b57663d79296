/** Rows to what the learner's pages show: pure. */
import { wordsForDate } from '../../lib/time.ts'
import type { AnswerFault, Attempt, AttemptQuestion, QuizVersionRow } from '../quizzes/index.ts'
import { kindOf, partField, sentenceParts } from '../quizzes/index.ts'
import { questionField, writeShown } from './forms.ts'
import type { Place } from './queries/progress.ts'
import type { ModuleProgress } from './rules.ts'
import { moduleHref, nextModule, triesLeft, whyNotPassed } from './rules.ts'

const myTraining = { href: '/my-training', text: 'My training' }

const lengthWords = (minutes: number) => (minutes === 1 ? 'About 1 minute' : `About ${minutes} minutes`)

/** What every page of a module shows around its content. */
export function modulePage({ enrolment, modules, module }: Place) {
  const next = nextModule(modules, module.id)
  const href = moduleHref(enrolment.course_id, module.id)
  return {
    title: module.title,
    back: myTraining,
    course_title: enrolment.course_title,
    place_words: `Module ${modules.indexOf(module) + 1} of ${modules.length}`,
    length_words: lengthWords(module.length_minutes),
    summary: module.summary,
    href,
    done_words: module.done_at && wordsForDate(module.done_at),
    first: module.first && { title: module.first.title, href: moduleHref(enrolment.course_id, module.first.id) },
    next: goOn(enrolment.course_id, next),
  }
}

/** What is said of the page itself: it may be the one that is read instead of another. */
export function readingPage({ enrolment, module, page_id }: Place, page: { title: string; length_minutes: number }) {
  const { course_id } = enrolment
  const isAlternative = page_id !== module.id
  return {
    title: page.title,
    length_words: lengthWords(page.length_minutes),
    href: moduleHref(course_id, page_id),
    stands_in_for: isAlternative ? { title: module.title, href: moduleHref(course_id, module.id) } : null,
    instead:
      !isAlternative && module.alternative
        ? { title: module.alternative.title, href: moduleHref(course_id, module.alternative.id) }
        : null,
  }
}

/** Where a learner goes after a module: the next one, or back to the overview after the last. */
function goOn(courseId: string, next: ModuleProgress | undefined) {
  if (!next) return { href: myTraining.href, text: 'Go to My training' }
  return { href: moduleHref(courseId, next.id), text: `Go on to “${next.title}”` }
}

const asQuestions = (count: number) => (count === 1 ? '1 question' : `${count} questions`)

/** Before a quiz: what it asks, what is needed, and where the person stands. */
export function quizIntro(place: Place, quiz: QuizVersionRow) {
  const standing = place.module.standing!
  const hasTried = standing.last_attempt_id !== null
  const canStart = standing.open_attempt_id !== null || standing.attempts_left !== 0
  return {
    ...modulePage(place),
    facts: [
      `${asQuestions(quiz.asked_count)}, with no time limit.`,
      `You pass with ${quiz.pass_percent}% or more.`,
      ...criticalFacts(quiz.critical_count),
      'Your answers are kept as you give them. You can stop and come back, and change them until you hand in.',
      quiz.attempts_allowed === null
        ? 'You can try as often as you like.'
        : `You can try ${quiz.attempts_allowed === 1 ? 'once' : `${quiz.attempts_allowed} times`}.`,
    ],
    is_passed: standing.is_passed,
    result_href: hasTried ? attemptHref(standing.last_attempt_id!) : null,
    last_words: hasTried && !standing.is_passed ? whyNotPassed(standing) : null,
    tries_words: hasTried && !standing.is_passed ? triesLeft(standing.attempts_left) : null,
    start_href: `${moduleHref(place.enrolment.course_id, place.module.id)}/attempts`,
    start_text: standing.open_attempt_id ? 'Carry on with the quiz' : hasTried ? 'Try again' : 'Start the quiz',
    can_start: canStart,
  }
}

function criticalFacts(count: number): string[] {
  if (count === 0) return []
  return ['Some questions are about keeping people safe. You pass only if you get those right, whatever your score.']
}

export const attemptHref = (attemptId: string): string => `/my-training/attempts/${attemptId}`

type Faults = { question_version_id: string; fault: AnswerFault }[]

/** The questions with what has been answered so far; `faults` names those that kept it from being handed in. */
export function attemptPage(attempt: Attempt, place: Place, tab: string, faults: Faults = []) {
  const href = attemptHref(attempt.id)
  const { title, course_title } = modulePage(place)
  return {
    title,
    back: myTraining,
    course_title,
    href,
    tab,
    shown: writeShown(attempt.questions),
    count_words: asQuestions(attempt.questions.length),
    unanswered_count: faults.length,
    questions: attempt.questions.map((question) => {
      const fault = faults.find((one) => one.question_version_id === question.question_version_id)?.fault
      return askedQuestion(question, attempt.questions.length, fault)
    }),
  }
}

function askedQuestion(question: AttemptQuestion, count: number, fault: AnswerFault | undefined) {
  const field = questionField(question.position)
  const kind = kindOf(question.kind)
  const isSentence = kind.answer === 'fields' && kind.layout === 'sentence'
  return {
    // A sentence with gaps stands below, with its fields in it.
    text: isSentence ? kind.words : question.text,
    field,
    number_words: `Question ${question.position} of ${count}`,
    may_choose_several: kind.answer === 'options' && kind.may_choose_several,
    hint: kind.learnerHint?.(question.text) ?? null,
    error: fault ? faultWords(question.position, fault) : null,
    options: question.options.map((option, index) => ({
      ...option,
      id: index === 0 ? field : `${field}-${option.value}`,
    })),
    sentence: isSentence ? sentenceParts(question.text) : null,
    parts: question.parts.map((part, index) => ({
      ...part,
      label: isSentence ? gapLabel(part.label, question.text, part.slot) : part.label,
      // The first has the id of the question, so that errors lead to it.
      id: index === 0 ? field : partField(field, index),
      name: partField(field, index),
    })),
  }
}

/** Heard without the sentence around it, a gap says what stands before and after it. */
function gapLabel(label: string, text: string, slot: number): string {
  const around = sentenceParts(text).map((part) => part.trim().split(/\s+/).filter(Boolean))
  const before = around[slot]!.slice(-6).join(' ')
  const after = around[slot + 1]!.slice(0, 6).join(' ')
  return [label, before && `after “${before}”`, after && `before “${after}”`].filter(Boolean).join(', ')
}

/** Why a question is not wholly answered, in words. */
export function faultWords(position: number, fault: AnswerFault): string {
  switch (fault) {
    case 'none':
      return `Question ${position} has no answer yet`
    case 'partly':
      return `Question ${position} is answered only in part`
    case 'same-place':
      return `Question ${position} has two things in the same place`
    case 'not-a-number':
      return `Question ${position} needs a number such as 1,250 or 3.5, with a point and without its unit`
  }
}

/** What became of an attempt, each question explained, and what to do next. */
export function resultPage(attempt: Attempt, place: Place, isCourseComplete: boolean) {
  const page = modulePage(place)
  const standing = place.module.standing!
  const isPassed = attempt.is_passed === true
  // Until the quiz is passed or over, a wrong answer is explained but the right one is not given away.
  const areRightShown = standing.is_passed || standing.attempts_left === 0
  return {
    ...page,
    title: isPassed ? 'You passed' : 'You have not passed yet',
    module_title: page.title,
    is_passed: isPassed,
    is_course_complete: isCourseComplete,
    score_words: `${attempt.points} of ${attempt.max_points} points: ${attempt.percent}%. ${attempt.pass_percent}% is needed.`,
    critical_words: isPassed ? null : criticalWords(attempt),
    tries_words: isPassed || standing.is_passed ? null : triesLeft(standing.attempts_left),
    passed_before: !isPassed && standing.is_passed,
    can_try_again: !standing.is_passed && standing.attempts_left !== 0,
    start_href: `${page.href}/attempts`,
    certificate_href: `/my-training/${place.enrolment.course_id}/certificate`,
    questions: attempt.questions.map((question) => answeredQuestion(question, attempt.questions.length, areRightShown)),
  }
}

function answeredQuestion(question: AttemptQuestion, count: number, areRightShown: boolean) {
  const marking = question.marking!
  const isRightShown = areRightShown || marking.is_right
  return {
    text: question.text,
    number_words: `Question ${question.position} of ${count}`,
    is_scored: question.points > 0,
    is_right: marking.is_right,
    is_partly_right: !marking.is_right && marking.points > 0,
    is_unanswered: question.given.every((one) => one === ''),
    is_critical: question.is_critical,
    points_words: `${marking.points} of ${question.points === 1 ? '1 point' : `${question.points} points`}`,
    explanation: marking.explanation,
    options: question.options.map((option) => ({
      text: option.text,
      is_chosen: option.is_chosen,
      is_right_shown: option.marking!.is_right && isRightShown,
      feedback: option.is_chosen ? option.marking!.feedback : '',
    })),
    parts: marking.checked.map(({ label, given, right, is_right }) => ({
      label,
      given_words: given === '' ? 'no answer' : given,
      is_right,
      right_words: is_right || !isRightShown ? null : right,
    })),
  }
}

function criticalWords(attempt: Attempt): string | null {
  const wrong = attempt.questions.filter((question) => question.is_critical && !question.marking!.is_right)
  if (wrong.length === 0) return null
  const numbers = wrong.map((question) => question.position)
  return numbers.length === 1
    ? `Question ${numbers[0]} must be right to pass, and it was not.`
    : `Questions ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)} must be right to pass, and they were not.`
}
