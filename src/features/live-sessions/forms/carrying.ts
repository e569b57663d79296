/** Where a new session was filled from, and what of it comes along. */
import { z } from 'zod'
import * as fields from '../../../platform/http/fields.ts'
import type { Carrying } from '../carrying.ts'
import { carryings } from '../carrying.ts'

export const carryingForm = z.object({
  copy_of: fields.optionalId(),
  from_template: fields.optionalId(),
  carries: fields.manyOf(carryings).transform((ticked) => ticked as Carrying[]),
})
