/** Rows to what the people templates show: pure. */
import { today, wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import type { Actor, Role } from '../../../platform/access.ts'
import { hasRole, isSelf, roles } from '../../../platform/access.ts'
import {
  canChangeAddress,
  canChangeWayIn,
  canSetExtraTime,
  canGrantRole,
  canOpenOrganisation,
  grantableRoles,
} from '../policy.ts'
import type { InvitationRow } from '../queries/invitations.ts'
import type { CameBackRow } from '../queries/came-back.ts'
import type { JoiningCardRow } from '../queries/joining-cards.ts'
import type { MembershipRow } from '../queries/memberships.ts'
import type { ListedPerson } from '../queries/people-list.ts'
import type { PersonRow } from '../queries/people.ts'
import type { RoleGrantRow } from '../queries/roles.ts'
import { periodState } from '../rules/people.ts'
import type { Language, PersonState } from '../rules/people.ts'
import { cameBackSentence } from './came-back.ts'
import { extraTimes, extraTimeWords } from '../rules/adjustments.ts'

export const roleWords: Record<Role, string> = {
  lead: 'Organisation lead',
  trainer: 'Trainer',
  coordinator: 'Coordinator',
  administrator: 'Administrator',
}

const roleHints: Record<Role, string> = {
  lead: 'Sees the people of their organisation, their bookings and certificates',
  trainer: 'Writes courses and runs live sessions',
  coordinator: 'Looks after organisations, people, live sessions and certificates',
  administrator: 'Looks after settings, roles and the running of the service',
}

const languageWords: Record<Language, string> = { en: 'English', cy: 'Welsh (Cymraeg)' }

const stateWords: Record<PersonState, string> = {
  'not-invited': 'Not invited yet',
  invited: 'Invited, not come yet',
  refused: 'Invitation came back',
  came: 'Have come',
  disabled: 'Disabled',
}

const choices = <Word extends string>(words: Record<Word, string>) =>
  Object.entries<string>(words).map(([value, text]) => ({ value, text }))

export const languageChoices = choices(languageWords)
export const stateChoices = [{ value: '', text: 'Any state' }, ...choices(stateWords)]
export const roleFilterChoices = [{ value: '', text: 'Any role' }, ...choices(roleWords)]

export const roleChoices = (actor: Actor) =>
  roles
    .filter((role) => grantableRoles(actor).includes(role))
    .map((role) => ({ value: role, text: roleWords[role], hint: roleHints[role] }))

export const organisationChoices = (first: string, organisations: { id: string; name: string }[]) => [
  { value: '', text: first },
  ...organisations.map(({ id, name }) => ({ value: id, text: name })),
]

/** How far somebody's way in has come, in a word and its colour. */
export function stateTag(person: ListedPerson): { text: string; classes: string } {
  if (person.disabled_at) return { text: 'Disabled', classes: 'govuk-tag--grey' }
  if (person.has_come) return { text: 'Has come', classes: 'govuk-tag--green' }
  if (person.is_open && person.mail_failed_at) return { text: 'Mail came back', classes: 'govuk-tag--red' }
  if (person.is_open && person.mail_sent_at) return { text: 'Invited', classes: 'govuk-tag--blue' }
  if (person.is_open) return { text: 'Mail waiting', classes: 'govuk-tag--light-blue' }
  if (person.email === null && person.has_card) return { text: 'Card printed', classes: 'govuk-tag--blue' }
  if (person.invited_at && person.email !== null) return { text: 'Invite again', classes: 'govuk-tag--yellow' }
  return { text: 'Not invited', classes: 'govuk-tag--grey' }
}

export function peopleListPage(people: ListedPerson[]) {
  return people.map((person) => ({
    id: person.id,
    full_name: person.full_name,
    href: `/people/${person.id}`,
    email: person.email ?? 'No mailbox',
    organisations: person.organisations ?? 'None',
    role_words: person.roles.map((role) => roleWords[role]).join(', '),
    state: stateTag(person),
    invited_words: person.invited_at ? wordsForDate(person.invited_at) : '',
    can_be_invited: person.email !== null && !person.disabled_at,
  }))
}

/** A period whose `ends_on` is the first day after it. */
function period(row: { starts_on: string; ends_on: string | null }, on: string) {
  const state = periodState(row, on)
  return {
    starts_words: wordsForDate(row.starts_on),
    ends_words: row.ends_on === null ? '' : wordsForDate(row.ends_on),
    is_past: state === 'past',
    state_words: state === 'past' ? 'Ended' : state === 'future' ? 'To come' : 'Now',
  }
}

function mailWords(row: InvitationRow): string {
  if (row.mail_failed_at)
    return `Came back on ${wordsForMoment(row.mail_failed_at)}: ${row.mail_error ?? 'no reason given'}`
  if (row.mail_dropped_at) return `Not sent: ${row.mail_error ?? 'no reason given'}`
  if (row.mail_sent_at) return `Sent ${wordsForMoment(row.mail_sent_at)}`
  return row.mail_error ? `Waiting to be sent again. Last try: ${row.mail_error}` : 'Waiting to be sent'
}

function answerWords(row: InvitationRow, now: Date): string {
  if (row.accepted_at) return `Came ${wordsForMoment(row.accepted_at)}`
  if (row.superseded_at) return `No longer works since ${wordsForMoment(row.superseded_at)}`
  if (row.expires_at <= now) return 'The link is too old. They can still sign in with their address'
  return 'Not come yet'
}

function cardWords(row: JoiningCardRow, now: Date): string {
  if (row.used_at) return `Used ${wordsForMoment(row.used_at)}`
  if (row.superseded_at) return `No longer works since ${wordsForMoment(row.superseded_at)}`
  return row.expires_at <= now ? 'Too old' : `Works until the end of ${lastDayWords(row.expires_at)}`
}

/** The last whole day before that moment. */
export const lastDayWords = (moment: Date): string => wordsForDate(new Date(moment.getTime() - 1))

interface Shown {
  person: PersonRow
  memberships: MembershipRow[]
  grants: RoleGrantRow[]
  invitations: InvitationRow[]
  cards: JoiningCardRow[]
  roles_held: Role[]
  /** The latest mail that came back from the address they have. */
  came_back: CameBackRow | undefined
}

export const extraTimeChoices = extraTimes.map((value) => ({ value, text: extraTimeWords[value] }))

export function personPage(actor: Actor, now: Date, shown: Shown) {
  const { person } = shown
  const on = today(now)
  const href = `/people/${person.id}`
  const hasCome = shown.invitations.some((one) => one.accepted_at) || shown.cards.some((one) => one.used_at)
  return {
    href,
    full_name: person.full_name,
    printable_name: person.printable_name,
    email: person.email,
    language: languageWords[person.language],
    may_be_listed: person.may_be_listed_at ? `Yes, since ${wordsForDate(person.may_be_listed_at)}` : 'No',
    known_since: wordsForDate(person.created_at),
    disabled_words: person.disabled_at ? wordsForMoment(person.disabled_at) : null,
    is_self: isSelf(actor, person.id),
    came_back: shown.came_back && {
      words: cameBackSentence(shown.came_back),
      href: hasRole(actor, 'coordinator') ? `${href}/came-back` : null,
    },
    history_href: hasRole(actor, 'coordinator') ? `${href}/history` : null,
    erasure_href: hasRole(actor, 'administrator') && !isSelf(actor, person.id) ? `${href}/erasure` : null,
    erased_words: person.erased_at ? wordsForMoment(person.erased_at) : null,
    can_set_extra_time: canSetExtraTime(actor, person.id),
    can_change_address: canChangeAddress(actor, person.id, shown.roles_held),
    can_change_way_in:
      person.erased_at === null && canChangeWayIn(actor, shown.roles_held) && !isSelf(actor, person.id),
    can_grant: grantableRoles(actor).length > 0 && !isSelf(actor, person.id),
    memberships: shown.memberships.map((row) => ({
      ...period(row, on),
      organisation_name: row.organisation_name,
      organisation_href: canOpenOrganisation(actor, row.organisation_id)
        ? `/organisations/${row.organisation_id}`
        : null,
      job_title: row.job_title ?? '',
      end_href: `${href}/memberships/${row.id}/end`,
    })),
    grants: shown.grants.map((row) => ({
      ...period(row, on),
      role_words: roleWords[row.role] + (row.organisation_name ? ` of ${row.organisation_name}` : ''),
      granted_by: row.granted_by_name ?? 'The system',
      end_href: canGrantRole(actor, row.role) && !isSelf(actor, person.id) ? `${href}/roles/${row.id}/end` : null,
    })),
    newest_invitation_id: shown.invitations[0]?.id ?? '',
    invite_words: shown.invitations.length > 0 ? 'Invite again' : 'Send an invitation',
    has_come: hasCome,
    invitations: shown.invitations.map((row) => ({
      invited_words: wordsForMoment(row.invited_at),
      invited_by: row.invited_by_name ?? 'The system',
      address: row.mail_address,
      mail_words: mailWords(row),
      is_refused: row.mail_failed_at !== null,
      answer_words: answerWords(row, now),
    })),
    cards: shown.cards.map((row) => ({
      issued_words: wordsForMoment(row.issued_at),
      issued_by: row.issued_by_name,
      state_words: cardWords(row, now),
    })),
  }
}
