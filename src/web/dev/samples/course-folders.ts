/** Samples of the pages that take a course out of a folder. */
import type { PageSample } from '../sample.ts'
import { sampleId, typed } from '../sample.ts'

const as: PageSample['as'] = ['trainer']
const newFolder = {
  title: 'Import a course from a folder',
  back: { href: '/courses', text: 'Courses' },
  course_choices: [
    { value: '', text: 'A new course' },
    { value: sampleId(21), text: 'The next version of “Become a hate crime champion”' },
  ],
  faults: [] as { file: string; line: number | null; text: string }[],
}
const folder = {
  action: `/courses/folders/${sampleId(29)}`,
  uploaded_words: 'Uploaded 22 November 2026, 10am by Tam Trainer. Nothing of it is in a course yet.',
  is_new: false,
  previous_number: 2 as number | null,
  previous_href: `/courses/versions/${sampleId(20)}` as string | null,
  is_draft_open: true,
  is_in_review: false,
  draft_words: 'Throw away the open draft of version 2, and what anybody typed in it',
  button_words: 'Make the draft',
  rows: [
    { key: 'Course', value: 'Become a hate crime champion' },
    { key: 'Live parts', value: 'Live session 80%' },
    { key: 'Questions', value: '12: 1 new in the bank, 1 changed in the bank, 10 in the bank already' },
  ],
  modules: [
    {
      place: 1,
      title: 'What hate crime is',
      kind_words: 'Page',
      length_minutes: 8,
      file_words: '2 files, 1.4 MB',
      standing: 'changed',
    },
    { place: 2, title: 'Listening', kind_words: 'Page', length_minutes: 5, file_words: 'None', standing: 'new' },
    {
      place: 3,
      title: 'Check',
      kind_words: 'Quiz, 12 questions',
      length_minutes: 10,
      file_words: 'None',
      standing: 'same',
    },
  ],
  changed_questions: [
    { key: 'law-1', text: 'Which five strands are monitored?', text_now: 'Which strands are there?' },
  ],
  differences: [
    {
      title: 'What hate crime is',
      words: ['Its text has changed.'],
      lines: [
        { kind: 'removed', text: 'Section 66 applies.' },
        { kind: 'added', text: 'Section 66 of the Sentencing Act 2020 applies.' },
        null,
      ],
    },
  ],
  notes: [{ where: 'README.md', text: 'This is no part of a course, so it is left out' }],
  to_do: ['‘Listening’: it has no review date'],
}
const review = {
  title: 'What hate-crime.zip would make',
  wide: true,
  back: { href: '/courses/folders/new', text: 'Another folder' },
  programme_choices: [{ value: sampleId(23), text: 'Hate crime champion' }],
  done: null as { version_href: string | null } | null,
  faults: [] as { text: string }[],
}

export const courseFolderSamples: Record<string, PageSample> = {
  'folder-new': { as, locals: { ...newFolder, form: typed() } },
  'folder-new.errors': {
    as,
    locals: {
      ...newFolder,
      form: typed({}, [
        { field: 'file', text: 'The folder was not taken: put right what is named below, then upload it again' },
      ]),
      faults: [
        { file: 'modules/law.md', line: 4, text: '‘lenght_minutes’ is not known here' },
        { file: 'course.yaml', line: null, text: 'It is not written in UTF-8: save it with that encoding' },
      ],
    },
  },
  folder: { as, locals: { ...review, form: typed(), folder } },
  'folder.new': {
    as,
    locals: {
      ...review,
      form: typed({ title: 'Hate crime' }, [
        { field: 'title', text: 'The programme has a course with this title already' },
        { field: 'programme_id', text: 'Select a programme' },
      ]),
      folder: {
        ...folder,
        ...{
          is_new: true,
          previous_number: null,
          previous_href: null,
          is_draft_open: false,
          button_words: 'Make the course',
        },
        ...{ differences: [], changed_questions: [], notes: [], to_do: [] },
      },
    },
  },
  'folder.in-review': {
    as,
    locals: {
      ...review,
      form: typed(),
      folder: { ...folder, is_draft_open: false, is_in_review: true, differences: [], modules: [] },
    },
  },
  'folder.done': {
    as,
    locals: {
      ...{ ...review, title: 'hate-crime.zip', form: typed(), folder: null },
      done: { version_href: `/courses/versions/${sampleId(20)}` },
    },
  },
  'folder.stale': {
    as,
    locals: { ...review, form: typed(), folder: null, faults: [{ text: 'The zip is damaged: make it again' }] },
  },
}
