/** What a person should do next in their training: pure. */
import { today } from '../../lib/time.ts'
import type { CertificateRow } from '../certification/index.ts'
import { renewalCourses } from '../certification/index.ts'
import type { EnrolmentRow, PublishedCourseRow } from '../courses/index.ts'
import type { ChangeReadingRow, Completion, Step } from '../learning/index.ts'
import type { UpcomingRow } from '../live-sessions/index.ts'
import { joinOpensAt } from '../live-sessions/index.ts'

type Enrolled = EnrolmentRow & { completion: Completion }

export type NextThing =
  | { kind: 'join'; booking: UpcomingRow }
  | { kind: 'name'; certificate: CertificateRow }
  | { kind: 'step'; enrolment: Enrolled; step: Step; is_first: boolean }
  | { kind: 'wait'; enrolment: Enrolled; step: Step }
  | { kind: 'making'; enrolment: Enrolled }
  | { kind: 'release'; enrolment: Enrolled }
  | { kind: 'start'; course: PublishedCourseRow }
  | { kind: 'renew'; certificate: CertificateRow }
  | { kind: 'change'; change: ChangeReadingRow }
  | { kind: 'done' }
  | { kind: 'nothing' }

export interface TrainingFacts {
  enrolments: Enrolled[]
  upcoming: UpcomingRow[]
  certificates: CertificateRow[]
  /** `first`: titles of courses that must be complete before. */
  other_courses: (PublishedCourseRow & { first?: string[] })[]
  /** Every published course. */
  courses: PublishedCourseRow[]
  changes: ChangeReadingRow[]
}

/** The meeting that may be joined now, where the person has a place. */
export function joinableNow(upcoming: UpcomingRow[], now: Date): UpcomingRow | undefined {
  return upcoming.find((one) => !one.is_waiting && joinOpensAt(one.starts_at) <= now && now < one.ends_at)
}

/** Complete, but the programme has given this person no certificate yet: it is made a moment later. */
export function awaitsCertificate(enrolment: Enrolled, certificates: { programme_id: string }[]): boolean {
  return (
    enrolment.programme_issuing === 'at once' &&
    enrolment.completion.is_complete &&
    certificates.every((one) => one.programme_id !== enrolment.programme_id)
  )
}

/** One thing only: the meeting that is on, a name that is asked for, the next step of the earliest open course, or waiting. */
export function nextThing(training: TrainingFacts, now: Date): NextThing {
  const { enrolments, upcoming, certificates, other_courses } = training
  const booking = joinableNow(upcoming, now)
  if (booking) return { kind: 'join', booking }
  const certificate = certificates.find((one) => one.pdf_file_id === null && one.standing === 'good')
  if (certificate) return { kind: 'name', certificate }
  const unfinished = enrolments.filter((one) => !one.completion.is_complete)
  for (const enrolment of unfinished) {
    const { steps } = enrolment.completion
    const step = steps.find((one) => one.state === 'open')
    if (step) return { kind: 'step', enrolment, step, is_first: steps.every((one) => !one.is_done) }
  }
  const making = enrolments.find((one) => awaitsCertificate(one, certificates))
  if (making) return { kind: 'making', enrolment: making }
  const release = enrolments.find(
    (one) =>
      one.programme_issuing === 'released' &&
      one.completion.is_complete &&
      certificates.every((each) => each.programme_id !== one.programme_id),
  )
  if (release) return { kind: 'release', enrolment: release }
  // What is required is a step of its course.
  const change = training.changes.find((one) => one.done_at === null && !one.is_required)
  if (change) return { kind: 'change', change }
  for (const enrolment of unfinished) {
    const step = enrolment.completion.steps.find((one) => one.state === 'waiting')
    if (step) return { kind: 'wait', enrolment, step }
  }
  const due = certificates.find((one) => renewalCourses(one, training.courses, today(now)).length > 0)
  if (due) return { kind: 'renew', certificate: due }
  if (enrolments.length > 0) return { kind: 'done' }
  // Who holds a certificate from before is not told to begin at the beginning.
  const course = certificates.length === 0 ? other_courses.find((one) => (one.first ?? []).length === 0) : undefined
  return course ? { kind: 'start', course } : { kind: certificates.length > 0 ? 'done' : 'nothing' }
}
