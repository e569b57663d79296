/** Samples of a holder's badge: before it is made, shown, and where it cannot be made. */
import type { RoomSamples } from '../sample.ts'
import { sampleId, typed } from '../sample.ts'

const href = `/certificates/${sampleId(80)}`
const reference = 'A'.repeat(22)
const url = `http://localhost:3000/badges/${reference}`
const badge = {
  certificate: { number: 'HCC-2027-000123-K', programme_name: 'Hate crime champion' },
  name: 'Siân O’Brien-Żak',
  action: `${href}/badge`,
  hide_action: `${href}/badge/removal`,
  is_shown: true,
  shows_name: true,
  since_words: '14 April 2027' as string | null,
  can_show: true,
  has_mailbox: true,
  is_valid: true,
  is_served: true,
  files: [
    { text: 'Picture (PNG)', href: `/badges/${reference}.png`, hint: 'For most backpacks and websites' },
    { text: 'Drawing (SVG)', href: `/badges/${reference}.svg`, hint: 'The same, sharp at any size' },
    {
      text: 'Credential (JSON)',
      href: `/badges/${reference}.json`,
      hint: 'Open Badges 3.0 with a Data Integrity proof',
    },
    { text: 'Token (JWT)', href: `/badges/${reference}.jwt`, hint: 'Open Badges 3.0 for digital wallets' },
  ],
  addresses: [
    { label: 'Address of the badge', value: `${url}.json` },
    { label: 'Address for older backpacks (Open Badges 2.0)', value: `${url}/assertion` },
  ],
  linkedin: {
    href: 'https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME',
    fields: [
      { label: 'Name', value: 'Hate crime champion' },
      { label: 'Issuing organisation', value: 'Hertfordshire Constabulary' },
      { label: 'Issue date', value: '12 April 2027' },
      { label: 'Expiration date', value: '12 April 2028' },
      { label: 'Credential ID', value: 'HCC-2027-000123-K' },
      { label: 'Credential URL', value: `http://localhost:3000/verify/${reference}` },
    ],
  },
  void_words: null as string | null,
  newer_href: null as string | null,
}
const replaced = {
  ...badge,
  can_show: false,
  is_valid: false,
  is_served: false,
  linkedin: null,
  void_words:
    'This certificate was replaced, so it cannot be added to other places any more. Add the newer one instead.',
  newer_href: `/certificates/${sampleId(81)}/badge`,
}
const expired = {
  ...badge,
  can_show: false,
  is_valid: false,
  linkedin: null,
  void_words:
    'This certificate has expired, so it cannot be added to other places any more. Once it is renewed, add the new one.',
}
const page = {
  title: 'A badge of your certificate',
  back: { href, text: 'Certificate HCC-2027-000123-K' },
  form: typed({ shows_name: 'yes' }),
  badge,
  withdrawn_words: null as string | null,
}
const hidden = { ...badge, is_shown: false, shows_name: false, since_words: null }

export const badgeSamples: RoomSamples = {
  pages: {
    show: { locals: page },
    'show.withdrawn': { locals: { ...page, withdrawn_words: '2 May 2027' } },
    'show.not-yet': { locals: { ...page, form: typed(), badge: hidden } },
    'show.not-valid': {
      locals: { ...page, badge: { ...expired, is_shown: false, shows_name: false, since_words: null } },
    },
    'show.no-mailbox': { locals: { ...page, badge: { ...hidden, can_show: false, has_mailbox: false } } },
    'show.expired': { locals: { ...page, badge: expired } },
    'show.replaced': { locals: { ...page, badge: replaced } },
  },
}
