/** Booking, needs, moving, finding a colleague. */
import { z } from 'zod'
import * as fields from '../../../platform/http/fields.ts'
import { needChoices, writeNeeds } from '../rules.ts'

const needs = {
  needs: fields.manyOf(needChoices),
  needs_other: fields.optionalLongText(500),
}

export const needsForm = z
  .object(needs)
  .transform((values) => ({ needs: writeNeeds(values.needs, values.needs_other) }))

/** Asked for where the person has something else to do at that time. */
export const overlap_reason = fields.optionalText(500)

/** `person_id` is there when a lead or a coordinator books somebody else. */
export const bookingForm = z
  .object({ person_id: fields.optionalId(), ...needs, overlap_reason, early_reason: fields.optionalText(500) })
  .transform(({ person_id, overlap_reason, early_reason, ...values }) => ({
    person_id,
    overlap_reason,
    early_reason,
    needs: writeNeeds(values.needs, values.needs_other),
  }))

export const moveForm = z.object({ live_session_id: fields.id('Select the session to move to'), overlap_reason })

/** The button of each session on the page of choosing another one. */
export const rebookingForm = z.object({ live_session_id: fields.id('Select the session') })

export const colleagueSearch = z.object({ search: fields.optionalText() })
