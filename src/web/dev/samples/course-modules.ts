/** Samples of the authors' pages about one module: reading, writing, quiz, files. */
import { blueprintFields } from '../../../features/quizzes/index.ts'
import type { PageSample } from '../sample.ts'
import { sampleId, typed } from '../sample.ts'
import { sampleBlocks } from './course-blocks.ts'
import { sampleFrame } from './package-frame.ts'

const as: PageSample['as'] = ['trainer']
const module = { id: sampleId(24), kind: 'page', title: 'Listening', summary: 'Five steps.' }
const content = {
  content_notice: 'This module is about hearing from people who were targeted.',
  law_as_at_words: '22 November 2026',
  owner: 'Hate crime team',
}
const file = {
  file_id: sampleId(26),
  file_name: 'Poster.png',
  href: `/files/${sampleId(26)}`,
  kind_words: 'PNG image',
  size_words: '70 kB',
  alt: 'A poster',
  media_type: 'image/png',
  markdown: `![A poster](/files/${sampleId(26)})`,
  use_words: 'Put this line into the text:',
}
const document = { ...file, file_name: 'Checklist.pdf', kind_words: 'PDF', alt: '', media_type: 'application/pdf' }
const page = {
  title: 'Listening',
  body: '## Listen\n\nFirst, **listen**.',
  owner: 'Hate crime team',
  length_minutes: '5',
}
const questions = {
  total: 51,
  ticked_count: 1,
  is_searched: true,
  shown: [
    {
      value: sampleId(27),
      text: 'Which list holds the five strands?',
      hint: 'Critical: must be right to pass. 1 point',
    },
  ],
}
const noQuestions = { total: 0, ticked_count: 0, is_searched: false, shown: [] }

const opened = {
  id: sampleId(28),
  title: 'Hate crime: the basics',
  file_name: 'basics-scorm2004.zip',
  version_words: 'SCORM 2004 4th Edition',
  size_words: '3.4 MB, 58 files, 9.1 MB unpacked',
  hash_words: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  part_words: '2 parts',
  items: [
    { title: 'Before you start', depth: 0, kind_words: 'done once it was opened' },
    { title: 'The basics', depth: 0, kind_words: null },
    { title: 'What the law says', depth: 1, kind_words: 'reports how far people are' },
  ],
  has_sequencing: true,
}

/** A form of a draft that nobody else has open. */
export const writtenAlone = {
  own_copy: null as string | null,
  edits_href: `/courses/modules/${sampleId(24)}/edits`,
  copy_number: 0,
  others: [] as string[],
}

export function courseModuleSamples(
  version: Record<string, unknown>,
  back: { href: string; text: string },
): Record<string, PageSample> {
  const shown = { ...content, blocks: sampleBlocks, notes: null, documents: [document] }
  const edit = {
    ...{ title: 'Edit ‘Listening’', wide: true, back, module, files: [file], theirs: null },
    seen_revision: '3',
    live_parts: [{ value: sampleId(25), text: 'Live session' }],
    ...writtenAlone,
    other_pages: [{ value: 'law', text: 'What the law says' }],
    preview_blocks: sampleBlocks,
    faults: [] as string[],
  }
  const quiz = {
    rules: ['Drawn from 43 questions.', 'At least 2 of “Race”.'],
    sentences: ['10 questions, with no time limit.', 'You pass with 80% or more.', 'Your best result counts.'],
    questions: [{ question_id: sampleId(27), text: 'Which list holds the five strands?', is_critical: true }],
  }
  const draw = {
    form: typed({ seed: '9fK2mQ7xTz1LwYp0aVbN3g' }),
    words:
      'An attempt has this seed: try 1 of somebody, begun on 12 April 2027, 10am. Drawn again just now, the seed gave exactly what was asked, in the same order:',
    questions: quiz.questions,
  }
  const files = { title: 'Files of ‘Listening’', back, module }
  return {
    module: {
      as,
      locals: {
        title: 'Listening',
        back,
        exit_page: true,
        module,
        version,
        content: shown,
        quiz: null,
        draw: null,
        opened: null,
        done_when_words: null,
      },
    },
    'module.quiz': {
      as,
      locals: {
        ...{
          title: 'Check',
          back,
          module: { ...module, kind: 'quiz' },
          quiz,
          draw,
          opened: null,
          done_when_words: null,
        },
        version: { ...version, published_at: new Date('2026-11-22T10:00:00Z') },
        content: {
          ...shown,
          blocks: [],
          documents: [],
          law_as_at_words: null,
        },
      },
    },
    'module.package': {
      as,
      locals: {
        ...{ title: 'The basics', back, version, quiz: null, draw: null, opened },
        module: { ...module, kind: 'package' },
        done_when_words: 'It is done when you have gone through all of its parts to the end.',
        content: { ...shown, blocks: [], documents: [] },
      },
    },
    'package-new': {
      as,
      locals: {
        ...{ title: 'Add a package', back, version, chosen: null, no_host_words: null, ...writtenAlone },
        form: typed({ owner: 'Hate crime team', done_when: 'completed' }),
      },
    },
    'package-new.errors': {
      as,
      locals: {
        ...{ title: 'Add a package', back, version, chosen: null, ...writtenAlone },
        no_host_words: 'Packages cannot be used yet: whoever runs this installation must first give them a host name',
        form: typed({ title: 'The basics', done_when: 'score' }, [
          { field: 'file', text: 'The package has no imsmanifest.xml' },
          { field: 'min_percent', text: 'Enter the score that is needed, from 1 to 100' },
        ]),
      },
    },
    'package-edit': {
      as,
      locals: {
        ...{ title: 'Edit ‘The basics’', back, module, seen_revision: '2', chosen: opened, no_host_words: null },
        ...{ ...writtenAlone, theirs: null },
        form: typed({ title: 'The basics', done_when: 'passed', package_id: opened.id, owner: 'Team' }),
      },
    },
    'package-edit.errors': {
      as,
      locals: {
        ...{ title: 'Edit ‘The basics’', back, module, seen_revision: '3', chosen: opened, no_host_words: null },
        ...writtenAlone,
        own_copy:
          'This is what you typed until 12 April 2027, 10am. It is kept for you, and not in the draft yet: save it.',
        others: ['Ada Author is writing on this package now. Whoever saves second is shown what the other saved.'],
        theirs: [{ label: 'Done when', words: 'It is done when you have gone through it to the end.' }],
        form: typed({ title: 'The basics', done_when: 'passed', package_id: opened.id, owner: 'Team' }, [
          { field: 'title', text: 'Somebody else saved this module after you opened it' },
        ]),
      },
    },
    'package-preview': { as, locals: { title: 'The basics', wide: true, back, frame: sampleFrame } },
    'module-removal': { as, locals: { title: 'Remove ‘Listening’?', back, module, version } },
    'page-new': {
      as,
      locals: { title: 'Add a page', back, version, form: typed({ owner: 'Team' }) },
    },
    'page-edit': { as, locals: { ...edit, form: typed(page) } },
    'page-edit.errors': {
      as,
      locals: {
        ...edit,
        own_copy:
          'This is what you typed until 12 April 2027, 10am. It is kept for you, and not in the draft yet: save it.',
        others: ['Ada Author is writing on this page now. Whoever saves second is shown both texts.'],
        theirs: { body: 'What somebody else saved.', others: [{ label: 'Review by', words: '1 May 2027' }] },
        preview_blocks: [],
        faults: ['the video ‘Listening’ has no transcript: what is said and shown'],
        form: typed(page, [
          { field: 'body', text: 'Somebody else saved this module after you opened it' },
          { field: 'law_as_at-day', text: 'Enter the day the law was checked, like 27 3 2027' },
          { field: 'length_minutes', text: 'Enter how many minutes it takes' },
        ]),
      },
    },
    'quiz-new': {
      as,
      locals: {
        title: 'Add a quiz',
        wide: true,
        back,
        version,
        ...writtenAlone,
        others: ['Ada Author is writing a new quiz for this draft now, too.'],
        form: typed(),
        questions: noQuestions,
        blueprint_fields: blueprintFields,
      },
    },
    'quiz-edit': {
      as,
      locals: {
        ...edit,
        questions,
        blueprint_fields: blueprintFields,
        form: typed({ question_ids: [sampleId(27)], question_search: 'list', 'strand-race': '2' }),
      },
    },
    'quiz-edit.errors': {
      as,
      locals: {
        ...edit,
        theirs: {
          title: 'Check',
          rules: ['10 questions, with no time limit.', 'You pass with 80% or more.'],
          questions: ['Which list holds the five strands?'],
        },
        own_copy:
          'This is what you typed until 12 April 2027, 10am. It is kept for you, and not in the draft yet: save it.',
        others: ['Ada Author is writing on this quiz now. Whoever saves second is shown what the other saved.'],
        questions,
        blueprint_fields: blueprintFields,
        form: typed({ topics: 'law' }, [
          { field: 'blueprint', text: 'The blueprint asks for 2 questions of “Race”, and the quiz has only 1' },
          { field: 'topics', text: 'Write how many first, then of what: “2 law”, not “law”' },
          { field: 'question_ids', text: 'Choose at least 1 question' },
        ]),
      },
    },
    files: { as, locals: { ...files, form: typed(), files: [file, document] } },
    'files.errors': {
      as,
      locals: { ...files, files: [], form: typed({}, [{ field: 'file', text: 'Select a file' }]) },
    },
    'file-removal': { as, locals: { title: 'Remove ‘Poster.png’?', back, module, file } },
  }
}
