/** Saving a template, renaming one, and choosing one to begin from. */
import { z } from 'zod'
import { carryings } from '../carrying.ts'
import * as fields from '../../../platform/http/fields.ts'

export const templateForm = z.object({
  name: fields.text('Enter a name for the template'),
  keeps: fields.manyOf(['trainers', 'link', ...carryings]),
})

export const templateNameForm = z.object({ name: fields.text('Enter a name for the template') })

/** The query of the scheduling form: which template, and when its first part is held. */
export const beginningQuery = z.object({ template: fields.optionalId(), ...fields.dayFields('first_day') })
