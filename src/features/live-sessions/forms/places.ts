/** Keeping places, and answering an offer of one. */
import { z } from 'zod'
import { isId } from '../../../lib/ids.ts'
import * as fields from '../../../platform/http/fields.ts'
import { overlap_reason } from './bookings.ts'

/** Places kept: for an organisation (its id) or a kind of organisation, so many, until the release day. */
export const quotaForm = z.object({
  group: fields
    .text('Select who the places are kept for')
    .transform((typed) => (isId(typed) ? { organisation_id: typed } : { organisation_kind: typed })),
  places: fields.wholeNumber('Enter how many places are kept, like 4', 1, 10_000),
  ...fields.dayFields('release_on'),
})

/** Both buttons of the page of an offer. */
export const offerForm = z.object({
  answer: fields.oneOf(['take', 'decline'], 'Select whether you take the place'),
  overlap_reason,
})
