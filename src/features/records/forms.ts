/** Finding the other record of a person, and saying that they are one. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'

export const otherQuery = z.object({ search: fields.optionalText(200) })

export const mergeForm = z.object({
  is_same: fields.ticked().refine((is) => is, 'Say that both are records of the same person'),
})
