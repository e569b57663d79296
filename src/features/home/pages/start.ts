/** The parts of the start page, one for each role a person has: pure. */
import { wordsForDate, wordsForDay, wordsForRange, wordsForTime } from '../../../lib/time.ts'
import type { ContentReviewRow, FailingLinkRow } from '../../courses/index.ts'
import type { HelpReviewRow } from '../../help/index.ts'
import { isOpenForTrainers } from '../../live-room/index.ts'
import type { OrganisationFigures } from '../queries/organisation.ts'
import type { InvitationFigures, SchemeFigures, SessionRow } from '../queries/overview.ts'

/** Something to do: how many of it, what to do, where. */
export interface Task {
  count: number
  text: string
  href: string
}

const task = (count: number, one: string, many: string, href: string): Task => ({
  count,
  text: count === 1 ? one : many,
  href,
})

const due = (tasks: Task[]) => tasks.filter((one) => one.count > 0)

export function sessionLines(sessions: SessionRow[]) {
  return sessions.map((session) => ({
    title: session.title,
    day_words: wordsForDay(session.starts_at),
    time_words: `${wordsForTime(session.starts_at)} to ${wordsForTime(session.ends_at)}`,
    range_words: wordsForRange(session.starts_at, session.ends_at),
    places_words: `${session.booked} of ${session.capacity}`,
    waiting: session.waiting,
    is_draft: session.is_draft,
    changes_href: session.has_unsent ? `/live-sessions/${session.live_session_id}/changes` : null,
    href: `/live-sessions/${session.live_session_id}`,
    bookings_href: `/live-sessions/${session.live_session_id}/bookings`,
    register_href: `/registers/${session.part_id}`,
  }))
}

/** What a trainer has to hand while a session begins and runs: its room and its register. */
export function onNow(sessions: SessionRow[], now: Date) {
  return sessions
    .filter((one) => !one.is_draft && isOpenForTrainers([{ ...one, id: one.part_id }], now))
    .map((one) => ({
      title: one.title,
      href: `/live-sessions/${one.live_session_id}`,
      room_href: `/live-sessions/${one.live_session_id}/room/agenda`,
      register_href: `/registers/${one.part_id}`,
      words:
        one.starts_at > now
          ? `Begins at ${wordsForTime(one.starts_at)}. ${one.booked} booked.`
          : `Until ${wordsForTime(one.ends_at)}. ${one.booked} booked.`,
      range_words: wordsForRange(one.starts_at, one.ends_at),
    }))
}

const claimsTask = (count: number): Task =>
  task(count, 'person says they were there', 'people say they were there', '/registers/claims')

/** A coordinator who trains reads of them once, among the coordinator's tasks. */
export const trainerTasks = (found: { to_release: number; claims: number; to_mark: number }): Task[] =>
  due([releaseTask(found.to_release), claimsTask(found.claims), markTask(found.to_mark)])

const releaseTask = (count: number): Task =>
  task(count, 'certificate waits to be released', 'certificates wait to be released', '/certificates/releases')

const markTask = (count: number): Task =>
  task(count, 'quiz waits to be marked', 'quizzes wait to be marked', '/marking')

export function coordinatorTasks(found: {
  invitations: InvitationFigures
  came_back: number
  to_release: number
  handovers: number
  join_requests: number
  names_needed: number
  groundless: number
  yearly_checks: number
  claims: number
  to_mark: number
  open_registers: number
  help_reviews: HelpReviewRow[]
}): Task[] {
  const {
    invitations,
    came_back,
    to_release,
    handovers,
    join_requests,
    names_needed,
    groundless,
    yearly_checks,
    claims,
    to_mark,
    open_registers,
    help_reviews,
  } = found
  return due([
    task(invitations.refused, 'invitation came back', 'invitations came back', '/people?state=refused'),
    task(came_back, 'person’s mail comes back', 'people’s mail comes back', '/people/came-back'),
    releaseTask(to_release),
    task(
      handovers,
      'certificate is to be printed or handed over',
      'certificates are to be printed or handed over',
      '/certificates/handovers',
    ),
    task(
      join_requests,
      'person asks to join an organisation',
      'people ask to join an organisation',
      '/people/join-requests',
    ),
    task(
      names_needed,
      'certificate waits for a printable name',
      'certificates wait for a printable name',
      '/certificates/names-needed',
    ),
    task(
      groundless,
      'certificate has lost its ground by a correction',
      'certificates have lost their ground by a correction',
      '/certificates/without-ground',
    ),
    task(yearly_checks, 'champion may no longer act as one', 'champions may no longer act as one', '/still-champion'),
    claimsTask(claims),
    markTask(to_mark),
    task(open_registers, 'register is not closed', 'registers are not closed', '/registers'),
    task(
      invitations.unanswered,
      'invitation has had no answer for a week',
      'invitations have had no answer for a week',
      '/people?state=invited',
    ),
    task(
      invitations.not_invited,
      'person has not been invited',
      'people have not been invited',
      '/people?state=not-invited',
    ),
    task(
      help_reviews.length,
      'reporting route or support service is due for review',
      'reporting routes and support services are due for review',
      '/help/entries',
    ),
  ])
}

export const reviewLines = (content: ContentReviewRow[], links: FailingLinkRow[]) => [
  ...content.map((one) => ({
    title: one.module_title ?? one.course_title,
    href: `/courses/versions/${one.course_version_id}`,
    words: one.review_by
      ? `Review was due on ${wordsForDate(one.review_by)}. Owner: ${one.owner}`
      : `Not yet reviewed. Owner: ${one.owner}`,
  })),
  ...[...Map.groupBy(links, (link) => link.module_id).values()].map((failing) => ({
    title: failing[0]!.module_title,
    href: `/courses/versions/${failing[0]!.course_version_id}`,
    words: `${failing.length === 1 ? '1 link does not answer' : `${failing.length} links do not answer`}. Owner: ${failing[0]!.owner}`,
  })),
]

export const schemeFigures = (figures: SchemeFigures & { champions: number }) => [
  { number: figures.champions, label: figures.champions === 1 ? 'champion' : 'champions', href: '/roster' },
  { number: figures.in_training, label: 'in training', href: '/people' },
  { number: figures.people, label: figures.people === 1 ? 'person' : 'people', href: '/people' },
  {
    number: figures.organisations,
    label: figures.organisations === 1 ? 'organisation' : 'organisations',
    href: '/organisations',
  },
]

export const ledOrganisation = (organisation: { id: string; name: string }, figures: OrganisationFigures) => ({
  name: organisation.name,
  href: `/organisations/${organisation.id}`,
  words: [
    `${figures.people} ${figures.people === 1 ? 'person' : 'people'}`,
    `${figures.champions} with a valid certificate`,
    `${figures.in_training} in training`,
    `${figures.bookings} with a place at a live session`,
  ],
})

export const leadTasks = (
  joinRequests: number,
  unanswered: number,
  cameBack: { count: number; href: string }[],
): Task[] =>
  due([
    task(joinRequests, 'person asks to join', 'people ask to join', '/people/join-requests'),
    task(
      unanswered,
      'champion has not said whether they still act as one',
      'champions have not said whether they still act as one',
      '/still-champion',
    ),
    ...cameBack.map(({ count, href }) => task(count, 'person’s mail comes back', 'people’s mail comes back', href)),
  ])

export const administratorTasks = (found: {
  failed_mails: number
  failed_jobs: number
  mailbox_faults: number
}): Task[] =>
  due([
    task(found.failed_mails, 'email was refused', 'emails were refused', '/admin/outbox?state=failed'),
    task(found.mailbox_faults, 'mailbox of delivery reports cannot be read', '', '/admin/mail-reports'),
    task(found.failed_jobs, 'job failed', 'jobs failed', '/admin/jobs'),
  ])
