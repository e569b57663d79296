/** Which calendar feed is meant: one's own, or all sessions. */
import { z } from 'zod'
import * as fields from '../../../platform/http/fields.ts'

export const feedForm = z.object({ kind: fields.oneOf(['own', 'programme'], 'Select which calendar') })
