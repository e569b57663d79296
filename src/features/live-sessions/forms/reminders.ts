/** Which reminders of a session go out; none ticked is none. */
import { z } from 'zod'
import * as fields from '../../../platform/http/fields.ts'
import type { Reminder } from '../reminder-times.ts'
import { reminders } from '../reminder-times.ts'

export const remindersForm = z.object({
  reminders: fields.manyOf(reminders).transform((ticked) => ticked as Reminder[]),
})
