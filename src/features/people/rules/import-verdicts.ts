/** What each row of a staff list is, against the other rows and everyone known, and why: pure. */
import {
  emailDomain,
  foldForSearch,
  isEmailAddress,
  isPublicMailDomain,
  likelyTypo,
  normaliseEmail,
} from '../../../lib/text.ts'
import { flagNearDuplicates, groupedBy } from './near-duplicates.ts'
import type { Members } from './near-duplicates.ts'
import { hasLostLetters, isShorterForm, isShouted, mayBeOnePerson } from './names.ts'
import type { Verdict } from './people.ts'

export interface ImportRowInput {
  row_number: number
  full_name: string
  email: string
  organisation_text: string
  job_title: string
  is_too_wide?: boolean
}

export interface Judged extends ImportRowInput {
  verdict: Verdict
  /** Why it is refused, or what changes. */
  reasons: string[]
  /** What somebody should look at before applying. */
  flags: string[]
  organisation_id: string | null
  person_id: string | null
}

export interface KnownPerson {
  id: string
  full_name: string
  is_disabled: boolean
  /** Today's and those to come. */
  memberships: { organisation_id: string; job_title: string | null }[]
}

export interface Organisation {
  id: string
  name: string
}

/** Everything the rows are held against, read in a few queries beforehand. */
export interface Surroundings {
  people: Map<string, KnownPerson>
  /** By the text of the file. */
  organisations: Map<string, Organisation>
  /** For a text that is no organisation: the one that may be meant. */
  suggestions: Map<string, string>
  domains: Map<string, Organisation>
  /** The names of all of them, by id. */
  names: Map<string, string>
  members: Members
}

/** `people.email` key of a row. */
export const addressOf = (row: ImportRowInput) => normaliseEmail(row.email)

export function judgeRows(rows: ImportRowInput[], around: Surroundings): Judged[] {
  const judged = rows.map((row) => judgeAlone(row, around))
  refuseSharedMailboxes(judged)
  judgeAgainstKnown(judged, around)
  flagNearDuplicates(judged, around.members)
  return judged
}

function judgeAlone(row: ImportRowInput, around: Surroundings): Judged {
  const email = addressOf(row)
  const isAddress = isEmailAddress(email)
  const reasons: string[] = []
  if (row.full_name === '') reasons.push('No name is given')
  else if (!/\p{L}/u.test(row.full_name)) reasons.push('The name has no letter in it')
  if (row.full_name.length > 200) reasons.push('The name is longer than 200 characters')
  if (row.email === '') reasons.push('No email address is given. Add the person by hand and print a joining card')
  else if (!isAddress)
    reasons.push(email.length > 254 ? 'The email address is too long' : `“${row.email}” is not an email address`)
  if (row.job_title.length > 120) reasons.push('The job title is longer than 120 characters')
  const organisation = findOrganisation(row, isAddress ? emailDomain(email) : null, around)
  if (typeof organisation === 'string') reasons.push(organisation)
  const flags: string[] = []
  if (hasLostLetters(row.full_name)) flags.push('The name seems to have lost letters. Check how it is spelled')
  if (row.is_too_wide) flags.push('The row has more cells than there are headings. Check that nothing has slipped')
  return {
    ...row,
    email: isAddress ? email : row.email,
    verdict: reasons.length > 0 ? 'refused' : 'new',
    reasons,
    flags,
    organisation_id: typeof organisation === 'string' || organisation === null ? null : organisation.id,
    person_id: null,
  }
}

/** The organisation, a reason why there is none, or null where the address is at fault already. */
function findOrganisation(
  row: ImportRowInput,
  domain: string | null,
  around: Surroundings,
): Organisation | string | null {
  const text = row.organisation_text
  if (text !== '') {
    const named = around.organisations.get(text)
    if (named) return named
    const suggestion = around.suggestions.get(text)
    const doing = suggestion ? `Did you mean “${suggestion}”?` : 'Add it under Organisations, or correct the name'
    return `There is no organisation called “${text.slice(0, 100)}” here. ${doing}`
  }
  if (domain === null) return null
  const claiming = around.domains.get(domain)
  if (claiming) return claiming
  return isPublicMailDomain(domain)
    ? `No organisation is given, and anyone can have an address at ${domain}. Fill in the organisation`
    : `No organisation is given, and none here uses addresses at ${domain}. Fill in the organisation, or add the domain to it`
}

/** Two people on one address: both are refused, for nobody can tell whose the training would be. */
function refuseSharedMailboxes(judged: Judged[]): void {
  for (const sharing of groupedBy(judged, (row) => (isEmailAddress(row.email) ? row.email : null))) {
    const named = sharing.filter((row) => row.full_name !== '')
    const first = named[0]
    const other = first && named.find((row) => !mayBeOnePerson(row.full_name, first.full_name))
    if (!first || !other) continue
    for (const row of named) {
      const them = row === other || mayBeOnePerson(row.full_name, other.full_name) ? first : other
      refuse(
        row,
        `Two people share this address: see row ${them.row_number}, ${them.full_name}. Each needs an address of their own, or a joining card`,
      )
    }
  }
}

function judgeAgainstKnown(judged: Judged[], around: Surroundings): void {
  const seen = new Map<string, Judged[]>()
  for (const row of judged) {
    if (row.verdict === 'refused') continue
    const before = seen.get(row.email) ?? []
    const same = before.find((one) => one.organisation_id === row.organisation_id)
    if (same) {
      refuse(row, `The same as row ${same.row_number}`)
      continue
    }
    seen.set(row.email, [...before, row])
    const known = around.people.get(row.email)
    if (known) judgeKnown(row, known, around)
    else if (before[0]) {
      // A new person's second organisation: applied after the row that makes the person.
      row.verdict = 'changed'
      row.reasons = [joinWords(row, around)]
      row.flags.push(`The same person as in row ${before[0].row_number}`)
    } else {
      const typo = likelyTypo(row.email)
      if (typo) row.flags.push(`The address may be mistyped. Was ${typo} meant?`)
    }
  }
  for (const row of judged) flagForeignDomain(row, around)
}

function judgeKnown(row: Judged, known: KnownPerson, around: Surroundings): void {
  row.person_id = known.id
  if (!mayBeOnePerson(row.full_name, known.full_name))
    return refuse(
      row,
      `The address belongs to ${known.full_name} here. If they are one person, change the name there first; if not, each needs an address of their own`,
    )
  if (known.is_disabled) return refuse(row, 'This person is disabled here. Enable them first, if they are back')
  const changes: string[] = []
  if (namesChange(row, known)) changes.push(`The name changes from “${known.full_name}” to “${row.full_name}”`)
  const membership = known.memberships.find((one) => one.organisation_id === row.organisation_id)
  if (!membership) changes.push(joinWords(row, around))
  else if (row.job_title !== '' && row.job_title !== membership.job_title)
    changes.push(
      membership.job_title === null
        ? `The job title becomes “${row.job_title}”`
        : `The job title changes from “${membership.job_title}” to “${row.job_title}”`,
    )
  row.verdict = changes.length > 0 ? 'changed' : 'known'
  row.reasons = changes
}

/** A damaged spelling, a shorter one or one all in capitals never replaces the one we have. */
export function namesChange(row: Pick<Judged, 'full_name'>, known: Pick<KnownPerson, 'full_name'>): boolean {
  const isPoorer = hasLostLetters(row.full_name) || isShorterForm(row.full_name, known.full_name)
  if (row.full_name === known.full_name || isPoorer) return false
  return !(isShouted(row.full_name) && foldForSearch(row.full_name) === foldForSearch(known.full_name))
}

function joinWords(row: Judged, around: Surroundings): string {
  return `Becomes a member of ${around.names.get(row.organisation_id ?? '') ?? 'the organisation'}`
}

function flagForeignDomain(row: Judged, around: Surroundings): void {
  if (row.verdict === 'refused' || row.verdict === 'known') return
  const owner = around.domains.get(emailDomain(row.email))
  if (owner && owner.id !== row.organisation_id) row.flags.push(`The address is one of ${owner.name}`)
}

function refuse(row: Judged, reason: string): void {
  row.verdict = 'refused'
  row.reasons.push(reason)
}
