/** Samples of the organisations' pages. */
import type { RoomSamples } from '../sample.ts'
import { paging, sampleId, typed } from '../sample.ts'

const kind_choices = [
  { value: 'district council', text: 'District council' },
  { value: 'housing association', text: 'Housing association' },
  { value: 'charity', text: 'Charity' },
]
const area_choices = [
  { value: sampleId(30), text: 'Hertfordshire (county)' },
  { value: sampleId(31), text: 'Dacorum' },
]
const parent_choices = [
  { value: '', text: 'None' },
  { value: sampleId(10), text: 'Hertfordshire County Council' },
]
const choices = { kind_choices, area_choices, parent_choices }
const filled = {
  name: 'Dacorum Borough Council',
  kind: 'district council',
  area_ids: [sampleId(31)],
  domains: 'dacorum.gov.uk',
}

export const organisationSamples: RoomSamples = {
  pages: {
    list: {
      as: ['coordinator'],
      locals: {
        title: 'Organisations',
        wide: true,
        filters: typed({ search: 'council' }),
        is_filtered: true,
        kind_choices,
        area_choices,
        paging: paging(120, 2),
        organisations: [
          {
            name: 'Dacorum Borough Council',
            href: `/organisations/${sampleId(11)}`,
            kind_words: 'District council',
            area_words: 'Dacorum',
            end_words: 'Ends on 1 April 2028',
            people: 14,
          },
          {
            name: 'The Llanfairpwllgwyngyll and Hertfordshire Welsh Speakers’ Community Association',
            href: `/organisations/${sampleId(12)}`,
            kind_words: 'Community group',
            area_words: 'None given',
            end_words: null,
            people: 0,
          },
        ],
      },
    },
    'list.empty': {
      as: ['coordinator'],
      locals: {
        title: 'Organisations',
        wide: true,
        filters: typed(),
        is_filtered: false,
        kind_choices,
        area_choices,
        paging: paging(0),
        organisations: [],
      },
    },
    new: {
      as: ['coordinator'],
      locals: {
        title: 'Add an organisation',
        back: { href: '/organisations', text: 'Organisations' },
        form: typed({ name: 'Hightown', domains: 'gmail.com' }, [
          { field: 'kind', text: 'Select what kind of organisation it is' },
          { field: 'domains', text: '‘gmail.com’ is open to anyone, so no organisation can claim it' },
        ]),
        ...choices,
      },
    },
    edit: {
      as: ['coordinator'],
      locals: {
        title: 'Change this organisation',
        back: { href: `/organisations/${sampleId(11)}`, text: 'Dacorum Borough Council' },
        action: `/organisations/${sampleId(11)}`,
        form: typed(filled),
        ...choices,
      },
    },
    end: {
      as: ['coordinator'],
      locals: {
        title: 'End Dacorum Borough Council',
        back: { href: `/organisations/${sampleId(11)}`, text: 'Dacorum Borough Council' },
        action: `/organisations/${sampleId(11)}/end`,
        cancel_href: `/organisations/${sampleId(11)}`,
        form: typed({ 'ends_on-day': '1', 'ends_on-month': '4', 'ends_on-year': '2028' }),
        planned_words: 'Ends on 1 April 2028',
        sentences: [
          '14 people belong to Dacorum Borough Council today, and 1 person leads it.',
          'Memberships, training and certificates stay on record under its name.',
        ],
        successor_choices: parent_choices,
      },
    },
  },
}
