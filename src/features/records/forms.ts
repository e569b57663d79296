/** Finding the other record of a person, saying that they are one, and the day people move. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'
import { erasureGrounds } from './rules/erasing.ts'

export const otherQuery = z.object({ search: fields.optionalText(200) })

export const mergeForm = z.object({
  is_same: fields.ticked().refine((is) => is, 'Say that both are records of the same person'),
})

/** The day people move; where each goes stands in a field of its own (pages/moving.ts). */
export const movingForm = z
  .object({ ...fields.dayFields('on'), all: fields.optionalText(100) })
  .transform((typed, issue) => {
    const on = fields.readDay(typed, 'on')
    if (on === null || on === 'bad') {
      issue.addIssue({ code: 'custom', path: ['on-day'], message: 'Enter a real date, like 1 4 2028' })
      return z.NEVER
    }
    return { on }
  })

export const erasureForm = z.object({
  ground: fields.oneOf(erasureGrounds, 'Select why it is erased'),
  typed_name: fields.text('Type the full name, to be sure whom you mean'),
})
