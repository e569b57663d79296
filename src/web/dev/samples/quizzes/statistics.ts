/** Samples of what answers say of quizzes and questions. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, samplePicture } from '../../sample.ts'
import { bank } from './facts.ts'

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
  ratings: [
    {
      href: `/questions/statistics/${sampleId(71)}/questions/${sampleId(70)}`,
      text: 'I feel ready to help.',
      count: 40,
      mean_words: '3.9 of 5',
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

export const statisticsSamples: RoomSamples['pages'] = {
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
}
