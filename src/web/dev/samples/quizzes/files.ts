/** Samples of questions on their way in and out. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, samplePicture, typed } from '../../sample.ts'
import { bank, matched, version } from './facts.ts'

const fileShown = {
  title: 'Questions in law-2026.gift',
  back: { href: '/questions/files/new', text: 'Another file' },
  file_words: 'Read as Moodle GIFT. Uploaded 4 January 2027, 9am by Tam Trainer.',
  warnings: ['Question 1: The picture “plan.svg” is an SVG, which can carry scripts: save it as PNG.'],
  waiting: [] as object[],
  added_words: null,
  ready_words: '1 question can be added',
  refused_words: '2 questions cannot be added',
  button_words: 'Add 1 question',
  leave_out_words: 'Leave out the 2 that cannot be added',
  action: `/questions/files/${sampleId(72)}`,
  ready: [
    {
      number: 1,
      text: version.text,
      kind_words: version.kind_words,
      points_words: '1 point',
      pictures: version.pictures,
      explanation_pictures: [samplePicture('')],
      options: version.options,
      parts: [],
      scoring_words: null,
      explanation: version.explanation,
      notes: ['Answers that were partly right count as wrong.'],
    },
    {
      number: 2,
      text: matched.text,
      kind_words: matched.kind_words,
      points_words: '2 points',
      pictures: [],
      explanation_pictures: [],
      options: [],
      parts: matched.parts,
      scoring_words: matched.scoring_words,
      explanation: '',
      notes: [],
    },
  ],
  refused: [],
  form: typed(),
}

export const fileSamples: RoomSamples['pages'] = {
  export: {
    as: ['trainer'],
    locals: {
      title: 'Export questions',
      back: bank,
      total: 3,
      total_words: '3 questions',
      files: [
        {
          title: 'Moodle GIFT',
          href: '/questions/export/gift',
          count: 2,
          button_words: 'Download 2 questions as Moodle GIFT',
          left_out: [
            {
              href: `/questions/${sampleId(70)}`,
              text: 'What do you do first?',
              reason: 'The format has no question of the kind “Ordering”.',
            },
          ],
          left_out_words: '1 question cannot be in this file',
          losses: [
            { href: `/questions/${sampleId(70)}`, text: version.text, parts: 'its points, that it is critical' },
          ],
          losses_words: 'Of 1 question other systems do not read everything',
        },
      ],
    },
  },
  'export.none': {
    as: ['trainer'],
    locals: { title: 'Export questions', back: bank, total: 0, total_words: '0 questions', files: [] },
  },
  'new-file': {
    as: ['trainer'],
    locals: {
      title: 'Add questions from a file',
      back: bank,
      form: typed({}, [
        { field: 'file', text: 'The file is empty. GIFT, Moodle XML, Aiken, QTI or our spreadsheet was expected.' },
      ]),
    },
  },
  file: {
    as: ['trainer'],
    locals: {
      ...fileShown,
      refused: [
        { where: 'line 12 (Reporting)', reason: 'No answer is marked as right.' },
        { where: 'question 4', reason: 'The bank cannot hold this kind of question: free text.' },
      ],
      form: typed({}, [{ field: 'leaves_out', text: 'Say that you want to add the others without these' }]),
    },
  },
  'file.waiting': {
    as: ['trainer'],
    locals: {
      ...fileShown,
      waiting: [
        {
          field: 'alt-1-1',
          decorative_field: 'decorative-1-1',
          question_words: version.text,
          picture: samplePicture(''),
        },
        { field: 'alt-2-1', decorative_field: 'decorative-2-1', question_words: matched.text, picture: null },
      ],
      leave_out_words: 'Leave out those whose pictures have no words',
      form: typed({ 'decorative-2-1': 'yes' }, [
        { field: 'alt-1-1', text: 'Enter what the picture shows, or say that it is decorative' },
      ]),
    },
  },
  'file.added': {
    as: ['trainer'],
    locals: { ...fileShown, warnings: [], added_words: '1 question was added to the bank on 4 January 2027, 9am.' },
  },
  'file.none': {
    as: ['trainer'],
    locals: { ...fileShown, ready_words: 'No question of this file can be added', ready: [] },
  },
}
