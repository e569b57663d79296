/** Samples of the question bank. */
import { kindOf, questionKinds } from '../../../features/quizzes/index.ts'
import type { QuestionKind } from '../../../features/quizzes/index.ts'
import type { PageSample, RoomSamples } from '../sample.ts'
import { paging, sampleId, samplePicture, typed } from '../sample.ts'

const bank = { href: '/questions', text: 'Question bank' }
const strand_choices = [
  { value: '', text: 'All strands' },
  { value: 'race', text: 'Race' },
]
const filter_choices = {
  strand: [{ value: '', text: 'Any strand' }, ...strand_choices.slice(1)],
  critical: [{ value: '', text: 'Critical or not' }],
  kind: [{ value: '', text: 'Any kind' }],
  retired: [{ value: 'no', text: 'In use' }],
  quiz_id: [{ value: '', text: 'Any quiz or none' }],
}
const formLocals = (kind: QuestionKind) => {
  const { form, words, hint, gives_points } = kindOf(kind)
  const { rows, open_rows, ...rest } = form
  return {
    kind,
    kind_words: words,
    strand_choices,
    difficulty_choices: [{ value: '', text: 'Not said' }],
    kind_form: {
      ...rest,
      hint,
      gives_points,
      first_rows: rows.slice(0, open_rows),
      further_rows: rows.slice(open_rows),
      is_open: false,
    },
  }
}

/** The empty form of every kind, with what is wrong with it. */
const emptyForms = Object.fromEntries(
  questionKinds.map((kind): [string, PageSample] => [
    `new.${kind}`,
    {
      as: ['trainer'],
      locals: {
        title: 'Add a question',
        back: { href: '/questions/new', text: 'Kind of question' },
        form: typed({ kind, points: '1', scoring: 'all' }, [
          { field: 'text', text: 'Enter the question' },
          { field: kindOf(kind).form.settings[0]?.name ?? 'options', text: 'Enter what is right' },
        ]),
        ...formLocals(kind),
      },
    },
  ]),
)

const option = (text: string, is_right: boolean, feedback = '') => ({
  ...{ text, is_right, feedback },
  pictures: [] as ReturnType<typeof samplePicture>[],
  feedback_pictures: [] as ReturnType<typeof samplePicture>[],
})
const version = {
  number: 2,
  kind_words: 'One right answer',
  made_words: '4 January 2027, 9am, Tam Trainer',
  text: 'A man is being attacked outside your office, right now. What do you do first?',
  explanation: 'When someone is in danger now, 999 comes first, if you can call safely.',
  points: 1,
  is_critical: true,
  pictures: [samplePicture('A car park'), samplePicture('A door')],
  explanation_pictures: [] as ReturnType<typeof samplePicture>[],
  options: [
    option('Call 999, if you can do so safely', true, 'Yes. Your own safety counts too.'),
    { ...option('Fill in the online report form', false), pictures: [samplePicture('')] },
  ],
  parts: [] as { label: string; right: string }[],
  scoring_words: null as string | null,
}
const matched = {
  ...version,
  kind_words: 'Matching',
  text: 'Where does each of these belong?',
  is_critical: false,
  options: [],
  parts: [
    { label: 'Somebody is in danger now', right: '999' },
    { label: 'It happened last week', right: '101' },
  ],
  scoring_words: 'Each pair for itself',
}
const shown = {
  back: bank,
  rescoring: {
    href: `/questions/${sampleId(70)}/rescoring`,
    words:
      '41 attempts were marked by an earlier version. If that was wrong, see who would pass or fail now, and put it right.',
    text: 'Put right what was marked',
  } as object | null,
  question: {
    href: `/questions/${sampleId(70)}`,
    strand_words: 'All strands',
    objective: 'Act when somebody is in danger',
    difficulty_words: 'Easy',
    tags_words: 'law, reporting',
    retired_words: null,
  },
  latest: version,
  earlier: [{ ...version, number: 1, is_critical: false }],
  quizzes: [
    {
      title: 'Become a hate crime champion: Check what you have learnt',
      href: `/questions?quiz_id=${sampleId(71)}`,
      version_number: 3,
      question_number: 1,
      is_behind: true,
    },
  ],
}

const statistics = {
  title: 'Become a hate crime champion: Check what you have learnt',
  back: { href: '/questions/statistics', text: 'Statistics of quizzes' },
  wide: true,
  attempt_choices: [
    { text: 'First attempts', href: `/questions/statistics/${sampleId(71)}`, current: true },
    { text: 'All attempts', href: `/questions/statistics/${sampleId(71)}?attempts=all`, current: false },
  ],
  versions: [
    { text: 'Version 2, 41 attempts', href: `/questions/statistics/${sampleId(71)}?version=2`, current: true },
    { text: 'Version 1, 12 attempts', href: `/questions/statistics/${sampleId(71)}?version=1`, current: false },
  ],
  chosen_words: 'Version 2, the first attempt of each person: 41 attempts.',
  cut_words: null,
  few_words: null,
  csv_href: `/questions/statistics/${sampleId(71)}/statistics.csv`,
  is_empty: false,
  figures: [
    { name: 'Passed', value: '38 of 41', words: 'Of the attempts that are counted here.' },
    { name: 'Cronbach’s alpha', value: '0.74', words: 'Good' },
  ],
  histogram: {
    width: 660,
    height: 220,
    floor: 192,
    bars: [
      { label: '70 to 79%', short: '70', count: 3, x: 424, y: 160, width: 52, height: 32, middle: 450, top: 155 },
      { label: '100%', short: '100', count: 16, x: 604, y: 20, width: 52, height: 172, middle: 630, top: 15 },
    ],
  },
  questions: [
    {
      number: 1,
      href: `/questions/statistics/${sampleId(71)}/questions/${sampleId(70)}`,
      text: 'Who may report a hate crime?',
      is_critical: true,
      count: 41,
      facility: '73.2%',
      guess: '25.0%',
      discrimination: '0.41',
      efficiency: '58.0%',
      point_biserial: '0.52',
      taken: '38 seconds',
      verdicts: ['Fairly easy', 'Tells enough'],
    },
  ],
  bars: {
    width: 660,
    height: 42,
    left: 44,
    rows: [
      { number: 1, y: 6, facility: 407, facility_words: '73.2%', discrimination: 228, discrimination_words: '0.41' },
    ],
  },
}

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

export const quizSamples: RoomSamples = {
  pages: {
    'statistics-list': {
      as: ['trainer'],
      locals: {
        title: 'Statistics of quizzes',
        back: bank,
        wide: true,
        quizzes: [
          {
            title: 'Become a hate crime champion: Check what you have learnt',
            href: `/questions/statistics/${sampleId(71)}`,
            people: 41,
            passed_words: '38 (93%)',
            attempts: 52,
            last_words: '12 April 2027',
          },
        ],
      },
    },
    statistics: { as: ['trainer'], locals: statistics },
    'statistics.empty': { as: ['trainer'], locals: { ...statistics, is_empty: true } },
    'statistics-question': {
      as: ['trainer'],
      locals: {
        ...statistics,
        title: 'Statistics of a question',
        back: { href: `/questions/statistics/${sampleId(71)}`, text: 'Check what you have learnt' },
        question_href: `/questions/${sampleId(70)}`,
        text: 'Who may report a hate crime?',
        pictures: [samplePicture('A poster')],
        kind_words: 'One right answer',
        is_critical: true,
        count: 41,
        group_words: 'The lower and the upper third have 13 people each, by the result of the whole attempt.',
        tables: [
          {
            label: null,
            without: 1,
            choices: [
              {
                text: 'Anyone',
                is_right: true,
                count: 30,
                percent: 73,
                lower: 5,
                lower_percent: 38,
                upper: 13,
                upper_percent: 100,
                is_suspect: false,
              },
              {
                text: 'Only the victim',
                is_right: false,
                count: 10,
                percent: 24,
                lower: 4,
                lower_percent: 31,
                upper: 6,
                upper_percent: 46,
                is_suspect: true,
              },
            ],
          },
        ],
      },
    },
    list: {
      as: ['trainer'],
      locals: {
        title: 'Question bank',
        wide: true,
        filters: typed({ search: 'danger' }),
        filter_choices,
        is_filtered: true,
        export_href: '/questions/export?search=danger',
        paging: paging(120, 2),
        questions: [
          {
            text: version.text,
            href: `/questions/${sampleId(70)}`,
            is_critical: true,
            kind_words: 'One right answer',
            strand_words: 'All strands',
            quizzes_words: '1 quiz',
            points: 1,
            number: 2,
          },
        ],
      },
    },
    'list.empty': {
      as: ['trainer'],
      locals: {
        title: 'Question bank',
        wide: true,
        filters: typed(),
        filter_choices,
        is_filtered: false,
        export_href: '/questions/export',
        paging: paging(0),
        questions: [],
      },
    },
    'choose-kind': {
      as: ['trainer'],
      locals: {
        title: 'What kind of question is it?',
        back: bank,
        kind_choices: [
          {
            text: 'One right answer',
            hint: 'The learner chooses one of up to 8 answers.',
            href: '/questions/new?kind=one',
          },
        ],
      },
    },
    new: {
      as: ['trainer'],
      locals: {
        title: 'Add a question',
        back: { href: '/questions/new', text: 'Kind of question' },
        form: typed({ kind: 'several', points: 'many', right: ['2'], 'option-2': 'Calling 101' }, [
          { field: 'text', text: 'Enter the question' },
          { field: 'options', text: 'Enter at least 2 answers' },
          { field: 'points', text: 'Enter how many points, as a whole number' },
        ]),
        ...formLocals('several'),
      },
    },
    ...emptyForms,
    edit: {
      as: ['trainer'],
      locals: {
        title: 'Change the question',
        back: { href: `/questions/${sampleId(70)}`, text: 'Question' },
        action: `/questions/${sampleId(70)}`,
        form: typed({ kind: 'true-false', text: 'Someone must belong to a group.', right: ['2'], points: '1' }),
        ...formLocals('true-false'),
      },
    },
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
    pictures: {
      as: ['trainer'],
      locals: {
        title: 'Pictures of the question',
        back: { href: `/questions/${sampleId(70)}`, text: 'Question' },
        action: `/questions/${sampleId(70)}/pictures`,
        from: 2,
        question_words: version.text,
        can_add: true,
        place_choices: [
          { value: 'text', text: 'With the question' },
          { value: 'option-1', text: 'With the answer “Call 999, if you can do so safely”' },
        ],
        pictures: [{ ...samplePicture('A car park'), number: 1, place_words: 'With the question' }],
        form: typed({ place: 'text', 'alt-1': 'A car park' }, [{ field: 'file', text: 'Select a picture' }]),
      },
    },
    'pictures.full': {
      as: ['trainer'],
      locals: {
        title: 'Pictures of the question',
        back: { href: `/questions/${sampleId(70)}`, text: 'Question' },
        action: `/questions/${sampleId(70)}/pictures`,
        from: 2,
        question_words: version.text,
        can_add: false,
        place_choices: [],
        pictures: [{ ...samplePicture('A car park'), number: 1, place_words: 'With the question' }],
        form: typed({ 'alt-1': '' }, [
          { field: 'pictures', text: 'Somebody changed this question meanwhile: this is how it is now' },
          { field: 'alt-1', text: 'Enter what the picture shows, or say that it is decorative' },
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
    show: { as: ['trainer'], locals: { title: 'Question', ...shown } },
    'show.parts': { as: ['trainer'], locals: { title: 'Question', ...shown, latest: matched } },
    'show.retired': {
      as: ['trainer'],
      locals: {
        title: 'Question',
        ...shown,
        question: { ...shown.question, objective: null, retired_words: '4 January 2027' },
        earlier: [],
        quizzes: [],
      },
    },
    retire: { as: ['trainer'], locals: { title: 'Retire this question?', ...shown } },
  },
}
