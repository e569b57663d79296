/** The scheduling form, with its wall-clock start; booking, needs, cancelling, finding a colleague. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'
import type { FieldError, Typed } from '../../platform/http/form.ts'
import { addMinutes, parseTime, wallToInstant, wordsForDate } from '../../lib/time.ts'
import type { LiveSessionInput } from './commands/live-sessions.ts'
import { audiences, modes, needChoices, readMeetingUrl, writeNeeds } from './rules.ts'

/** The value of a choice that stands for no course part. */
export const noPart = 'none'

export const liveSessionForm = z
  .object({
    id: fields.optionalId(),
    title: fields.text('Enter a title'),
    live_part_id: fields.text('Select what the session delivers'),
    mode: fields.oneOf(modes, 'Select how it is held'),
    place: fields.optionalText(300),
    is_mandatory: fields.oneOf(['yes', 'no'], 'Select whether people must come'),
    audience: fields.oneOf(audiences, 'Select who it is for'),
    ...fields.dayFields('day'),
    time: fields.optionalText(20),
    clock: fields.optionalText(10),
    length_minutes: fields.wholeNumber('Enter the length in minutes, like 150', 5, 720),
    capacity: fields.wholeNumber('Enter the number of places', 1, 10_000),
    trainer_ids: fields.ids().refine((ids) => ids.length > 0, 'Select at least one trainer'),
    join_url: fields.optionalText(2000).transform((typed, issue) => {
      if (typed === null) return null
      const url = readMeetingUrl(typed)
      if (url) return url
      issue.addIssue({ code: 'custom', message: 'Enter the whole meeting link, beginning with https://' })
      return z.NEVER
    }),
    notes: fields.optionalLongText(4000),
  })
  .transform(({ live_part_id, is_mandatory, ...values }) => ({
    ...values,
    live_part_id: live_part_id === noPart ? null : live_part_id,
    is_mandatory: is_mandatory === 'yes',
  }))

export type LiveSessionValues = z.infer<typeof liveSessionForm>

/**
 * What the form says that goes beyond single fields: the start on the London clock and, for a session in person, a place.
 * Read beside the schema, so that every fault of the page is shown at once.
 */
export function readStart(typed: Typed): { starts_at: Date } | { errors: FieldError[] } {
  const errors: FieldError[] = []
  const one = (name: string) => [typed[name] ?? ''].flat()[0]!.trim()
  const day = fields.readDay(
    { 'day-day': one('day-day'), 'day-month': one('day-month'), 'day-year': one('day-year') },
    'day',
  )
  if (day === null) errors.push({ field: 'day-day', text: 'Enter the day' })
  if (day === 'bad') errors.push({ field: 'day-day', text: 'Enter a day that exists, like 27 4 2027' })
  const time = parseTime(one('time'))
  if (time === null) errors.push({ field: 'time', text: 'Enter the start time, like 10am or 2:30pm' })
  if (one('mode') === 'in person' && one('place') === '')
    errors.push({ field: 'place', text: 'Enter where it is held' })
  if (day === null || day === 'bad' || time === null) return { errors }

  const clock = one('clock')
  const start = wallToInstant({ date: day, time }, clock === 'earlier' || clock === 'later' ? clock : undefined)
  const on = wordsForDate(day)
  switch (start.kind) {
    case 'ok':
      return errors.length > 0 ? { errors } : { starts_at: start.at }
    case 'skipped':
      errors.push({
        field: 'time',
        text: `${one('time')} does not exist on ${on}: the clocks go forward from 1am to 2am. Enter a time before 1am or from 2am`,
      })
      return { errors }
    case 'doubled':
      errors.push({
        field: 'clock',
        text: `${one('time')} comes twice on ${on}, because the clocks go back from 2am to 1am. Select which one you mean`,
      })
      return { errors }
    case 'invalid':
      return { errors: [...errors, { field: 'day-day', text: 'Enter a day that exists, like 27 4 2027' }] }
  }
}

/** The form and its start as the commands take them. */
export function toInput(values: LiveSessionValues, startsAt: Date): LiveSessionInput {
  return {
    title: values.title,
    live_part_id: values.live_part_id,
    mode: values.mode,
    place: values.mode === 'in person' ? values.place : null,
    is_mandatory: values.is_mandatory,
    audience: values.audience,
    starts_at: startsAt,
    ends_at: addMinutes(startsAt, values.length_minutes),
    capacity: values.capacity,
    trainer_ids: values.trainer_ids,
    join_url: values.mode === 'online' ? values.join_url : null,
    notes: values.notes,
  }
}

export const sessionCancellationForm = z.object({
  reason: fields.longText('Enter the reason. Everyone who booked will read it', 1000),
})

const needs = {
  needs: fields.manyOf(needChoices),
  needs_other: fields.optionalLongText(500),
}

export const needsForm = z
  .object(needs)
  .transform((values) => ({ needs: writeNeeds(values.needs, values.needs_other) }))

/** `person_id` is there when a lead or a coordinator books somebody else. */
export const bookingForm = z
  .object({ person_id: fields.optionalId(), ...needs })
  .transform((values) => ({ person_id: values.person_id, needs: writeNeeds(values.needs, values.needs_other) }))

export const moveForm = z.object({ live_session_id: fields.id('Select the session to move to') })

/** Both buttons of the page of an offer. */
export const offerForm = z.object({ answer: fields.oneOf(['take', 'decline'], 'Select whether you take the place') })

export const colleagueSearch = z.object({ search: fields.optionalText() })
