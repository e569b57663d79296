/** An organisation and its people to what its page shows: pure. */
import { wordsForDate, wordsForMoment, wordsForRange } from '../../../lib/time.ts'
import { certificateState, isValid, stateTags } from '../../certification/index.ts'
import type { getOrganisationProfile } from '../../organisations/index.ts'
import { endWords, sentenceCase } from '../../organisations/index.ts'
import { cameBackSentence } from '../../people/index.ts'
import type {
  ChampionRow,
  MemberBookingRow,
  MemberCertificate,
  MemberCourse,
  MemberRow,
  OrganisationFigures,
} from '../queries/organisation.ts'
import { todoOf } from '../todo.ts'

type Profile = Awaited<ReturnType<typeof getOrganisationProfile>>

export const views = ['people', 'bookings', 'champions'] as const
export type View = (typeof views)[number]

const viewWords: Record<View, string> = { people: 'People', bookings: 'Coming bookings', champions: 'Certificates' }

export const viewItems = (id: string, current: View) =>
  views.map((view) => ({
    text: viewWords[view],
    href: `/organisations/${id}${view === 'people' ? '' : `?show=${view}`}`,
    active: view === current,
  }))

export function profilePage(profile: Profile, today: string) {
  const href = `/organisations/${profile.id}`
  return {
    name: profile.name,
    end_words: endWords(profile, today),
    edit_href: `${href}/edit`,
    end_href: profile.ends_on !== null && profile.ends_on <= today ? null : `${href}/end`,
    directory_href: `${href}/directory`,
    moving_href: `${href}/moving`,
    add_href: `/people/new?organisation_id=${profile.id}`,
    facts: [
      ['Kind', sentenceCase(profile.kind)],
      ['Areas', profile.areas.join(', ') || 'None given'],
      ['Email domains', profile.domains.join(', ') || 'None given'],
      ...(profile.parent_name ? [['Part of', profile.parent_name]] : []),
      ...(profile.successor_name ? [['Followed by', profile.successor_name]] : []),
      ...(profile.children.length > 0 ? [['Consists of', profile.children.map((one) => one.name).join(', ')]] : []),
    ].map(([key, value]) => ({ key: { text: key }, value: { text: value } })),
  }
}

export const figuresPage = (figures: OrganisationFigures) => [
  { number: figures.people, label: figures.people === 1 ? 'person' : 'people' },
  { number: figures.champions, label: 'with a valid certificate' },
  { number: figures.in_training, label: 'in training' },
  { number: figures.bookings, label: 'with a place to come' },
]

/** `personHref` is null where the reader may not open a person's page. */
export function membersPage(
  members: MemberRow[],
  today: string,
  personHref: ((id: string) => string) | null,
  reminders: { reminded: Map<string, Date>; since: Date },
  cameBack: Map<string, Parameters<typeof cameBackSentence>[0]> = new Map(),
) {
  return members.map((member) => ({
    came_back_words: wordsOfCameBack(cameBack.get(member.person_id)),
    person_id: member.person_id,
    todo: todoOf(member, today),
    ...reminderOf(reminders, member.person_id),
    full_name: member.full_name,
    href: personHref?.(member.person_id) ?? null,
    is_lead: member.is_lead,
    job_title: member.job_title,
    booking: member.next_starts_at
      ? {
          words: `${wordsForMoment(member.next_starts_at)}${member.next_is_waiting ? ' (waiting list)' : ''}`,
          title: member.next_title,
          href: `/live-sessions/${member.next_session_id}`,
        }
      : null,
    courses: member.courses.map(courseWords),
    certificates: member.certificates.map((one) => certificateLine(one, today)),
  }))
}

/** Empty where mail gets through. */
const wordsOfCameBack = (found: Parameters<typeof cameBackSentence>[0] | undefined): string =>
  found ? cameBackSentence(found) : ''

/** Nobody is reminded twice in a week, so the button gives way to the day of the last one. */
function reminderOf({ reminded, since }: { reminded: Map<string, Date>; since: Date }, personId: string) {
  const last = reminded.get(personId)
  const isSoon = last !== undefined && last > since
  return { can_remind: !isSoon, reminded_words: isSoon ? `Reminded on ${wordsForDate(last)}` : '' }
}

function courseWords(course: MemberCourse): string {
  if (course.is_complete) return `${course.course_title}: complete`
  if (course.done === course.total) return `${course.course_title}: modules done, live session to come`
  return `${course.course_title}: ${course.done} of ${course.total} modules`
}

function certificateLine(certificate: MemberCertificate, today: string) {
  const state = certificateState(certificate, today)
  return {
    programme_name: certificate.programme_name,
    number: certificate.number,
    href: `/certificates/${certificate.id}`,
    tag: stateTags[state],
    is_valid: isValid(state),
    awarded_words: wordsForDate(certificate.awarded_on),
    valid_words: wordsForDate(certificate.valid_to),
  }
}

export function championsPage(champions: ChampionRow[], today: string, personHref: ((id: string) => string) | null) {
  return champions.map((one) => ({
    full_name: one.full_name,
    person_href: personHref?.(one.person_id) ?? null,
    ...certificateLine(one, today),
  }))
}

/** By session: who has a place, who waits. */
export function bookingsPage(bookings: MemberBookingRow[]) {
  const sessions = Map.groupBy(bookings, (one) => one.live_session_id)
  return [...sessions.values()].map((people) => {
    const { live_session_id, title, starts_at, ends_at } = people[0]!
    return {
      title,
      href: `/live-sessions/${live_session_id}`,
      when_words: wordsForRange(starts_at, ends_at),
      book_href: `/live-sessions/${live_session_id}/bookings/new`,
      people: people.map((one) => ({ full_name: one.full_name, is_waiting: one.is_waiting })),
    }
  })
}
