/** The people room's forms and the list's filters. */
import { z } from 'zod'
import { isEmailAddress, normaliseEmail } from '../../lib/text.ts'
import { roles } from '../../platform/access.ts'
import type { Role } from '../../platform/access.ts'
import * as fields from '../../platform/http/fields.ts'
import { languages, personStates, verdicts } from './rules/people.ts'
import type { PersonState } from './rules/people.ts'
import { extraTimes } from './rules/adjustments.ts'

const optionalEmail = () =>
  fields.optionalText(300).transform((typed, issue) => {
    const email = typed === null ? null : normaliseEmail(typed)
    if (email !== null && !isEmailAddress(email))
      issue.addIssue({
        code: 'custom',
        message: 'Enter an email address in the correct format, like name@example.com',
      })
    return email
  })

const details = {
  full_name: fields.personName('Enter their full name'),
  language: fields.oneOf(languages, 'Select the language they read'),
}

export const newPersonForm = z.object({
  ...details,
  email: optionalEmail(),
  /** The address the page asked about; sent again, it is meant. */
  email_asked: fields.optionalText(300),
  organisation_id: fields.optionalId(),
  job_title: fields.optionalText(120),
  invites: fields.ticked(),
})

export const sendingAgainForm = z.object({
  mail_id: fields.ids().pipe(z.array(z.string()).min(1, 'Tick what shall be sent again').max(50)),
})

export const personForm = z.object({ ...details, may_be_listed: fields.ticked() })

export const addressForm = z.object({
  email: optionalEmail(),
  email_asked: fields.optionalText(300),
  reason: fields.optionalText(300),
})

export const membershipForm = z.object({
  organisation_id: fields.id('Select an organisation'),
  job_title: fields.optionalText(120),
  ...fields.dayFields('starts_on'),
})

export const roleForm = z
  .object({
    role: fields.oneOf(roles as [Role, ...Role[]], 'Select a role'),
    organisation_id: fields.optionalId(),
    ...fields.dayFields('starts_on'),
    ...fields.dayFields('ends_on'),
  })
  .refine((values) => values.role !== 'lead' || values.organisation_id !== null, {
    path: ['organisation_id'],
    message: 'Select the organisation they lead',
  })

export const extraTimeForm = z.object({ extra_time: fields.oneOf(extraTimes, 'Select how much extra time') })

export const endForm = z.object({ ...fields.dayFields('ends_on') })
export const reasonForm = z.object({ reason: fields.optionalText(300) })
export const invitationForm = z.object({ seen: fields.optionalId() })

const known = <Word extends string>(words: readonly Word[]) =>
  fields.optionalText(50).transform((typed) => words.find((word) => word === typed) ?? null)

export const personFilters = z.object({
  search: fields.optionalText(),
  organisation_id: fields.optionalId(),
  role: known<Role>(roles),
  state: known<PersonState>(personStates),
})

/** Ticked people, or everyone the filters find. */
export const inviteManyForm = personFilters.extend({ person_ids: fields.ids(), all_found: fields.ticked() })

export const importFilters = z.object({ verdict: known(verdicts), flagged: fields.ticked() })
export const applyForm = z.object({ invites: fields.ticked() })
