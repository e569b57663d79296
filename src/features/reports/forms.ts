/** What the reports can be asked, and the form that takes a map. */
import { z } from 'zod'
import { isId } from '../../lib/ids.ts'
import { isEmailAddress, normaliseEmail } from '../../lib/text.ts'
import { isDay, lastDay } from '../../lib/time.ts'
import type { Form } from '../../platform/http/form.ts'
import { filledForm } from '../../platform/http/form.ts'
import * as fields from '../../platform/http/fields.ts'
import { organisationKinds } from '../organisations/index.ts'
import { usualProgramme } from '../roster/index.ts'
import { groupings } from './queries/funnel.ts'
import { steps } from './rules/funnel.ts'

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

export const publicationForm = z.object({ shows: fields.manyOf(['figures', 'directory']) })

/** A mailbox is asked for only of who agrees. */
export const directoryForm = z
  .object({ agrees: fields.ticked(), mailbox: fields.optionalText(254) })
  .transform((typed, issue) => {
    const mailbox = normaliseEmail(typed.mailbox ?? '')
    if (typed.agrees && mailbox === '')
      issue.addIssue({ code: 'custom', path: ['mailbox'], message: 'Enter a mailbox to write to' })
    else if (typed.agrees && !isEmailAddress(mailbox))
      issue.addIssue({
        code: 'custom',
        path: ['mailbox'],
        message: 'Enter an email address in the correct format, like safeguarding@example.com',
      })
    return { agrees: typed.agrees, mailbox }
  })

export const mapForm = z.object({ credit: fields.optionalText(500), takes_areas: fields.ticked() })

interface Days {
  from: string
  to: string
}

const dayMessage = 'Enter a day, like 27 3 2027'

/** `from` and `to` in an address, three fields each in the form, the usual ones where neither is there. */
const daysFields = {
  from: fields.optionalText(20),
  ...fields.dayFields('from'),
  to: fields.optionalText(20),
  ...fields.dayFields('to'),
}

function readDays(typed: Record<string, unknown>, usual: Days, fault: (field: string, message: string) => void): Days {
  const from = (typed.from as string | null) ?? fields.readDay(typed, 'from') ?? usual.from
  const to = (typed.to as string | null) ?? fields.readDay(typed, 'to') ?? usual.to
  if (!isDay(from) || from > lastDay) fault('from-day', dayMessage)
  else if (!isDay(to) || to > lastDay) fault('to-day', dayMessage)
  else if (to < from) fault('to-day', 'The last day must be the first one or after it')
  return { from, to }
}

const faultOf =
  (issue: { addIssue: (one: { code: 'custom'; path: string[]; message: string }) => void }) =>
  (field: string, message: string) =>
    issue.addIssue({ code: 'custom', path: [field], message })

export const periodQuery = (usual: Days) =>
  z.object(daysFields).transform((typed, issue) => readDays(typed, usual, faultOf(issue)))

export const funnelQuery = (usual: Days) =>
  z
    .object({
      ...daysFields,
      programme: fields.optionalText(200),
      by: z.preprocess(firstOf, z.enum(groupings).catch('organisation')),
    })
    .transform((typed, issue) => ({
      ...readDays(typed, usual, faultOf(issue)),
      programme: typed.programme ?? usualProgramme,
      by: typed.by,
    }))

export type FunnelQuery = z.infer<ReturnType<typeof funnelQuery>>

/** `key=none` for those who have no organisation or session; without a key, everybody. */
export const funnelPeopleQuery = z.object({
  key: fields.optionalText(100).transform((text) => (text === null ? undefined : text === 'none' ? null : text)),
  step: z.preprocess(firstOf, z.enum(steps).catch('invited')),
  only: fields.optionalText(10),
})

/** Days in the form's own fields, with whatever else was chosen. */
export function periodForm({ from, to }: Days, more: Record<string, string> = {}): Form {
  const parts = (name: string, day: string) => {
    const [year = '', month = '', dayOfMonth = ''] = day.split('-')
    return {
      [`${name}-day`]: String(Number(dayOfMonth)),
      [`${name}-month`]: String(Number(month)),
      [`${name}-year`]: year,
    }
  }
  return filledForm({ ...parts('from', from), ...parts('to', to), ...more })
}
