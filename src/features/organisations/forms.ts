/** The organisation form, the form of its end, and the list's filters. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'
import { domainFault, organisationKinds, readDomains } from './rules.ts'

export const organisationForm = z.object({
  name: fields.text('Enter the name of the organisation'),
  kind: fields.oneOf(organisationKinds, 'Select what kind of organisation it is'),
  area_ids: fields.ids(),
  domains: fields.optionalLongText().transform((typed, issue) => {
    const domains = readDomains(typed)
    for (const domain of domains) {
      const fault = domainFault(domain)
      if (fault) issue.addIssue({ code: 'custom', message: fault })
    }
    return domains
  }),
  parent_id: fields.optionalId(),
})

export const endingForm = z
  .object({ ...fields.dayFields('ends_on'), successor_id: fields.optionalId() })
  .transform((typed, issue) => {
    const ends_on = fields.readDay(typed, 'ends_on')
    if (ends_on === null || ends_on === 'bad') {
      const message = ends_on === null ? 'Enter the day it ends' : 'The day it ends must be a real day, like 1 4 2028'
      issue.addIssue({ code: 'custom', path: ['ends_on-day'], message })
      return z.NEVER
    }
    return { ends_on, successor_id: typed.successor_id }
  })

export const organisationFilters = z.object({
  search: fields.optionalText(),
  kind: fields.optionalText(),
  area_id: fields.optionalId(),
})
