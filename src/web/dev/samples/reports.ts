/** Samples of the reports: coverage with its map, and the organisations behind a figure. */
import type { RoomSamples } from '../sample.ts'
import { paging, sampleId, typed } from '../sample.ts'

const as: ['coordinator'] = ['coordinator']
const day = { 'on-day': '12', 'on-month': '4', 'on-year': '2027' }
const programmes = [{ value: 'hate-crime-champion', text: 'Hate crime champion' }]
const asAt = 'Hate crime champion, as at the end of 12 April 2027'
const labels = [
  'Champions',
  'Organisations',
  'With none',
  'With one',
  'Expiring in 90 days',
  'In 60 days',
  'In 30 days',
  'Refresher seats needed',
  'Not confirmed for a year',
]
const ago = [
  { label: 'Confirmed, half within', text: '5 months', href: null },
  { label: 'Confirmed, all within', text: '14 months', href: null },
]
const row = (name: string, numbers: number[]) => ({
  area_id: sampleId(31),
  name,
  cells: [
    ...labels.map((label, index) => ({
      label,
      text: numbers[index]!.toLocaleString('en-GB'),
      href:
        index === 0
          ? '/roster?programme=hate-crime-champion'
          : index < 4
            ? '/reports/coverage/organisations?show=one'
            : null,
    })),
    ...ago,
  ],
})
const shape = (name: string, x: number, level: number) => ({
  area_id: sampleId(x),
  name,
  path: `M${x} 100l300 0 0 300 -300 0z`,
  label_x: x + 150,
  label_y: 220,
  label_room: 140,
  href: level === 0 ? '/reports/coverage/organisations?show=none' : '/roster?programme=hate-crime-champion',
  level,
  number: String(level * 3),
  words: `${name}: champions, ${level * 3}`,
  lines: name.split(' '),
})
const sections = (current: string) =>
  [
    ['Coverage', '/reports/coverage'],
    ['For everybody', '/reports/publication'],
    ['From invitation to certificate', '/reports/funnel'],
    ['Freedom of information', '/reports/foi'],
  ].map(([text, href]) => ({ text, href, active: href!.endsWith(current) }))
const period = {
  'from-day': '1',
  'from-month': '1',
  'from-year': '2026',
  'to-day': '31',
  'to-month': '12',
  'to-year': '2026',
}
const stepLabels = ['Invited', 'Opened an account', 'Booked', 'Attended', 'Passed', 'Certified']
const funnelRow = (name: string, numbers: number[]) => ({
  name,
  cells: stepLabels.map((label, index) => ({
    label,
    text: String(numbers[index]),
    href: numbers[index]! > 0 ? '/reports/funnel/people?step=booked' : null,
  })),
  share_words: '40%',
})
const figure = (value: number | null) => ({ value, words: value === null ? 'Withheld' : String(value) })
const kinds = [
  { name: 'District council', figure: figure(31) },
  { name: 'Charity', figure: figure(null) },
  { name: 'No organisation', figure: figure(0) },
]
const publicFigures = [
  { text: '1,204', label: 'hate crime champions' },
  { text: 'Fewer than 5', label: 'certificates awarded in the last 12 months' },
]
const map = {
  width: 1000,
  height: 500,
  credit: 'Contains Ordnance Survey data © Crown copyright and database right 2014',
  file_name: 'hertfordshire.geojson',
  loaded_words: '4 January 2027',
  label: 'Map: champions in each district',
  caption: 'Champions',
  levels: [
    { level: 0, words: '0' },
    { level: 1, words: '1 to 3' },
    { level: 2, words: '4 to 6' },
  ],
  shapes: [shape('Dacorum', 50, 2), shape('Three Rivers', 350, 1), shape('Watford', 650, 0)],
}

export const reportSamples: RoomSamples = {
  pages: {
    coverage: {
      as,
      locals: {
        title: 'Coverage',
        wide: true,
        form: typed({ programme: 'hate-crime-champion', ...day }),
        programmes,
        figure: 'people',
        sections: sections('coverage'),
        figures: [
          { text: '1,204', label: 'champions', href: '/roster?programme=hate-crime-champion' },
          { text: '9', label: 'organisations with none', href: '/reports/coverage/organisations?show=none' },
          { text: '31', label: 'refresher seats needed for them: who has no place yet', href: null },
        ],
        map,
        map_items: [
          { text: 'Champions', href: '/reports/coverage?figure=people', active: true },
          { text: 'Organisations with none', href: '/reports/coverage?figure=none', active: false },
        ],
        areas: [
          row('Dacorum', [6, 4, 1, 2, 3, 2, 1, 2, 0]),
          row('All over Hertfordshire', [1204, 3, 0, 1, 9, 4, 2, 9, 0]),
        ],
        kinds: [row('District council', [6, 4, 1, 2, 3, 2, 1, 2, 0])],
        total: row('All, each counted once', [1207, 7, 1, 3, 12, 6, 3, 11, 0]),
        as_at_words: asAt,
      },
    },
    'coverage.no-map': {
      as,
      locals: {
        title: 'Coverage',
        wide: true,
        form: typed({ ...day, 'on-month': '14' }, [{ field: 'on-day', text: 'Enter a day, like 27 3 2027' }]),
        programmes,
        figure: 'none',
        sections: sections('coverage'),
        figures: [],
        map: null,
        map_items: [],
        areas: [],
        kinds: [],
        total: row('All, each counted once', [0, 0, 0, 0, 0, 0, 0, 0, 0]),
        as_at_words: asAt,
      },
    },
    'coverage-organisations': {
      as,
      locals: {
        title: 'Organisations with one champion',
        wide: true,
        back: { href: '/reports/coverage', text: 'Coverage' },
        form: typed({ show: 'one', ...day }),
        paging: paging(120, 2),
        counted_words: '120 organisations',
        as_at_words: asAt,
        organisations: [
          {
            name: 'Dacorum Borough Council',
            href: `/organisations/${sampleId(11)}`,
            kind_words: 'District council',
            area_words: 'Dacorum',
            members_words: '14',
            people_words: '1',
            people_href: `/roster?organisation_id=${sampleId(11)}`,
            tag: { text: 'Only one', classes: 'app-tag--wait' },
            only_name: 'Siân O’Brien-Żak',
            only_href: `/certificates/${sampleId(80)}`,
            valid_words: '12 May 2027',
          },
        ],
        choices: {
          programmes,
          shows: [{ value: 'one', text: 'With one champion' }],
          areas: [{ value: '', text: 'Anywhere' }],
          kinds: [{ value: '', text: 'Any kind' }],
        },
      },
    },
    'coverage-organisations.none': {
      as,
      locals: {
        title: 'Organisations without a champion',
        form: typed({ show: 'none', ...day }),
        paging: paging(0),
        counted_words: '0 organisations',
        as_at_words: asAt,
        organisations: [],
        choices: { programmes, shows: [], areas: [], kinds: [] },
      },
    },
    funnel: {
      as,
      locals: {
        title: 'From invitation to certificate',
        wide: true,
        sections: sections('funnel'),
        form: typed({ programme: 'hate-crime-champion', ...period }),
        programmes,
        by: 'month',
        groupings: [{ text: 'By month', href: '/reports/funnel?by=month', active: true }],
        heading: 'Month',
        rows: [funnelRow('March 2026', [10, 8, 6, 5, 4, 4])],
        total: funnelRow('All', [10, 8, 6, 5, 4, 4]),
        bars: [
          {
            label: 'Invited',
            text: '10',
            percent: 100,
            stopped_words: '2 came no further',
            stopped_href: '/reports/funnel/people?step=invited&only=last',
          },
          { label: 'Certified', text: '4', percent: 40, stopped_words: '', stopped_href: null },
        ],
      },
    },
    'funnel.nobody': {
      as,
      locals: {
        title: 'From invitation to certificate',
        wide: true,
        sections: sections('funnel'),
        form: typed({ ...period, 'to-year': '2025' }, [
          { field: 'to-day', text: 'The last day must be the first one or after it' },
        ]),
        programmes,
        by: 'organisation',
        groupings: [],
        heading: 'Organisation',
        rows: [],
        total: funnelRow('All', [0, 0, 0, 0, 0, 0]),
        bars: [],
      },
    },
    'funnel-people': {
      as,
      locals: {
        title: 'Booked',
        wide: true,
        back: { href: '/reports/funnel', text: 'From invitation to certificate' },
        paging: paging(120, 2),
        counted_words: '120 people',
        people: [
          {
            full_name: 'Siân O’Brien-Żak',
            href: `/people/${sampleId(1)}`,
            organisation_words: 'Dacorum Borough Council',
            entered_words: 'Came by themselves, 12 March 2026',
            session_words: 'Champions: live session',
            step_words: 'Booked',
          },
        ],
      },
    },
    'funnel-people.nobody': {
      as,
      locals: {
        title: 'Certified',
        back: { href: '/reports/funnel', text: 'From invitation to certificate' },
        paging: paging(0),
        counted_words: '0 people',
        people: [],
      },
    },
    foi: {
      as,
      locals: {
        title: 'Freedom of information',
        wide: true,
        sections: sections('foi'),
        form: typed(period),
        pack: {
          title: 'Hate crime training, 1 January 2026 to 31 December 2026',
          notes: ['Figures from 1 to 4 are withheld, so that nobody can be recognised.'],
          events: [
            {
              date_words: '12 March 2026',
              type: 'Become a hate crime champion',
              course_kind: 'Initial',
              mode: 'Online',
              mandatory: 'Not mandatory',
              audience: 'External',
              trained: figure(null),
            },
          ],
          trained_kinds: kinds,
          trained_total: figure(34),
          certificates_kinds: kinds,
          certificates_total: figure(34),
        },
        csv_href: '/reports/foi.csv?from=2026-01-01&to=2026-12-31',
        pdf_href: '/reports/foi.pdf?from=2026-01-01&to=2026-12-31',
      },
    },
    'foi.wrong-days': {
      as,
      locals: {
        title: 'Freedom of information',
        sections: sections('foi'),
        form: typed({ ...period, 'from-month': '13' }, [{ field: 'from-day', text: 'Enter a day, like 27 3 2027' }]),
        pack: null,
        csv_href: '/reports/foi.csv',
        pdf_href: '/reports/foi.pdf',
      },
    },
    figures: {
      as: 'signed-out',
      locals: {
        title: 'Hate crime champions in figures',
        figures: publicFigures,
        day_words: '12 April 2027',
        has_directory: true,
      },
    },
    directory: {
      as: 'signed-out',
      locals: {
        title: 'Organisations with hate crime champions',
        organisations: [
          {
            name: 'Dacorum Borough Council',
            kind_words: 'District council',
            area_words: 'Dacorum',
            mailbox: 'safeguarding@dacorum.gov.uk',
          },
        ],
      },
    },
    'directory.nobody': {
      as: 'signed-out',
      locals: { title: 'Organisations with hate crime champions', organisations: [] },
    },
    publication: {
      as,
      locals: {
        title: 'What everybody may see',
        sections: sections('publication'),
        form: typed({ shows: ['figures'] }),
        figures: publicFigures,
        listed: 1,
        shows_figures: true,
        shows_directory: false,
      },
    },
    'directory-entry': {
      as: ['lead'],
      locals: {
        title: 'Dacorum Borough Council in the public directory',
        back: { href: `/organisations/${sampleId(11)}`, text: 'Dacorum Borough Council' },
        form: typed({ agrees: 'yes', mailbox: 'sian@dacorum.gov.uk' }, [
          {
            field: 'mailbox',
            text: 'This is the address of a person. Enter a mailbox that several people read',
          },
        ]),
        action: `/organisations/${sampleId(11)}/directory`,
        is_shown: false,
      },
    },
    map: {
      as,
      locals: {
        title: 'Change the map',
        back: { href: '/reports/coverage', text: 'Coverage' },
        form: typed({ credit: '' }, [{ field: 'file', text: 'Select a file' }]),
        map: {
          ...map,
          levels: [],
          shapes: map.shapes.map((one) => ({ ...one, href: null, level: 0, number: null, words: one.name })),
        },
        codes: [{ name: 'Dacorum', gss_code: 'E07000096' }],
      },
    },
  },
}
