/** The organisation form and the list's filters. */
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

export const organisationFilters = z.object({
  search: fields.optionalText(),
  kind: fields.optionalText(),
  area_id: fields.optionalId(),
})
