/** Samples of the bank and of one question in it. */
import { kindOf, questionKinds } from '../../../../features/quizzes/index.ts'
import type { QuestionKind } from '../../../../features/quizzes/index.ts'
import type { PageSample, RoomSamples } from '../../sample.ts'
import { paging, sampleId, samplePicture, typed } from '../../sample.ts'
import { bank, matched, version } from './facts.ts'

const strand_choices = [
  { value: '', text: 'All strands' },
  { value: 'race', text: 'Race' },
]
const filter_choices = {
  strand: [{ value: '', text: 'Any strand' }, ...strand_choices.slice(1)],
  critical: [{ value: '', text: 'Critical or not' }],
  difficulty: [{ value: '', text: 'Any difficulty' }],
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

const noPicture = { kept_picture: null as ReturnType<typeof samplePicture> | null, is_picture_open: false }

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
        ...noPicture,
      },
    },
  ]),
)

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

export const questionSamples: RoomSamples['pages'] = {
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
          difficulty_words: 'Easy',
          tags: ['law', 'reporting'],
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
        { field: 'alt', text: 'Enter what the picture shows, or say that it is decorative' },
      ]),
      ...formLocals('several'),
      ...{ kept_picture: samplePicture(''), is_picture_open: true },
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
}
