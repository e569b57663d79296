/** Samples of the pages of attendance reports: upload, what was read, who is who. */
import type { PageSample } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'

const part = {
  href: `/registers/${sampleId(71)}`,
  session_href: `/live-sessions/${sampleId(70)}`,
  title: 'Hate crime champions: live session',
  when_words: '27 April 2027, 10am to 12:30pm',
  length_minutes: 150,
  is_closed: false,
  closed_words: null,
  is_cancelled: false,
}
const base = `${part.href}/reports`

const upload = {
  title: 'Upload meeting reports',
  back: { href: base, text: 'Meeting reports' },
  form: typed(),
  part,
  can_upload: true,
  limits: { files: 10, megabytes: 10 },
}

const meeting = {
  value: '0',
  title: 'Induction',
  when_words: '27 April 2027, 9:58am to 12:34pm',
  people_words: '2 people',
  note: null as string | null,
  is_chosen: true,
  people: [
    {
      name: 'O’Brien-Żak, Siân (Housing)',
      facts: 'sian@homes.example, Attendee',
      times: ['10:01am to 10:40am', '10:58am to 12:30pm'],
      minutes_words: '131 minutes',
    },
    { name: '+44 *****123', facts: '', times: ['11am, no end'], minutes_words: 'Not known' },
  ],
  more: 0,
}
const file = {
  number: 1,
  file_name: 'Induction - Attendance report.csv',
  refused: null as string | null,
  read_words: 'Read as a report of Microsoft Teams' as string | null,
  warnings: [] as string[],
  order: '',
  page: '',
  questions: [] as { about: string; question: string; options: { value: string; text: string }[] }[],
  pages: null as { value: string; choices: { value: string; text: string }[] } | null,
  meetings: [meeting],
  is_first: true,
  again_href: null as string | null,
}
const legacy = {
  ...file,
  number: 2,
  file_name: 'zoom.csv',
  read_words: 'Read as a report of Zoom, letters as windows-1252',
  warnings: [
    'The file does not say how its letters are written. It was read as windows-1252 (Western European): “Siân”. Check the names.',
  ],
  questions: [
    {
      about: 'date-order',
      question: 'Which day is “04/05/2027 10:00”: 4 May 2027 or 5 April 2027?',
      options: [
        { value: 'day-first', text: '4 May 2027' },
        { value: 'month-first', text: '5 April 2027' },
      ],
    },
  ],
  pages: {
    value: 'windows-1252',
    choices: [
      { value: 'windows-1252', text: 'Western European (windows-1252)' },
      { value: 'windows-1250', text: 'Central European, such as Polish and Czech (windows-1250)' },
    ],
  },
  meetings: [
    { ...meeting, title: 'Meeting without a title', note: 'On another day than this session.', is_chosen: false },
  ],
  is_first: false,
}
const refused = {
  ...file,
  number: 3,
  file_name: 'staff.csv',
  refused:
    'No headings of an attendance report were found in the file; an attendance report of Microsoft Teams, Zoom, Google Meet or Webex (CSV or XLSX) was expected.',
  read_words: null,
  meetings: [],
  is_first: false,
}
const drafts = {
  title: 'Check what was read',
  wide: true,
  back: { href: `${base}/new`, text: 'Upload meeting reports' },
  form: typed(),
  part,
  href: `${base}/drafts/${sampleId(90)}`,
  keep_href: `${base}/drafts/${sampleId(90)}/keeping`,
  discard_href: `${base}/drafts/${sampleId(90)}/discarding`,
  files: [file],
  asks: false,
  is_changeable: false,
  can_keep: true,
}

const booked = [
  { value: sampleId(4), text: 'Jo Blogs (jo@a.example)' },
  { value: sampleId(5), text: 'Jo Blogs (jo@b.example)' },
]
const waiting = {
  id: 'person-1',
  identity: 'name: jo blogs',
  name: 'Jo Blogs',
  facts: 'Attendee',
  when_words: '10am to 12:30pm',
  reason: '2 people on the register are called Jo Blogs.',
  likely: booked,
  others: [{ value: sampleId(6), text: 'Noor Al-Huda Hassan' }],
  error: null as string | null,
}
const caller = {
  ...waiting,
  id: 'person-2',
  identity: 'name: +44 *****123',
  name: '+44 *****123',
  facts: '',
  reason: 'Somebody who dialled in: the report knows the telephone only.',
  likely: [],
  others: booked,
}
const known = {
  name: 'O’Brien-Żak, Siân (Housing)',
  facts: 'sian@homes.example, Attendee',
  when_words: '10:01am to 10:40am, 10:58am to 12:30pm',
  minutes_words: '131 of 150 minutes',
  taken_for: 'Siân O’Brien-Żak' as string | null,
  state_words: 'The address is theirs',
  undo_href: null as string | null,
}
const undo_href = `${base}/decisions/7/undoing`
const reports = {
  title: 'Meeting reports',
  wide: true,
  back: { href: part.href, text: 'Register' },
  form: typed(),
  part,
  decisions_href: `${base}/decisions`,
  waiting: [waiting, caller],
  known: [
    known,
    { ...known, name: 'Sam L', facts: '', taken_for: 'Sam Lee', state_words: 'Decided here', undo_href },
    { ...known, name: 'Notetaker', taken_for: null, state_words: 'Decided here: nobody on the register', undo_href },
  ],
  reports: [
    {
      file_name: 'Induction - Attendance report.csv',
      facts: 'Microsoft Teams, 28 people. Kept on 27 April 2027, 12:50pm by Martin Hale.',
    },
  ],
  can_upload: true,
}

const undo = {
  title: 'Undo this match',
  back: { href: base, text: 'Meeting reports' },
  part,
  action: undo_href,
  name: 'Sam L',
  full_name: 'Sam Lee' as string | null,
  minutes_before: 148,
  minutes_after: 0,
  remembered_for: 'Dacorum Borough Council' as string | null,
  elsewhere: [{ title: 'Refresher', when_words: '4 May 2027, 10am', is_closed: true }],
}

export const reportSamples: Record<string, PageSample> = {
  'new-reports': { as: ['trainer'], locals: upload },
  'new-reports.errors': {
    as: ['trainer'],
    locals: { ...upload, form: typed({}, [{ field: 'files', text: 'Select a file' }]) },
  },
  'new-reports.early': { as: ['trainer'], locals: { ...upload, can_upload: false } },
  'report-drafts': { as: ['trainer'], locals: drafts },
  'report-drafts.asks': {
    as: ['trainer'],
    locals: { ...drafts, files: [file, legacy, refused], asks: true, is_changeable: true },
  },
  'report-drafts.errors': {
    as: ['trainer'],
    locals: {
      ...drafts,
      form: typed({}, [{ field: 'meetings', text: 'Select the meeting to keep' }]),
      files: [{ ...file, order: 'day-first', page: 'windows-1250', again_href: drafts.href }],
    },
  },
  'report-drafts.none': { as: ['trainer'], locals: { ...drafts, files: [refused], can_keep: false } },
  reports: { as: ['trainer'], locals: reports },
  'reports.errors': {
    as: ['trainer'],
    locals: {
      ...reports,
      form: typed({ identity: waiting.identity }, [{ field: 'person-1', text: 'Select who this is' }]),
      waiting: [{ ...waiting, error: 'Select who this is' }],
    },
  },
  'reports.empty': { as: ['trainer'], locals: { ...reports, waiting: [], known: [], reports: [] } },
  'reports.early': { as: ['trainer'], locals: { ...reports, waiting: [], known: [], reports: [], can_upload: false } },
  'undo-match': { as: ['trainer'], locals: undo },
  'undo-match.nobody': { as: ['trainer'], locals: { ...undo, full_name: null, remembered_for: null, elsewhere: [] } },
}
