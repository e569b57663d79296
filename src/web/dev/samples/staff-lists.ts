/** Samples of the pages on staff lists. */
import type { PageSample } from '../sample.ts'
import { paging, sampleId, typed } from '../sample.ts'

const as: ['coordinator'] = ['coordinator']
const href = `/people/imports/${sampleId(46)}`
const toLists = { href: '/people/imports', text: 'Staff lists' }
const staff_list = {
  id: sampleId(46),
  href,
  file_name: 'staff.csv',
  stage: 'checked',
  fault: null,
  uploaded_words: '12 April 2027, 10am by Samir Choudhury',
  kind_words: 'Text in windows-1252, columns parted by semicolons',
  columns_read: '“Name” as full name, “E-mail” as email address',
  columns_ignored: '“Payroll”',
  rows_done: 155,
  rows_total: 600,
  applied_words: null,
  invites: false,
}
const figure = (text: string, count: number, verdict: string | null) => ({
  text,
  count,
  href: verdict ? `${href}?verdict=${verdict}` : href,
  is_shown: verdict === null,
})

export const staffListSamples: Record<string, PageSample> = {
  imports: {
    as,
    locals: { title: 'Staff lists', back: { href: '/people', text: 'People' }, paging: paging(0), imports: [] },
  },
  'new-import': {
    as,
    locals: {
      title: 'Import a staff list',
      back: { href: '/people', text: 'People' },
      form: typed({}, [{ field: 'file', text: 'The selected file must be smaller than 10 MB' }]),
    },
  },
  import: {
    as,
    locals: {
      title: 'Staff list staff.csv',
      wide: true,
      back: toLists,
      staff_list,
      counts: { new: 1, known: 0, changed: 1, refused: 1, flagged: 1 },
      figures: [figure('All rows', 3, null), figure('New', 1, 'new'), figure('Refused', 1, 'refused')],
      paging: paging(3),
      rows: [
        {
          row_number: 2,
          full_name: 'Siân O’Brien-Żak',
          email: 'sian@dacorum.gov.uk',
          href: null,
          organisation: 'Dacorum Borough Council',
          organisation_note: 'found by the address',
          job_title: '',
          verdict: { text: 'New', classes: 'govuk-tag--green' },
          reasons: [],
          flags: ['Nearly the same name as row 12, at the same organisation'],
        },
        {
          row_number: 3,
          full_name: 'Reception',
          email: 'reception@dacorum.gov.uk',
          href: `/people/${sampleId(41)}`,
          organisation: '',
          organisation_note: '',
          job_title: 'Warden',
          verdict: { text: 'Refused', classes: 'govuk-tag--red' },
          reasons: ['Row 9 has the same address: two people cannot share a mailbox here'],
          flags: [],
        },
      ],
    },
  },
  'import-fault': {
    as,
    locals: {
      title: 'Staff list staff.csv',
      back: toLists,
      staff_list: { ...staff_list, stage: 'faulty', fault: 'No heading row was found. Put one above the rows.' },
    },
  },
  'import-progress': {
    as,
    locals: {
      title: 'Staff list staff.csv',
      back: toLists,
      refresh_seconds: 2,
      staff_list: { ...staff_list, stage: 'applying' },
    },
  },
}
