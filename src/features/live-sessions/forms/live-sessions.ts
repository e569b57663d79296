/** The scheduling form with its parts, and cancelling a session. */
import type { Request } from 'express'
import { z } from 'zod'
import * as fields from '../../../platform/http/fields.ts'
import { Form, readForm } from '../../../platform/http/form.ts'
import type { FieldError, Typed } from '../../../platform/http/form.ts'
import type { LiveSessionInput } from '../commands/live-sessions.ts'
import { audiences, modes, readMeetingUrl } from '../rules.ts'
import { placeParts, readParts } from './parts.ts'

/** A meeting's address, or null where none is typed. */
export const meetingUrl = () =>
  fields.optionalText(2000).transform((typed, issue) => {
    if (typed === null) return null
    const url = readMeetingUrl(typed)
    if (url) return url
    issue.addIssue({ code: 'custom', message: 'Enter the whole meeting link, beginning with https://' })
    return z.NEVER
  })

const liveSessionForm = z.object({
  id: fields.optionalId(),
  title: fields.text('Enter a title'),
  mode: fields.oneOf(modes, 'Select how it is held'),
  place: fields.optionalText(300),
  is_mandatory: fields.oneOf(['yes', 'no'], 'Select whether people must come'),
  audience: fields.oneOf(audiences, 'Select who it is for'),
  capacity: fields.wholeNumber('Enter the number of places', 1, 10_000),
  trainer_ids: fields.ids().refine((ids) => ids.length > 0, 'Select at least one trainer'),
  join_url: meetingUrl(),
  notes: fields.optionalLongText(4000),
  overlap_reason: fields.optionalText(500),
})

export interface SentSession {
  ok: true
  id: string | null
  input: LiveSessionInput
  overlap_reason: string | null
  form: Form
}
export type ReadSession = SentSession | { ok: false; form: Form }

/** The whole page with its parts: what the commands take, or every fault of it at once. */
export function readLiveSession(req: Request): ReadSession {
  const typed = (req.body ?? {}) as Typed
  const read = readForm(liveSessionForm, req)
  const parts = readParts(typed)
  const placed = parts.errors.length === 0 ? placeParts(parts.parts) : { errors: parts.errors }
  const errors: FieldError[] = [...read.form.errors, ...('errors' in placed ? placed.errors : [])]
  if (read.form.value('mode') === 'in person' && read.form.value('place').trim() === '')
    errors.push({ field: 'place', text: 'Enter where it is held' })
  const form = new Form(typed, inFormOrder(errors))
  if (!read.ok || 'errors' in placed || errors.length > 0) return { ok: false, form }
  const { id, is_mandatory, overlap_reason, ...values } = read.values
  const isOnline = values.mode === 'online'
  const input = {
    ...values,
    place: isOnline ? null : values.place,
    join_url: isOnline ? values.join_url : null,
    is_mandatory: is_mandatory === 'yes',
    parts: isOnline ? placed.parts : placed.parts.map((part) => ({ ...part, join_url: null })),
  }
  return { ok: true, id, input, overlap_reason, form }
}

/** The order of the page; the fields of further parts stand after those of the first. */
const fieldOrder = [
  'title',
  'live_part_id',
  'day-day',
  'time',
  'clock',
  'length_minutes',
  'breaks',
  'part-',
  'capacity',
  'trainer_ids',
  'mode',
  'join_url',
  'place',
  'is_mandatory',
  'audience',
  'notes',
  'repeat',
  'repeat_count',
  'overlap_reason',
]
const placeOf = ({ field }: FieldError): number =>
  fieldOrder.findIndex((known) => (known.endsWith('-') ? field.startsWith(known) : field === known))

/** The error summary reads from top to bottom, as the page does. */
export const inFormOrder = (errors: FieldError[]): FieldError[] =>
  errors.toSorted((one, other) => placeOf(one) - placeOf(other))

export const sessionCancellationForm = z.object({
  reason: fields.longText('Enter the reason. Everyone who booked will read it', 1000),
  /** The later sessions of the same series too. */
  rest: fields.ticked(),
})
