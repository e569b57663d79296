/** Adding a file or a link to a session. */
import { z } from 'zod'
import * as fields from '../../../platform/http/fields.ts'
import { materialMoments } from '../materials.ts'
import { readMeetingUrl } from '../rules.ts'

const moment = fields.oneOf(materialMoments, 'Select when people are shown it')

export const materialFileForm = z.object({ title: fields.optionalText(), moment })

export const materialLinkForm = z.object({
  title: fields.text('Enter what it is called'),
  url: fields.text('Enter the link', 2000).transform((typed, issue) => {
    const url = readMeetingUrl(typed)
    if (url) return url
    issue.addIssue({ code: 'custom', message: 'Enter the whole link, beginning with https://' })
    return z.NEVER
  }),
  moment,
})
