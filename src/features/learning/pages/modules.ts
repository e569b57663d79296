/** Rows to what the pages of a module show, a quiz before it begins included: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { ExtraTime } from '../../people/index.ts'
import type { QuizVersionRow } from '../../quizzes/index.ts'
import { ruleSentences } from '../../quizzes/index.ts'
import type { Place } from '../queries/progress.ts'
import type { ModuleProgress } from '../rules.ts'
import { changedWords, moduleHref, nextModule, opensWords, triesLeft, waitingForMarks, whyNotPassed } from '../rules.ts'

export const myTraining = { href: '/my-training', text: 'My training' }

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
    changed_words: changedWords(module),
    opens_words: module.is_open ? null : opensWords(module),
    or_live_words:
      module.or_live && !module.is_done
        ? `Or attend ${module.or_live.percent}% of “${module.or_live.title}”: that counts the same.`
        : null,
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

/** A sentence for who reads what should have been checked by now; null while it is in time. */
export const overdueWords = (reviewBy: string | null, today: string): string | null =>
  reviewBy !== null && reviewBy < today
    ? `This was to be checked by ${wordsForDate(reviewBy)}, and nobody has said yet that it was. The law may have changed since.`
    : null

/** Where a learner goes after a module: the next one, or back to the overview after the last. */
function goOn(courseId: string, next: ModuleProgress | undefined) {
  if (!next) return { href: myTraining.href, text: 'Go to My training' }
  return { href: moduleHref(courseId, next.id), text: `Go on to “${next.title}”` }
}

/** Before a quiz: what it asks, what is needed, and where the person stands. */
export function quizIntro(place: Place, quiz: QuizVersionRow, extra: ExtraTime) {
  const standing = place.module.standing!
  const hasTried = standing.last_attempt_id !== null
  const isWaiting = standing.is_waiting_for_marks && standing.open_attempt_id === null
  const canStart =
    !isWaiting &&
    (standing.open_attempt_id !== null || (standing.attempts_left !== 0 && standing.next_attempt_at === null))
  return {
    ...modulePage(place),
    facts: ruleSentences(quiz, extra),
    is_passed: standing.is_passed,
    result_href: hasTried ? attemptHref(standing.last_attempt_id!) : null,
    last_words: !hasTried || standing.is_passed ? null : isWaiting ? waitingForMarks : whyNotPassed(standing),
    tries_words: hasTried && !standing.is_passed && !isWaiting ? triesLeft(standing) : null,
    start_href: `${moduleHref(place.enrolment.course_id, place.module.id)}/attempts`,
    start_text: standing.open_attempt_id ? 'Carry on with the quiz' : hasTried ? 'Try again' : 'Start the quiz',
    can_start: canStart,
    again_hint:
      quiz.counts === 'best'
        ? 'You keep your pass, whatever the new result.'
        : 'Your last result counts: a worse one takes your pass away.',
  }
}

export const attemptHref = (attemptId: string): string => `/my-training/attempts/${attemptId}`
