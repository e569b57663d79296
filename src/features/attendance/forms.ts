/** The register as it is sent: a mark, minutes and what stood there before for each person; closing; walk-ins. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'
import type { Typed } from '../../platform/http/form.ts'
import { isId } from '../../lib/ids.ts'
import type { Reading } from './commands/reports.ts'
import type { Mark } from './rules/marks.ts'
import { marks, needsMinutes, writeMarked } from './rules/marks.ts'

/** A mark as a form value has no space in it. */
export const markValue = (mark: Mark): string => mark.replace(' ', '-')

export const markOf = (value: string): Mark | undefined => marks.find((mark) => markValue(mark) === value)

export interface SentMarks {
  /** What differs from what the page showed. */
  changed: { person_id: string; mark: Mark; minutes: number | null; reason: string | null }[]
  /** People whose mark asks for minutes that are missing, or more than the part is long. */
  without_minutes: string[]
  /** People whose mark the rule gave: to give another one asks for a reason. */
  without_reason: string[]
}

/**
 * Reads the whole register. Fields: mark-, minutes-, reason- and was-<person>; `everyone` is the button that marks
 * all of them at once where no script does it. Only what was changed on this page is passed on.
 */
export function readMarks(typed: Typed, lengthMinutes: number, ruled: ReadonlySet<string> = new Set()): SentMarks {
  const one = (name: string): string => [typed[name] ?? ''].flat()[0]!.trim()
  const everyone = markOf(one('everyone'))
  const sent: SentMarks = { changed: [], without_minutes: [], without_reason: [] }
  for (const name of Object.keys(typed)) {
    const person_id = name.slice('was-'.length)
    if (!name.startsWith('was-') || !isId(person_id)) continue
    const mark = everyone ?? markOf(one(`mark-${person_id}`))
    if (!mark) continue
    let minutes: number | null = null
    if (needsMinutes(mark)) {
      const text = one(`minutes-${person_id}`)
      minutes = /^\d{1,4}$/.test(text) ? Number(text) : null
      if (minutes === null || minutes > lengthMinutes) {
        sent.without_minutes.push(person_id)
        continue
      }
    }
    if (writeMarked({ mark, minutes }) === one(name)) continue
    const reason = one(`reason-${person_id}`).slice(0, 1000) || null
    if (reason === null && ruled.has(person_id)) sent.without_reason.push(person_id)
    else sent.changed.push({ person_id, mark, minutes, reason })
  }
  return sent
}

/** When the page was made that sends them; null where it does not say, or says something else. */
export function readSeenAt(typed: Typed, now: Date): Date | null {
  const at = new Date(String([typed.seen_at ?? ''].flat()[0]))
  return Number.isNaN(at.getTime()) || at > now ? null : at
}

/** A rule as it is tried: a share of the minutes, perhaps the last of them. */
export const ruleForm = z.object({
  percent: fields.wholeNumber('Enter the share of the minutes, from 1 to 100', 1, 100),
  last_minutes: fields.optionalWholeNumber(1, 60),
})

export const keptRuleForm = z.object({
  whom: fields.oneOf(['unmarked', 'everyone'], 'Select whom to mark'),
  reason: fields.optionalLongText(1000),
})

const instant = () =>
  z
    .string()
    .max(40)
    .transform((text) => new Date(text))
    .refine((at) => !Number.isNaN(at.getTime()))

const deviceMark = z
  .object({
    mark_id: z.uuid(),
    person_id: z.uuid(),
    mark: z.string().refine((value) => markOf(value) !== undefined),
    minutes: z.number().int().min(0).max(1440).nullable(),
    reason: z.string().trim().max(1000).nullable(),
    marked_at: instant(),
    seen_at: instant(),
  })
  .transform((sent) => ({ ...sent, mark: markOf(sent.mark)!, reason: sent.reason || null }))

/** What a device sends: marks as JSON, and its clock, by which theirs is put right. */
export const deviceMarksForm = z.object({
  device_id: z.uuid(),
  sent_at: instant(),
  marks: z
    .string()
    .transform((text, issue): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        issue.addIssue({ code: 'custom', message: 'No JSON' })
        return z.NEVER
      }
    })
    .pipe(z.array(deviceMark).max(500)),
})

export const settlementForm = z.object({
  person_id: fields.id('Select the person'),
  mark: fields.text('Select the mark', 20),
  minutes: fields.optionalWholeNumber(0, 1440),
})

export const claimForm = z.object({
  statement: fields.longText('Enter when you were there and how you took part', 1000),
})

export const closingForm = z.object({ rest_absent: fields.ticked() })

/** Whoever came: what was typed of them, and who was chosen of those it may be. */
export const walkInForm = z.object({
  who: fields.optionalText(),
  email: fields.optionalText(300),
  person_id: z.preprocess(
    (value) => (value === 'new' || (typeof value === 'string' && isId(value)) ? value : null),
    z.string().nullable(),
  ),
})

export const newWalkInForm = z.object({
  who: fields
    .text('Enter their name')
    .refine((who) => !who.includes('@'), 'We do not know this address: enter their name here, and the address below'),
  email: fields.email(),
  /** The address the page asked about; sent again, it is meant. */
  email_asked: fields.optionalText(300),
  organisation_id: fields.optionalId(),
  consent: fields.ticked().refine((isTicked) => isTicked, 'Ask whether they agree, then tick this'),
})

export const registerFilters = z.object({
  show: fields.oneOf(['to-do', 'coming', 'done', 'cancelled'], 'Select what to show').catch('to-do'),
  whose: fields.oneOf(['all', 'mine'], 'Select whose').catch('all'),
})

/** How file number so and so of an upload is to be read: order-1, page-1 and, once it was looked at, meeting-1. */
export function readReading(typed: Typed, number: number): Reading {
  const values = (name: string) => [typed[`${name}-${number}`] ?? []].flat()
  const order = values('order')[0]
  return {
    order: order === 'day-first' || order === 'month-first' ? order : null,
    encoding: values('page')[0] || null,
    meetings: values('meeting').flatMap((one) => (/^\d{1,4}$/.test(one) ? [Number(one)] : [])),
  }
}

export const decisionForm = z.object({
  identity: z.preprocess((value) => (typeof value === 'string' ? value : ''), z.string().min(1).max(600)),
  person: z.preprocess(
    (value) => (typeof value === 'string' ? value : ''),
    z.string().refine((value) => value === 'nobody' || isId(value), 'Select who this is'),
  ),
})
