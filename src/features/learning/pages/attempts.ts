/** Rows to what the pages of an attempt show: its questions, what is kept, the result: pure. */
import { wordsForDate, wordsForTime } from '../../../lib/time.ts'
import type { AnswerFault, Attempt, AttemptQuestion } from '../../quizzes/index.ts'
import { kindOf, partField, picturePage, sentenceParts } from '../../quizzes/index.ts'
import { questionField, stepField, writeShown } from '../forms.ts'
import type { Place } from '../queries/progress.ts'
import { triesLeft, waitingForMarks } from '../rules.ts'
import { attemptHref, modulePage, myTraining } from './modules.ts'

const asQuestions = (count: number) => (count === 1 ? '1 question' : `${count} questions`)

type Faults = { question_version_id: string; fault: AnswerFault }[]

interface Shown {
  tab: string
  now: Date
  /** What kept it from being handed in, or one answer from being checked. */
  faults: Faults
  is_handing_in: boolean
  /** One question a page: which, or 'end' for all answers before handing in; null shows all questions. */
  at: number | 'end' | null
}

/** The questions with what has been answered so far. */
export function attemptPage(attempt: Attempt, place: Place, { tab, now, faults, is_handing_in, at: asked }: Shown) {
  const href = attemptHref(attempt.id)
  const { title, course_title } = modulePage(place)
  const count = attempt.questions.length
  const at = typeof asked === 'number' && asked > count ? 'end' : asked
  const onPage = attempt.questions.filter((question) => at === null || question.position === at)
  const faultOf = (question: AttemptQuestion) =>
    faults.find((one) => one.question_version_id === question.question_version_id)?.fault
  return {
    title,
    back: myTraining,
    course_title,
    href,
    person_id: attempt.person_id,
    now: now.toISOString(),
    tab,
    shown: writeShown(attempt.questions),
    asked: onPage
      .filter((question) => question.marking === null)
      .map((question) => question.position)
      .join(','),
    at,
    previous: at === 'end' ? count : typeof at === 'number' && at > 1 ? at - 1 : null,
    next: typeof at === 'number' ? (at < count ? at + 1 : 'end') : null,
    count_words: asQuestions(count),
    can_check: attempt.feedback === 'at-once',
    clock: attempt.ends_at && clockOf(attempt.ends_at, attempt.minutes_allowed!),
    unanswered_count: is_handing_in ? faults.length : 0,
    questions: onPage.map((question) =>
      question.marking === null
        ? { ...askedQuestion(question, count, faultOf(question)), is_checked: false as const }
        : {
            ...answeredQuestion(question, count, true),
            field: questionField(question.position),
            is_checked: true as const,
          },
    ),
    // Before handing in, where questions come one a page.
    overview:
      at === 'end'
        ? attempt.questions.map((question) => ({
            field: questionField(question.position),
            text: question.text,
            number_words: numberWords(question, count),
            href: `${href}?question=${question.position}`,
            error: faultOf(question) ? faultWords(question.position, faultOf(question)!) : null,
            state_words: question.given.every((one) => one === '') ? 'No answer yet' : 'Answered',
          }))
        : null,
  }
}

/** Where the page of a case goes on reading: at what followed from the last choice. */
export const toldId = (position: number): string => `${questionField(position)}-told`

const numberWords = (question: AttemptQuestion, count: number): string => `Question ${question.position} of ${count}`

/** Until when, for people and for the script that counts down. */
const clockOf = (endsAt: Date, minutes: number) => ({
  ends_at: endsAt.toISOString(),
  words: `You have until ${wordsForTime(endsAt)}: ${minutes === 1 ? '1 minute' : `${minutes} minutes`} in all.`,
})

/** The time is up, and nobody has handed in yet. */
export function timeUpPage(attempt: Attempt, place: Place) {
  const { course_title } = modulePage(place)
  return {
    title: 'Your time is up',
    back: myTraining,
    course_title,
    href: attemptHref(attempt.id),
    ended_words: wordsForTime(attempt.ends_at!),
  }
}

function askedQuestion(question: AttemptQuestion, count: number, fault: AnswerFault | undefined) {
  const field = questionField(question.position)
  const kind = kindOf(question.kind)
  const isSentence = kind.answer === 'fields' && kind.layout === 'sentence'
  const story = question.story && storyPage(question.story, question.position)
  const hint = kind.learnerHint?.(question.text) ?? null
  const described = [
    ...(question.pictures.length > 0 ? [`${field}-pictures`] : []),
    ...(hint || fault ? [`${field}-hint`] : []),
  ]
  return {
    // A sentence with gaps stands below, with its fields in it.
    text: isSentence ? kind.words : question.text,
    field,
    position: question.position,
    number_words: numberWords(question, count),
    can_check: !kind.is_marked_by_hand && (story === null || story.open === null),
    story,
    may_choose_several: kind.answer === 'options' && kind.may_choose_several,
    hint,
    described_by: described.join(' ') || null,
    error: fault ? faultWords(question.position, fault) : null,
    pictures: question.pictures.map(picturePage),
    options: question.options.map((option, index) => ({
      ...option,
      pictures: option.pictures.map(picturePage),
      id: index === 0 ? field : `${field}-${option.value}`,
    })),
    sentence: isSentence ? sentenceParts(question.text) : null,
    parts: question.parts
      .map((part, index) => ({
        ...part,
        label: isSentence ? gapLabel(part.label, question.text, part.slot) : part.label,
        // The first has the id of the question, so that errors lead to it; so has the open step.
        id: index === (story?.open ?? 0) ? field : partField(field, index),
        name: partField(field, index),
      }))
      .filter((part) => story === null || part.slot === story.open),
  }
}

/** A case so far: what was chosen and what followed, and which step is open; null once all was told. */
function storyPage({ told, of }: NonNullable<AttemptQuestion['story']>, position: number) {
  return {
    told: told.map((step, index) => ({
      ...step,
      number_words: `Step ${index + 1} of ${of}`,
      id: index === told.length - 1 ? toldId(position) : null,
    })),
    open: told.length < of ? told.length : null,
    open_words: `Step ${told.length + 1} of ${of}`,
    step_field: stepField(position),
    button_words: told.length + 1 === of ? 'See how it ends' : 'Go on',
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
    case 'no-step':
      return `Question ${position}: choose what to do, then go on`
    case 'not-a-number':
      return `Question ${position} needs a number such as 1,250 or 3.5, with a point and without its unit`
  }
}

/** What became of an attempt, each question explained, and what to do next. */
export function resultPage(attempt: Attempt, place: Place, isCourseComplete: boolean) {
  const page = modulePage(place)
  const standing = place.module.standing!
  const isPassed = attempt.is_passed === true
  const isWaiting = attempt.points === null
  // Until the quiz is passed or over, a wrong answer is explained but the right one is not given away.
  const areRightShown =
    attempt.feedback === 'at-once' ||
    (attempt.feedback === 'end' && (standing.is_passed || standing.attempts_left === 0))
  return {
    ...page,
    title: isWaiting ? 'Handed in' : isPassed ? 'You passed' : 'You have not passed yet',
    module_title: page.title,
    is_passed: isPassed,
    is_course_complete: isCourseComplete,
    is_waiting: isWaiting,
    score_words: isWaiting
      ? waitingForMarks
      : `${attempt.points} of ${attempt.max_points} points: ${attempt.percent}%. ${attempt.pass_percent}% is needed.`,
    critical_words: isPassed || isWaiting ? null : criticalWords(attempt),
    tries_words: isPassed || isWaiting || standing.is_passed ? null : triesLeft(standing),
    rescored_words: rescoredWords(attempt),
    passed_before: !isPassed && standing.is_passed,
    pass_lost: !isPassed && !isWaiting && attempt.counts === 'last' && attempt.number > 1 && !standing.is_passed,
    can_try_again:
      !isWaiting && !standing.is_passed && standing.attempts_left !== 0 && standing.next_attempt_at === null,
    time_words: attempt.is_time_up
      ? `Your time was up at ${wordsForTime(attempt.handed_in_at!)}: what you had answered by then was handed in.`
      : null,
    draw_words: drawWords(attempt),
    start_href: `${page.href}/attempts`,
    certificate_href: `/my-training/${place.enrolment.course_id}/certificate`,
    questions: attempt.questions.map((question) =>
      answeredQuestion(question, attempt.questions.length, areRightShown, attempt.feedback !== 'never'),
    ),
  }
}

/** For who wonders why these questions: what a trainer needs to draw them once more. */
export const drawWords = ({ seed, quiz_number }: { seed: string; quiz_number: number }): string =>
  `The questions were drawn by chance, with the seed ${seed} from version ${quiz_number} of the quiz. With it a trainer can draw the same ones again.`

/** A question was put right after this was handed in. */
function rescoredWords({ rescorings, points, max_points }: Attempt): string | null {
  const first = rescorings[0]
  const last = rescorings.at(-1)
  if (!first || !last) return null
  return `A question was put right on ${wordsForDate(last.decided_at)}, and this was marked again: before, you had ${first.before_points} of ${first.before_max_points} points; now you have ${points} of ${max_points}.`
}

/** `mayExplain`: the explanation of a wrong answer may give the right one away. */
function answeredQuestion(question: AttemptQuestion, count: number, areRightShown: boolean, mayExplain = true) {
  const marking = question.marking!
  const isRightShown = areRightShown || marking.is_right
  return {
    text: question.text,
    pictures: question.pictures.map(picturePage),
    number_words: numberWords(question, count),
    is_scored: question.points > 0,
    is_right: marking.is_right,
    is_partly_right: !marking.is_right && marking.points > 0,
    is_unanswered: question.given.every((one) => one === ''),
    is_critical: question.is_critical,
    points_words: `${marking.written?.is_waiting ? 'out' : marking.points} of ${question.points === 1 ? '1 point' : `${question.points} points`}`,
    written: marking.written && {
      ...marking.written,
      answer: question.given[0] ?? '',
      lines: marking.written.lines.map((line) => ({
        criterion: line.criterion,
        words: line.points === null ? `out of ${line.of}` : `${line.points} of ${line.of}`,
      })),
    },
    explanation: mayExplain || marking.is_right ? marking.explanation : '',
    explanation_pictures: mayExplain || marking.is_right ? marking.explanation_pictures.map(picturePage) : [],
    scale_words: question.points > 0 ? null : scaleWords(question.options),
    options: listedOptions(question).map((option) => ({
      text: option.text,
      pictures: option.pictures.map(picturePage),
      is_chosen: option.is_chosen,
      is_right_shown: option.marking!.is_right && isRightShown,
      feedback: option.is_chosen ? option.marking!.feedback : '',
      feedback_pictures: option.is_chosen ? option.marking!.feedback_pictures.map(picturePage) : [],
    })),
    parts: (marking.written ? [] : marking.checked).map(({ label, given, right, is_right }, index) => ({
      label,
      after: question.story?.told[index]?.after ?? '',
      is_unanswered: given === '',
      given_words: given,
      is_right,
      right_words: is_right || !isRightShown ? null : right,
    })),
  }
}

/** A scale is told in one sentence: of its places only those with a picture are worth a line. */
const listedOptions = ({ points, options }: AttemptQuestion) =>
  options.filter(({ pictures }) => points > 0 || pictures.length > 0)

function scaleWords(options: { text: string; is_chosen: boolean }[]): string | null {
  if (options.length === 0) return null
  const scale = `On a scale from “${options[0]!.text}” to “${options.at(-1)!.text}”`
  const chosen = options.find(({ is_chosen }) => is_chosen)
  return chosen ? `${scale}, you chose “${chosen.text}”.` : `${scale}: no answer.`
}

function criticalWords(attempt: Attempt): string | null {
  const wrong = attempt.questions.filter((question) => question.is_critical && !question.marking!.is_right)
  if (wrong.length === 0) return null
  const numbers = wrong.map((question) => question.position)
  return numbers.length === 1
    ? `Question ${numbers[0]} must be right to pass, and it was not.`
    : `Questions ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)} must be right to pass, and they were not.`
}
