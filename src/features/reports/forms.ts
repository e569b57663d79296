/** What the reports can be asked, and the form that takes a map. */
import { z } from 'zod'
import { isId } from '../../lib/ids.ts'
import { isDay, lastDay } from '../../lib/time.ts'
import * as fields from '../../platform/http/fields.ts'
import { organisationKinds } from '../organisations/index.ts'
import { usualProgramme } from '../roster/index.ts'

export const mapFigures = ['people', 'none', 'one', 'within_90'] as const
export type MapFigure = (typeof mapFigures)[number]

const shows = ['all', 'none', 'one'] as const

const firstOf = (value: unknown): unknown => [value].flat()[0]

/** `on=2027-03-27` in an address, three fields in the form, `today` where neither is there. */
export const coverageQuery = (today: string) =>
  z
    .object({
      programme: fields.optionalText(200),
      on: fields.optionalText(20),
      ...fields.dayFields('on'),
      figure: z.preprocess(firstOf, z.enum(mapFigures).catch('people')),
      show: z.preprocess(firstOf, z.enum(shows).catch('all')),
      area_id: fields.optionalText(100).transform((text) => (text !== null && isId(text) ? text : null)),
      kind: z.preprocess(firstOf, z.enum(organisationKinds).nullable().catch(null)),
    })
    .transform((typed, issue) => {
      const on = typed.on ?? fields.readDay(typed, 'on') ?? today
      if (!isDay(on) || on > lastDay)
        issue.addIssue({ code: 'custom', path: ['on-day'], message: 'Enter a day, like 27 3 2027' })
      const { figure, show, area_id, kind } = typed
      return { programme: typed.programme ?? usualProgramme, on, figure, show, area_id, kind }
    })

export type CoverageQuery = z.infer<ReturnType<typeof coverageQuery>>

export const mapForm = z.object({ credit: fields.optionalText(500) })
