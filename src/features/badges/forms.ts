/** The form of the badges room. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'

/** Whether the name stands on the badge: only where its holder ticks it. */
export const badgeForm = z.object({ shows_name: fields.ticked() })
