/** The form of an entry, and the choice of a district on the public page. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'
import { helpKinds } from './rules.ts'

export const districtFilter = z.object({ district: fields.optionalId() })

const contact = z
  .object({ phone: fields.optionalText(40), url: fields.optionalText(500), ...fields.dayFields('review_on') })
  .transform((values, issue) => {
    const { phone, url } = values
    const refuse = (field: string, message: string) => issue.addIssue({ code: 'custom', path: [field], message })
    if (phone !== null && !/^\+?[\d ()-]{2,}$/.test(phone)) refuse('phone', 'Enter a phone number, like 0800 111 222')
    if (url !== null && URL.parse(url)?.protocol !== 'https:')
      refuse('url', 'Enter the whole address of the website, beginning with https://')
    const day = fields.readDay(values, 'review_on')
    if (day === null || day === 'bad') refuse('review_on-day', 'Enter the day of the next review, like 27 3 2027')
    return { phone, url, review_on: day ?? '' }
  })

/** Joined by `and`, so that all faults show at once. */
export const helpEntryForm = z
  .object({
    kind: fields.oneOf(helpKinds, 'Select what kind of entry it is'),
    name: fields.text('Enter a name', 200),
    description: fields.longText('Enter what people can do there', 2000),
    is_anonymous: fields.ticked(),
    area_id: fields.optionalId(),
    owner: fields.text('Enter who keeps this entry up to date', 120),
    position: fields.wholeNumber('Enter a number for its place in the list', 0, 10_000),
    is_checked: fields.ticked(),
  })
  .and(contact)
