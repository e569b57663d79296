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
  programme_name: 'Hate crime champion',
  on: '2027-04-12',
  champions: [
    {
      full_name: 'Siân O’Brien-Żak',
      email: 'sian@dacorum.gov.uk',
      organisation_name: 'Dacorum Borough Council',
      href: `/certificates/${sampleId(80)}`,
      kind_words: 'District council',
      area_words: 'Dacorum',
      certified_words: '12 May 2026',
      valid_words: '12 May 2027',
      state_tag: { text: 'Expiring', classes: 'app-tag--wait' },
      listed_words: 'Yes',
    },
  ],
  sort: { by: 'name', direction: 'asc' },
  sort_href: (column: string, direction: string) => `/roster?sort=${column}&direction=${direction}`,
  hidden: { sort: 'name', direction: 'asc' },
  csv_href: `/roster/export?${query}&format=csv`,
  xlsx_href: `/roster/export?${query}&format=xlsx`,
  is_usual: false,
  is_whole_force: true,
  choices: {
    programmes: [{ value: 'hate-crime-champion', text: 'Hate crime champion' }],
    kinds: [{ value: 'district council', text: 'District council' }],
    areas: [{ value: sampleId(31), text: 'Dacorum' }],
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
        format_words: 'CSV',
        has_addresses: true,
        lines: [{ label: 'As at', value: '12 April 2027' }],
      },
    },
  },
}
