/** Samples of the help page, its entries and the pages of the footer. */
import type { RoomSamples } from '../sample.ts'
import { sampleId, typed } from '../sample.ts'

const entry = {
  name: 'Crimestoppers',
  description: 'An independent charity that takes information without asking who you are.',
  phone: '0800 555 111',
  phone_href: 'tel:0800555111',
  url: 'https://crimestoppers-uk.org',
  url_words: 'crimestoppers-uk.org',
  is_anonymous: true,
  area_name: null,
  caution: null,
}
const centre = { ...entry, name: 'Stevenage Council', phone: null, url: null, area_name: 'Stevenage' }
const centres = [{ description: 'Please check that it still takes reports before you go.', entries: [centre] }]
const districts = [
  { value: '', text: 'All of the county' },
  { value: sampleId(10), text: 'Stevenage' },
]
const help = {
  district_name: null,
  district_choices: districts,
  emergency: {
    ...entry,
    name: '999',
    description: 'Call 999 if it is happening now.',
    phone: '999',
    phone_href: 'tel:999',
  },
  routes: [entry, { ...entry, name: 'True Vision', phone: null, is_anonymous: false }],
  local_centres: [],
  centres,
  support: [{ ...entry, name: 'Beacon', url: null, is_anonymous: false }],
  anonymous_routes: [entry],
  is_stale: false,
  checked_words: '22 November 2026',
  due_words: '22 February 2027',
}
const title = 'Report hate crime or get help'
const back = { href: '/help/entries', text: 'Entries of the help page' }
const listed = {
  name: 'Crimestoppers',
  href: `/help/entries/${sampleId(11)}`,
  kind_words: 'A way to report',
  area_words: 'Anywhere',
  owner: 'Hate crime team',
  checked_words: '22 November 2026',
  review_words: '22 February 2027',
  is_overdue: true,
  is_withdrawn: false,
}
const formLocals = {
  back,
  kind_choices: [
    { value: 'route', text: 'A way to report' },
    { value: 'support', text: 'Support' },
  ],
  district_choices: [{ value: '', text: 'Anywhere' }, ...districts.slice(1)],
}
const entriesTitle = 'Entries of the help page'

export const helpSamples: RoomSamples = {
  pages: {
    show: { as: 'signed-out', locals: { title, exit_page: true, filter: typed(), help } },
    'show.district': {
      as: ['coordinator'],
      locals: {
        title,
        exit_page: true,
        filter: typed({ district: sampleId(10) }),
        help: {
          ...help,
          district_name: 'Stevenage',
          local_centres: centres,
          is_stale: true,
          routes: [{ ...entry, caution: 'Not checked since 22 November 2026' }],
        },
      },
    },
    'show.empty': {
      as: 'signed-out',
      locals: {
        title,
        exit_page: true,
        filter: typed(),
        help: {
          ...help,
          ...{ emergency: null, routes: [], centres: [], support: [], anonymous_routes: [], checked_words: null },
        },
      },
    },
    entries: {
      as: ['coordinator'],
      locals: {
        title: entriesTitle,
        wide: true,
        entries: [listed, { ...listed, name: 'Old place', is_overdue: false, is_withdrawn: true }],
      },
    },
    'entries.empty': { as: ['coordinator'], locals: { title: entriesTitle, wide: true, entries: [] } },
    entry: {
      as: ['coordinator'],
      locals: {
        ...formLocals,
        title: 'Edit ‘Crimestoppers’',
        action: `/help/entries/${sampleId(11)}`,
        entry: { name: 'Crimestoppers' },
        form: typed({ kind: 'route', name: 'Crimestoppers', 'review_on-day': '22' }),
      },
    },
    'entry.errors': {
      as: ['coordinator'],
      locals: {
        ...formLocals,
        title: 'Add an entry to the help page',
        action: '/help/entries',
        entry: null,
        form: typed({ phone: 'call us' }, [
          { field: 'kind', text: 'Select what kind of entry it is' },
          { field: 'phone', text: 'Enter a phone number, like 0800 111 222' },
          { field: 'review_on-day', text: 'Enter the day of the next review, like 27 3 2027' },
        ]),
      },
    },
    withdrawal: {
      as: ['coordinator'],
      locals: { title: 'Withdraw ‘Crimestoppers’?', back, entry: { id: sampleId(11) } },
    },
    accessibility: { as: 'signed-out', locals: { title: 'Accessibility statement' } },
    privacy: { as: 'signed-out', locals: { title: 'Privacy notice' } },
    cookies: {
      as: 'signed-out',
      locals: { title: 'Cookies', session_cookie: '__Host-upstander', owner_cookie: '__Host-last_person' },
    },
    complaints: { as: 'signed-out', locals: { title: 'Complain or give feedback' } },
  },
}
