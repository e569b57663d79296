/** The filters of the roster as people and addresses give them, and the form that asks what an export is for. */
import { z } from 'zod'
import { isId } from '../../lib/ids.ts'
import { isDay, lastDay } from '../../lib/time.ts'
import * as fields from '../../platform/http/fields.ts'
import { certificateStates } from '../certification/index.ts'
import type { CertificateState } from '../certification/index.ts'
import { formats, sorts, usualProgramme, usualStates } from './rules.ts'
import type { RosterFilters } from './rules.ts'

// An id that is none fits nothing, rather than everything: an address with a slip in it must not export the whole roster.
const nobodys = '00000000-0000-0000-0000-000000000000'

const filterId = () => fields.optionalText(100).transform((text) => (text === null || isId(text) ? text : nobodys))

/** `on=2027-03-27` in an address; three fields in the form. `today` where neither is there. */
export const rosterFilters = (today: string) =>
  z
    .object({
      programme: fields.optionalText(200),
      organisation_id: filterId(),
      kind: fields.optionalText(200),
      area_id: filterId(),
      state: fields.manyOf(certificateStates),
      on: fields.optionalText(20),
      ...fields.dayFields('on'),
      search: fields.optionalText(200),
      sort: z.preprocess((value) => [value].flat()[0], z.enum(sorts).catch('name')),
      direction: z.preprocess((value) => [value].flat()[0], z.enum(['asc', 'desc']).catch('asc')),
    })
    .transform((typed, issue): RosterFilters => {
      const parts = fields.readDay(typed, 'on')
      const on = typed.on ?? parts ?? today
      if (!isDay(on) || on > lastDay)
        issue.addIssue({ code: 'custom', path: ['on-day'], message: 'Enter a day, like 27 3 2027' })
      return {
        programme: typed.programme ?? usualProgramme,
        organisation_id: typed.organisation_id,
        kind: typed.kind,
        area_id: typed.area_id,
        states: typed.state.length > 0 ? (typed.state as CertificateState[]) : usualStates,
        on,
        search: typed.search,
        sort: typed.sort,
        direction: typed.direction,
      }
    })

export const formatQuery = z.object({
  format: z.preprocess((value) => [value].flat()[0], z.enum(formats).catch('csv')),
})

export const exportForm = z.object({
  purpose: fields
    .text('Enter what the export is for', 300)
    .refine((text) => text.length >= 3, 'Say in a few words what the export is for'),
})
