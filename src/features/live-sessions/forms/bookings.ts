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

/** `person_id` is there when a lead or a coordinator books somebody else. */
export const bookingForm = z
  .object({ person_id: fields.optionalId(), ...needs })
  .transform((values) => ({ person_id: values.person_id, needs: writeNeeds(values.needs, values.needs_other) }))

export const moveForm = z.object({ live_session_id: fields.id('Select the session to move to') })

export const colleagueSearch = z.object({ search: fields.optionalText() })
