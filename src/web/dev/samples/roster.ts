/** Samples of the roster and of the page that asks what an export is for. */
import type { PageSample, RoomSamples } from '../sample.ts'
import { paging, sampleId, typed } from '../sample.ts'

const query = 'programme=hate-crime-champion&state=current&on=2027-04-12&sort=name&direction=asc'
const as: ['coordinator'] = ['coordinator']

const list = (change: Record<string, unknown>): PageSample['locals'] => ({
  title: 'Roster of champions',
  wide: true,
  form: typed({
    programme: 'hate-crime-champion',
    state: ['current'],
    'on-day': '12',
    'on-month': '4',
    'on-year': '2027',
  }),
  paging: paging(120, 2),
  counted_words: '120 people',
  to_come_words: '',
  programme_name: 'Hate crime champion',
  on: '2027-04-12',
  champions: [
    {
      full_name: 'Siân O’Brien-Żak',
      email: 'sian@dacorum.gov.uk',
      href: `/certificates/${sampleId(80)}`,
      cells: [
        { text: 'Dacorum Borough Council', tag: null, is_day: false },
        { text: '12 May 2026', tag: null, is_day: true },
        { text: 'Expiring', tag: { text: 'Expiring', classes: 'app-tag--wait' }, is_day: false },
        { text: 'Yes', tag: null, is_day: false },
      ],
    },
  ],
  sort: { by: 'name', direction: 'asc' },
  sort_href: (column: string, direction: string) => `/roster?sort=${column}&direction=${direction}`,
  hidden: { sort: 'name', direction: 'asc' },
  headings: [
    { text: 'Name', sort: 'name' },
    { text: 'Organisation', sort: 'organisation' },
    { text: 'Certified on', sort: 'certified' },
    { text: 'State', sort: null },
    { text: 'May be listed', sort: null },
  ],
  exports: [
    { text: 'Export as CSV', href: `/roster/export?${query}&format=csv` },
    { text: 'Print', href: `/roster/export?${query}&format=print` },
  ],
  views: [
    {
      name: 'Housing',
      href: `/roster?${query}`,
      change_href: `/roster/views/${sampleId(90)}`,
      mails_words: 'a link on Mondays',
    },
  ],
  save_href: `/roster/views/new?${query}`,
  has_further: false,
  is_usual: false,
  is_whole_force: true,
  choices: {
    programmes: [{ value: 'hate-crime-champion', text: 'Hate crime champion' }],
    kinds: [{ value: 'district council', text: 'District council' }],
    areas: [{ value: sampleId(31), text: 'Dacorum' }],
    columns: [{ value: 'organisation', text: 'Organisation' }],
    languages: [{ value: 'cy', text: 'Welsh' }],
    listed: [{ value: 'yes', text: 'Agreed' }],
    confirmed: [{ value: 'no', text: 'Has not said so for a year' }],
    seats: [{ value: 'needed', text: 'Needed within 90 days' }],
    cycles: [{ value: 'renewed', text: 'Renewed' }],
    states: [
      { value: 'current', text: 'Current' },
      { value: 'in grace', text: 'Expired, in grace' },
    ],
    organisations: [{ value: sampleId(11), text: 'Dacorum Borough Council' }],
  },
  ...change,
})

export const rosterSamples: RoomSamples = {
  pages: {
    list: { as, locals: list({}) },
    'list.empty': {
      as: ['lead'],
      locals: list({
        form: typed({ 'on-day': '31', 'on-month': '2', 'on-year': '2027' }, [
          { field: 'on-day', text: 'Enter a day, like 27 3 2027' },
        ]),
        paging: paging(0),
        counted_words: '0 people',
        champions: [],
        views: [],
        is_usual: true,
        is_whole_force: false,
      }),
    },
    export: {
      as,
      locals: {
        title: 'Export the roster as CSV',
        back: { href: `/roster?${query}`, text: 'Roster' },
        form: typed({ purpose: 'x' }, [{ field: 'purpose', text: 'Say in a few words what the export is for' }]),
        action: `/roster/export?${query}&format=csv`,
        counted_words: '120 people',
        button: 'Download the CSV',
        columns: ['Name', 'Organisation'],
        too_many_words: null,
        has_addresses: true,
        lines: [{ label: 'As at', value: '12 April 2027' }],
      },
    },
    'export.print': {
      as,
      locals: {
        title: 'Print the roster',
        back: { href: `/roster?${query}`, text: 'Roster' },
        form: typed(),
        action: `/roster/export?${query}&format=print`,
        counted_words: '12,000 people',
        button: 'Show the page to print',
        columns: ['Name', 'Organisation'],
        too_many_words: 'Only the first 5,000 rows can be printed. Take a file for all of them.',
        has_addresses: false,
        lines: [{ label: 'As at', value: '12 April 2027' }],
      },
    },
    print: {
      as,
      layout: 'print',
      locals: {
        title: 'Roster of champions, Hate crime champion',
        back: { href: `/roster?${query}`, text: 'Roster' },
        counted_words: '1 person',
        lines: [
          { label: 'Programme', value: 'Hate crime champion' },
          { label: 'As at', value: '12 April 2027' },
          { label: 'State', value: 'Current; Expiring' },
        ],
        headings: ['Name', 'Email', 'Organisation', 'Certified on'],
        champions: [
          {
            full_name: 'Siân O’Brien-Żak',
            email: 'sian@dacorum.gov.uk',
            cells: [
              { text: 'Dacorum Borough Council', is_day: false },
              { text: '12 May 2026', is_day: true },
            ],
          },
        ],
        definition: 'Active as at the end of 12 April 2027: holds a certificate of the programme.',
      },
    },
    view: {
      as,
      locals: {
        title: 'Save this view of the roster',
        back: { href: `/roster?${query}`, text: 'Roster' },
        form: typed({ name: '', mails: 'weekly' }, [{ field: 'name', text: 'Enter a name for this view' }]),
        action: `/roster/views?${query}`,
        button: 'Save the view',
        day_words: 'It will always show the roster as at the day it is opened.',
        mails_choices: [
          { value: 'never', text: 'No' },
          { value: 'weekly', text: 'Every Monday morning' },
        ],
        removal_href: null,
      },
    },
    'view.change': {
      as,
      locals: {
        title: 'Change the view Housing',
        back: { href: '/roster', text: 'Roster' },
        form: typed({ name: 'Housing', mails: 'never' }),
        action: `/roster/views/${sampleId(90)}`,
        button: 'Save',
        day_words: null,
        mails_choices: [{ value: 'never', text: 'No' }],
        removal_href: `/roster/views/${sampleId(90)}/removal`,
      },
    },
    'view-removal': {
      as,
      locals: {
        title: 'Remove the view Housing?',
        back: { href: `/roster/views/${sampleId(90)}`, text: 'Back' },
        action: `/roster/views/${sampleId(90)}/removal`,
      },
    },
    'link-expired': {
      as,
      locals: {
        title: 'This link no longer works',
        name: 'Housing',
        last_words: '19 April 2027',
        href: `/roster?${query}`,
      },
    },
  },
  mails: {
    link: {
      full_name: 'Samir Choudhury',
      view_name: 'Housing',
      day_words: '12 April 2027',
      href: 'https://champions.example/roster/links/AAAAAAAAAAAAAAAAAAAAAA',
      last_day_words: '19 April 2027',
      change_href: `https://champions.example/roster/views/${sampleId(90)}`,
    },
    leaver: {
      full_name: 'Leila Haddad',
      leaver_name: 'Siân O’Brien-Żak',
      organisation_name: 'Dacorum Borough Council',
      day_words: '12 April 2027',
      lines: [
        'Only 李小龍 is left there who is certified as “Hate crime champion”: were they to leave too, there would be nobody.',
        'Dacorum Borough Council has nobody else who is certified as “Third-party reporting centre”.',
      ],
      href: `https://champions.example/organisations/${sampleId(3)}`,
      contact_address: 'champions@herts.example',
    },
  },
}
