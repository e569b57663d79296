/** A person's training at a glance: what is next, what is done, what a certificate still needs: pure. */
import {
  minutesBetween,
  wordsForDate,
  wordsForDay,
  wordsForMoment,
  wordsForRange,
  wordsForTime,
} from '../../../lib/time.ts'
import { certificatePage } from '../../certification/index.ts'
import type { PublishedCourseRow } from '../../courses/index.ts'
import { changeHref, changeTexts } from '../../learning/index.ts'
import type { Step } from '../../learning/index.ts'
import type { UpcomingRow } from '../../live-sessions/index.ts'
import { joinOpensAt, ownMaterials, partTitle } from '../../live-sessions/index.ts'
import type { Training } from '../queries/training.ts'
import type { NextThing } from '../rules.ts'
import { nextThing } from '../rules.ts'

export function myTrainingPage(training: Training, now: Date, today: string) {
  const { enrolments, upcoming, certificates, other_courses, has_organisation } = training
  const next = nextThing(training, now)
  const offered = next.kind === 'start' ? other_courses.filter((one) => one !== next.course) : other_courses
  return {
    next: nextCard(next, today),
    is_making: next.kind === 'making',
    certificates: certificates.map((one) => certificatePage(one, today)),
    courses: enrolments.map(({ course_title, programme_name, programme_id, completion }) => ({
      title: course_title,
      programme_name,
      ...progress(completion.steps),
      is_complete: completion.is_complete,
      missing_words: completion.is_complete
        ? `You have done everything${completion.completed_at ? `, the last of it on ${wordsForDate(completion.completed_at)}` : ''}.`
        : missingWords(
            completion.steps,
            certificates.some((one) => one.programme_id === programme_id),
          ),
      steps: completion.steps.map((step) => stepLine(step, completion.steps)),
      changes: changeTexts(completion.changes),
    })),
    bookings: bookingCards(upcoming, now),
    materials: ownMaterials(training.materials),
    evaluations: training.evaluations.map((one) => ({
      href: `/join/${one.join_token}/evaluation`,
      title: one.title,
      day_words: wordsForDate(one.starts_at),
    })),
    needs_live_session: enrolments.some(({ completion }) =>
      completion.steps.some((step) => step.kind === 'live' && step.state === 'open'),
    ),
    other_courses: offered.map(courseCard),
    has_organisation,
    // What is required is a step of its course below.
    changes: training.changes
      .filter((one) => one.done_at === null && !one.is_required)
      .map((one) => ({
        title: one.course_title,
        href: changeHref(one.course_version_id),
        day_words: wordsForDate(one.asked_at),
      })),
  }
}

interface Card {
  title: string
  text: string
  /** A link, or a form where pressing the button changes something. */
  button: { text: string; href: string; is_form: boolean } | null
  /** Nothing asks for attention. */
  is_quiet?: true
}

const link = (text: string, href: string) => ({ text, href, is_form: false })

/** The one thing to do next. */
export function nextCard(next: NextThing, today: string): Card {
  switch (next.kind) {
    case 'join':
      return {
        title: `Join ${next.booking.title}`,
        text: `It begins at ${wordsForTime(next.booking.starts_at)}. You can join now.`,
        button: link('Join the live session', `/join/${next.booking.join_token}`),
      }
    case 'name':
      return {
        title: 'How should your certificate spell your name?',
        text: 'You have your certificate, but our fonts cannot print a character of your name. Tell us how to spell it, and we make the PDF.',
        button: link('Say how to spell it', '/account/printable-name'),
      }
    case 'step':
      return stepCard(next)
    case 'wait':
      return {
        title: 'Nothing to do just now',
        text: `${next.step.title}: ${next.step.words}`,
        button: next.step.href ? link('See the live session', next.step.href) : null,
        is_quiet: true,
      }
    case 'making':
      return {
        title: 'You have done everything',
        text: 'Your certificate is being made. It comes by email in a moment, and will stand here.',
        button: link('Show this page again', '/my-training'),
      }
    case 'release':
      return {
        title: 'You have done everything',
        text: 'Your certificate is released by the people who run the course. It comes by email, and will stand here.',
        button: null,
        is_quiet: true,
      }
    case 'start':
      return {
        title: next.course.title,
        text: `${next.course.summary} ${lengthWords(next.course)}`.trim(),
        button: { text: 'Start', href: startHref(next.course), is_form: true },
      }
    case 'renew':
      return {
        title: 'Renew your certificate',
        text: `${next.certificate.facts.programme_name}, ${next.certificate.number}: ${next.certificate.valid_to < today ? 'it was valid until' : 'valid until'} ${wordsForDate(next.certificate.valid_to)}.`,
        button: link('See how to renew', `/certificates/${next.certificate.id}/renewal`),
      }
    case 'change':
      return {
        title: `“${next.change.course_title}” has changed`,
        text: 'Please read what is different. Your certificate stays as it is.',
        button: link('Read what changed', changeHref(next.change.course_version_id)),
      }
    case 'done':
      return {
        title: 'You are up to date',
        text: 'There is nothing left to do.',
        button: null,
        is_quiet: true,
      }
    case 'nothing':
      return {
        title: 'There is no course to take yet',
        text: 'Courses appear here once they are published.',
        button: link('See the live sessions', '/live-sessions'),
      }
  }
}

function stepCard({ step, is_first, enrolment }: Extract<NextThing, { kind: 'step' }>): Card {
  const { steps } = enrolment.completion
  const place = `Step ${steps.findIndex((one) => one.id === step.id) + 1} of ${steps.length} of “${enrolment.course_title}”.`
  return {
    title: step.title,
    text: `${place} ${step.words}`,
    button: link(
      step.kind === 'live' ? 'Book a place' : is_first ? 'Start' : 'Continue',
      step.href ?? '/live-sessions',
    ),
  }
}

function progress(steps: Step[]) {
  const done = steps.filter((one) => one.is_done).length
  return { done, total: steps.length, progress_words: `${done} of ${steps.length} steps done` }
}

/** Why there is no certificate yet, in one sentence. */
function missingWords(steps: Step[], hasCertificate: boolean): string {
  const left = steps.filter((one) => !one.is_done).map((one) => `“${one.title}”`)
  const shown = left.length > 3 ? [...left.slice(0, 2), `${left.length - 2} more steps`] : left
  const list = shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown[0]
  return hasCertificate ? `Still to do: ${list}.` : `For your certificate you still need ${list}.`
}

const stepTags: Record<Step['state'], { text: string; classes: string }> = {
  done: { text: 'Done', classes: 'app-tag--good' },
  open: { text: 'To do', classes: 'app-tag--info' },
  waiting: { text: 'Waiting', classes: 'app-tag--wait' },
  locked: { text: 'Not open yet', classes: 'app-tag--off' },
}

function stepLine(step: Step, steps: Step[]) {
  const isCurrent = step === steps.find((one) => one.state === 'open')
  return {
    title: step.title,
    href: step.href,
    words: step.words,
    why: step.why,
    tag: stepTags[step.state],
    modifier: step.is_done ? 'done' : isCurrent ? 'current' : step.state === 'locked' ? 'locked' : null,
  }
}

/** One card for a session, with the next of its parts first. */
function bookingCards(upcoming: UpcomingRow[], now: Date) {
  const next = upcoming.filter(
    (one, index) => upcoming.findIndex((other) => other.booking_id === one.booking_id) === index,
  )
  return next.map((one) => ({
    ...bookingCard(one, now),
    more_words: upcoming
      .filter((other) => other.booking_id === one.booking_id && other !== one)
      .map((other) => `Part ${other.position}: ${wordsForRange(other.starts_at, other.ends_at)}`),
  }))
}

function bookingCard(one: UpcomingRow, now: Date) {
  const canJoin = !one.is_waiting && joinOpensAt(one.starts_at) <= now && now < one.ends_at
  return {
    title: partTitle(one.title, one, one.part_count),
    day_words: wordsForDay(one.starts_at),
    time_words: `${wordsForTime(one.starts_at)} to ${wordsForTime(one.ends_at)}`,
    tag: one.offer_ends_at
      ? { text: `A place is free for you until ${wordsForMoment(one.offer_ends_at)}`, classes: 'app-tag--info' }
      : one.is_waiting
        ? { text: `Waiting list, number ${one.waiting_position}`, classes: 'app-tag--wait' }
        : { text: 'You have a place', classes: 'app-tag--good' },
    href: `/live-sessions/${one.live_session_id}`,
    offer_href: one.offer_token && `/offers/${one.offer_token}`,
    join_href: canJoin ? `/join/${one.join_token}` : null,
    join_words: one.is_waiting || canJoin ? null : `You can join from ${wordsForMoment(joinOpensAt(one.starts_at))}.`,
    length_words: `${minutesBetween(one.starts_at, one.ends_at)} minutes`,
  }
}

const startHref = (course: PublishedCourseRow) => `/my-training/${course.course_id}/enrolment`

const lengthWords = (course: PublishedCourseRow) =>
  `${course.module_count === 1 ? '1 module' : `${course.module_count} modules`}, about ${course.length_minutes} minutes.`

function courseCard(course: PublishedCourseRow & { first?: string[] }) {
  const first = course.first ?? []
  return {
    first_words: first.length > 0 ? `First complete ${first.map((title) => `“${title}”`).join(' and ')}.` : null,
    title: course.title,
    programme_name: course.programme_name,
    summary: course.summary,
    length_words: lengthWords(course),
    start_href: startHref(course),
  }
}
