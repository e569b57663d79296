/** Samples of quizzes, attempts and their results. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, samplePicture, typed } from '../../sample.ts'
import { module, content_notice, course, draw_words, sixStrands } from './facts.ts'

const intro = {
  ...module,
  title: 'Check what you have learnt',
  content_notice,
  facts: ['10 questions, with no time limit.', 'You pass with 80% or more.', 'You can try as often as you like.'],
  is_passed: false,
  result_href: null,
  last_words: null,
  tries_words: null,
  start_href: `${module.href}/attempts`,
  start_text: 'Start the quiz',
  again_hint: 'You keep your pass, whatever the new result.',
  can_start: true,
}
const option = (number: number, letter: string, text: string, isChosen = false) => ({
  value: letter,
  id: letter === 'A' ? `question-${number}` : `question-${number}-${letter}`,
  text,
  is_chosen: isChosen,
  pictures: [] as ReturnType<typeof samplePicture>[],
})
const attempt = {
  title: 'Check what you have learnt',
  back: module.back,
  course_title: module.course_title,
  href: `/my-training/attempts/${sampleId(85)}`,
  person_id: sampleId(1),
  now: '2027-03-27T10:00:00.000Z',
  tab: 'sample',
  shown: 'A,',
  asked: '1,2',
  at: null as number | 'end' | null,
  previous: null as number | null,
  next: null as number | 'end' | null,
  overview: null as object[] | null,
  clock: null as object | null,
  can_check: false,
  count_words: '2 questions',
  unanswered_count: 0,
  exit_page: true,
  questions: [
    {
      text: 'Who can say that an offence should be recorded as a hate crime?',
      is_checked: false,
      position: 1,
      field: 'question-1',
      number_words: 'Question 1 of 2',
      may_choose_several: false,
      hint: null,
      error: null,
      sentence: null,
      story: null,
      parts: [],
      pictures: [samplePicture('A poster'), samplePicture('A sign')],
      described_by: 'question-1-pictures' as string | null,
      options: [option(1, 'A', 'The person who was targeted, or anyone else', true), option(1, 'B', 'Only a court')],
    },
    {
      text: 'Which ways of reporting are there?',
      is_checked: false,
      position: 2,
      field: 'question-2',
      number_words: 'Question 2 of 2',
      may_choose_several: true,
      hint: 'Select all that apply',
      error: null as string | null,
      sentence: null,
      story: null,
      parts: [],
      pictures: [],
      described_by: 'question-2-hint',
      options: [
        { ...option(2, 'A', 'Calling 101'), pictures: [samplePicture('')] },
        option(2, 'B', 'A third-party reporting centre'),
      ],
    },
  ],
}
const part = (
  question: number,
  number: number,
  label: string,
  more: { items?: string[]; value?: string; suffix?: string; is_narrow?: boolean } = {},
) => ({
  slot: number - 1,
  control: more.items ? 'select' : 'text',
  label,
  id: number === 1 ? `question-${question}` : `question-${question}-${number}`,
  name: `question-${question}-${number}`,
  items: (more.items ?? []).map((text, index) => ({ value: 'ABCDEF'[index], text, is_chosen: index === 1 })),
  value: more.value ?? '',
  suffix: more.suffix,
  is_narrow: more.is_narrow,
})
const asked = (number: number, text: string, parts: ReturnType<typeof part>[], sentence: string[] | null = null) => ({
  text,
  is_checked: false,
  position: number,
  field: `question-${number}`,
  number_words: `Question ${number} of 6`,
  may_choose_several: false,
  hint: null as string | null,
  error: null as string | null,
  story: null as object | null,
  sentence,
  parts,
  pictures: [] as ReturnType<typeof samplePicture>[],
  described_by: null as string | null,
  options: [],
})
const numbers = { items: ['999', '101', '111'] }
const places = { items: ['1', '2', '3'], is_narrow: true }
/** The kinds with fields, one after the other. */
const allKinds = [
  asked(1, 'What belongs to what?', [
    part(1, 1, 'Somebody is in danger now', numbers),
    part(1, 2, 'It happened last week, and nobody is in danger any more', numbers),
  ]),
  {
    ...asked(2, 'What do you do first?', [part(2, 1, 'Ask what they want', places), part(2, 2, 'Listen', places)]),
    hint: 'Give each its place, 1 for the first',
    error: 'Question 2 has two things in the same place',
  },
  asked(3, 'Who decides what to report?', [part(3, 1, 'Your answer', { value: 'The person who was targeted' })]),
  asked(4, 'Within how many days?', [part(4, 1, 'Your answer, in days', { suffix: 'days', is_narrow: true })]),
  asked(
    5,
    'Fill the gaps',
    [
      part(5, 1, 'Gap 1 of 2, after “In an emergency call”, before “and otherwise”', { value: '999' }),
      part(5, 2, 'Gap 2 of 2, after “and otherwise”'),
    ],
    ['In an emergency call ', ' and otherwise ', '.'],
  ),
  asked(
    6,
    'Choose the gaps',
    [part(6, 1, 'Gap 1 of 1, after “A witness”, before “report what they saw.”', { items: ['may', 'must not'] })],
    ['A witness ', ' report what they saw.'],
  ),
]
const unanswered = 'Question 2 has no answer yet'
const answered = (text: string, isChosen: boolean, isRightShown: boolean, feedback = '') => ({
  text,
  is_chosen: isChosen,
  is_right_shown: isRightShown,
  feedback,
  pictures: [] as ReturnType<typeof samplePicture>[],
  feedback_pictures: [] as ReturnType<typeof samplePicture>[],
})
const result = {
  ...module,
  title: 'You have not passed yet',
  module_title: 'Check what you have learnt',
  exit_page: true,
  is_passed: false,
  draw_words,
  is_waiting: false,
  is_course_complete: false,
  score_words: '1 of 2 points: 50%. 80% is needed.',
  critical_words: 'Question 2 must be right to pass, and it was not.' as string | null,
  tries_words: 'You can try again as often as you like.' as string | null,
  time_words: null as string | null,
  rescored_words: null as string | null,
  pass_lost: false,
  passed_before: false,
  can_try_again: true,
  start_href: `${module.href}/attempts`,
  certificate_href: `${course}/certificate`,
  questions: [
    {
      text: 'Who can say that an offence should be recorded as a hate crime?',
      number_words: 'Question 1 of 2',
      is_scored: true,
      is_right: true,
      is_partly_right: false,
      parts: [] as object[],
      is_unanswered: false,
      is_critical: false,
      points_words: '1 of 1 point',
      explanation: 'The shared definition starts from what anyone believes.',
      pictures: [samplePicture('A poster')],
      explanation_pictures: [samplePicture('')],
      written: null as object | null,
      scale_words: null as string | null,
      options: [answered('Anyone', true, true, 'Yes.'), answered('Only a court', false, false)],
    },
    {
      text: 'A man is being attacked outside your office. What do you do first?',
      number_words: 'Question 2 of 2',
      is_scored: true,
      is_right: false,
      is_partly_right: false,
      parts: [],
      is_unanswered: true,
      is_critical: true,
      points_words: '0 of 1 point',
      explanation: 'When someone is in danger now, 999 comes first.',
      pictures: [],
      explanation_pictures: [],
      written: null,
      scale_words: null,
      options: [answered('Call 999', false, false), answered('E-mail your coordinator', false, false)],
    },
  ],
}

export const attemptSamples: RoomSamples['pages'] = {
  quiz: { locals: intro },
  'quiz.again': {
    locals: {
      ...intro,
      changed_words: 'It has changed since you passed it on 12 April 2027.',
      changes: [sixStrands],
    },
  },
  'quiz.not-passed': {
    locals: {
      ...intro,
      last_words: 'Not passed yet: you had 70%, and 80% is needed.',
      tries_words: 'You have no tries left: ask the team that runs this training for help.',
      result_href: attempt.href,
      can_start: false,
    },
  },
  'quiz.passed': {
    locals: {
      ...intro,
      is_passed: true,
      done_words: '12 April 2027',
      result_href: attempt.href,
      start_text: 'Try again',
    },
  },
  attempt: { locals: attempt },
  'attempt.unanswered': {
    locals: {
      ...attempt,
      unanswered_count: 1,
      questions: attempt.questions.map((question, index) => ({
        ...question,
        error: index === 1 ? unanswered : null,
      })),
      form: typed({}, [{ field: 'question-2', text: unanswered }]),
    },
  },
  'attempt.one-a-page': {
    locals: {
      ...attempt,
      questions: attempt.questions.slice(1),
      asked: '2',
      at: 2,
      previous: 1,
      next: 'end',
      clock: {
        ends_at: '2027-04-12T09:38:00.000Z',
        now: '2027-04-12T09:00:00.000Z',
        words: 'You have until 10:38am: 38 minutes in all.',
      },
    },
  },
  'attempt.overview': {
    locals: {
      ...attempt,
      questions: [],
      asked: '',
      at: 'end',
      previous: 2,
      overview: attempt.questions.map((question, index) => ({
        field: question.field,
        text: question.text,
        number_words: question.number_words,
        href: `${attempt.href}?question=${index + 1}`,
        error: index === 1 ? unanswered : null,
        state_words: 'Answered',
      })),
      unanswered_count: 1,
      form: typed({}, [{ field: 'question-2', text: unanswered }]),
    },
  },
  'attempt.at-once': {
    locals: {
      ...attempt,
      can_check: true,
      asked: '2',
      questions: [{ ...result.questions[0]!, is_checked: true, field: 'question-1' }, attempt.questions[1]!],
    },
  },
  'attempt.scenario': {
    locals: {
      ...attempt,
      questions: [
        {
          ...asked(1, 'A neighbour knocks at your door.', [
            {
              ...part(1, 2, 'They ask who will know of it.', { items: ['Say who will', 'Promise to tell nobody'] }),
              control: 'radios',
              id: 'question-1',
            },
          ]),
          story: {
            told: [
              {
                situation: 'They are shaking. What do you do first?',
                chosen: 'Listen',
                after: 'They begin to talk.',
                number_words: 'Step 1 of 2',
                id: 'question-1-told',
              },
            ],
            open: 1 as number | null,
            open_words: 'Step 2 of 2',
            step_field: 'question-1-step',
            button_words: 'See how it ends',
          },
        },
      ],
    },
  },
  'time-up': {
    locals: { ...attempt, title: 'Your time is up', ended_words: '10:38am' },
  },
  'attempt.kinds': {
    locals: {
      ...attempt,
      shown: ',,,,,',
      asked: '1,2,3,4,5,6',
      count_words: '6 questions',
      unanswered_count: 1,
      questions: allKinds,
      form: typed({}, [{ field: 'question-2', text: 'Question 2 has two things in the same place' }]),
    },
  },
  result: { locals: result },
  'result.kinds': {
    locals: {
      ...result,
      questions: [
        {
          ...result.questions[0]!,
          text: 'What belongs to what?',
          is_right: false,
          is_partly_right: true,
          points_words: '1 of 2 points',
          options: [],
          parts: [
            { label: 'Somebody is in danger now', given_words: '999', after: '', is_right: true, right_words: null },
            {
              label: 'It happened last week',
              given_words: 'no answer',
              after: '',
              is_right: false,
              right_words: '101',
            },
          ],
        },
        {
          ...result.questions[0]!,
          text: 'I feel ready to help.',
          is_scored: false,
          scale_words: 'On a scale from “1: Not at all” to “5: Very much”, you chose “4”.',
          options: [],
        },
      ],
    },
  },
  'result.waiting': {
    locals: {
      ...result,
      title: 'Handed in',
      is_waiting: true,
      score_words: 'Handed in and waiting to be marked: a trainer reads what you wrote, and you get an email then.',
      critical_words: null,
      tries_words: null,
      can_try_again: false,
      questions: [
        {
          ...result.questions[1]!,
          options: [],
          written: { is_waiting: true, answer: 'I would listen first.', lines: [], feedback: '' },
        },
        {
          ...result.questions[1]!,
          options: [],
          written: {
            is_waiting: false,
            answer: 'I would listen first.',
            lines: [{ criterion: 'Listens first', words: '2 of 2' }],
            feedback: 'Well said.',
          },
        },
      ],
    },
  },
  'result.passed': {
    locals: {
      ...result,
      title: 'You passed',
      is_passed: true,
      is_course_complete: true,
      score_words: '2 of 2 points: 100%. 80% is needed.',
      critical_words: null,
      tries_words: null,
      can_try_again: false,
      questions: result.questions.slice(0, 1),
    },
  },
}
