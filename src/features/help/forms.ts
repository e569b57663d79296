/** The form of an entry, and the choice of a district on the public page. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'
import { helpKinds } from './rules.ts'

export const districtFilter = z.object({ district: fields.optionalId() })

export const helpEntryForm = z
  .object({
    kind: fields.oneOf(helpKinds, 'Select what kind of entry it is'),
    name: fields.text('Enter a name', 200),
    description: fields.longText('Enter what people can do there', 2000),
    phone: fields.optionalText(40),
    url: fields.optionalText(500),
    is_anonymous: fields.ticked(),
    area_id: fields.optionalId(),
    owner: fields.text('Enter who keeps this entry up to date', 120),
    position: fields.wholeNumber('Enter a number for its place in the list', 0, 10_000),
    is_checked: fields.ticked(),
    ...fields.dayFields('review_on'),
  })
  .transform((values, issue) => {
    const { kind, name, description, phone, url, is_anonymous, area_id, owner, position, is_checked } = values
    const refuse = (field: string, message: string) => issue.addIssue({ code: 'custom', path: [field], message })
    if (phone !== null && !/^\+?[\d ()-]{2,}$/.test(phone)) refuse('phone', 'Enter a phone number, like 0800 111 222')
    if (url !== null && URL.parse(url)?.protocol !== 'https:')
      refuse('url', 'Enter the whole address of the website, beginning with https://')
    const day = fields.readDay(values, 'review_on')
    if (day === null || day === 'bad') refuse('review_on-day', 'Enter the day of the next review, like 27 3 2027')
    const review_on = day === null || day === 'bad' ? '' : day
    return { kind, name, description, phone, url, is_anonymous, area_id, owner, position, review_on, is_checked }
  })
