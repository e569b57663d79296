/** The filters of the roster as people and addresses give them, and the form that asks what an export is for. */
import { z } from 'zod'
import { isId } from '../../lib/ids.ts'
import { isDay, lastDay } from '../../lib/time.ts'
import * as fields from '../../platform/http/fields.ts'
import { certificateStates } from '../certification/index.ts'
import type { CertificateState } from '../certification/index.ts'
import { columnIds, formats, sorts, usualColumns, usualProgramme, usualStates } from './rules.ts'
import type { ColumnId, RosterFilters } from './rules.ts'

// An id that is none fits nothing, rather than everything: an address with a slip in it must not export the whole roster.
const nobodys = '00000000-0000-0000-0000-000000000000'

const filterId = () => fields.optionalText(100).transform((text) => (text === null || isId(text) ? text : nobodys))

const firstOf = (value: unknown): unknown => [value].flat()[0]
const optionOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.preprocess(firstOf, z.enum(values).nullable().catch(null))

/** The days between which something must lie: in an address `valid_from=2027-03-27`, in the form three fields. */
const ranges = ['certified_from', 'certified_to', 'valid_from', 'valid_until'] as const
const rangeFields = Object.assign(
  {},
  ...ranges.map((name) => ({ [name]: fields.optionalText(20), ...fields.dayFields(name) })),
) as Record<(typeof ranges)[number], ReturnType<typeof fields.optionalText>>

const dayMessage = 'Enter a day, like 27 3 2027'

/** `on=2027-03-27` in an address; three fields in the form. `today` where neither is there. */
export const rosterFilters = (today: string) =>
  z
    .object({
      programme: fields.optionalText(200),
      organisation_id: filterId(),
      below: fields.ticked(),
      language: optionOf(['en', 'cy']),
      listed: optionOf(['yes', 'no']),
      cycle: optionOf(['first', 'renewed']),
      confirmed: optionOf(['yes', 'no']),
      seat: optionOf(['needed']),
      ...rangeFields,
      column: fields.manyOf(columnIds),
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
      if (!isDay(on) || on > lastDay) issue.addIssue({ code: 'custom', path: ['on-day'], message: dayMessage })
      const days = Object.fromEntries(
        ranges.map((name) => {
          const day = typed[name] ?? fields.readDay(typed, name)
          if (day !== null && (!isDay(day) || day > lastDay))
            issue.addIssue({ code: 'custom', path: [`${name}-day`], message: dayMessage })
          return [name, day]
        }),
      ) as Pick<RosterFilters, (typeof ranges)[number]>
      for (const [first, last] of [
        ['certified_from', 'certified_to'],
        ['valid_from', 'valid_until'],
      ] as const)
        if (days[first] !== null && days[last] !== null && days[last] < days[first])
          issue.addIssue({
            code: 'custom',
            path: [`${last}-day`],
            message: 'The last day must be the first one or after it',
          })
      return {
        ...days,
        below: typed.below && typed.organisation_id !== null,
        language: typed.language,
        listed: typed.listed,
        cycle: typed.cycle,
        confirmed: typed.confirmed,
        seat: typed.seat,
        columns: typed.column.length > 0 ? (typed.column as ColumnId[]) : usualColumns,
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

/** A name for what is shown now, and whether a link to it comes by mail. */
export const viewForm = z.object({
  name: fields.text('Enter a name for this view', 100),
  mails: z.preprocess(firstOf, z.enum(['never', 'weekly', 'monthly']).catch('never')),
})
