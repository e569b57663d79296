/** The forms of the settings, and the filters of outbox, roles and audit. */
import { z } from 'zod'
import { roles } from '../../platform/access.ts'
import * as fields from '../../platform/http/fields.ts'
import { contrastWithWhite, contrastWords, leastContrast, readColour } from './rules.ts'

export const settingsForm = z.object({
  force_name: fields.text('Enter the name of the police force', 120),
  team_name: fields.text('Enter the name of the team', 120),
  contact_address: fields.email('Enter the address people write to'),
  brand_colour: fields.text('Enter a colour, like #1d3557', 30).transform((typed, issue) => {
    const colour = readColour(typed)
    if (colour === null) {
      issue.addIssue({ code: 'custom', message: 'Enter a colour as # and six digits or letters a to f, like #1d3557' })
      return z.NEVER
    }
    const contrast = contrastWithWhite(colour)
    if (contrast >= leastContrast) return colour
    issue.addIssue({
      code: 'custom',
      message: `White text on ${colour} is too hard to read: its contrast is ${contrastWords(contrast)}, and ${contrastWords(leastContrast)} is needed. Choose a darker colour`,
    })
    return z.NEVER
  }),
  signatory_name: fields.text('Enter who signs the certificates', 120),
  signatory_title: fields.text('Enter the rank or title of who signs', 120),
  sender_name: fields.text('Enter the name that emails come from', 120),
  sender_address: fields.email('Enter the address that emails come from'),
})

export const logoForm = z.object({
  logo_alt: fields.text('Describe the logo for people who cannot see it', 200),
})

export const withdrawalForm = z.object({
  reason: fields.longText('Enter why the key is withdrawn', 1000),
  is_sure: fields.ticked().refine((is) => is, 'Say that every badge it signed may end'),
})

export const mailStates = ['planned', 'waiting', 'sent', 'came back', 'failed', 'dropped'] as const
export type MailState = Exclude<(typeof mailStates)[number], 'planned'>

const optionalOneOf = (values: readonly string[]) =>
  fields.optionalText().transform((value) => (value !== null && values.includes(value) ? value : null))

export const outboxFilters = z.object({
  state: optionalOneOf(mailStates),
  search: fields.optionalText().transform((value) => value?.toLowerCase() ?? null),
})

export const roleFilters = z.object({ role: optionalOneOf(roles) })

export const auditFilters = z
  .object({
    action: fields.optionalText(),
    actor: fields.optionalText(),
    subject_id: fields.optionalText(),
    ...fields.dayFields('from'),
    ...fields.dayFields('to'),
  })
  .transform((typed, issue) => {
    const [from, to] = (['from', 'to'] as const).map((name) => {
      const day = fields.readDay(typed, name)
      if (day === 'bad')
        issue.addIssue({ code: 'custom', path: [`${name}-day`], message: 'Enter a real day, like 27 3 2027' })
      return day === 'bad' ? null : day
    }) as [string | null, string | null]
    return { action: typed.action, actor: typed.actor, subject_id: typed.subject_id, from, to }
  })
