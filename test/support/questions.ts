/** A question of every kind, with its right answer as it is kept. */
import type { QuestionKind } from '../../src/features/quizzes/index.ts'
import type { Content } from '../../src/features/quizzes/kinds/kind.ts'

export interface KindSample {
  text: string
  content: Content
  right: string[]
}

const options = (...right: boolean[]) =>
  right.map((is_right, index) => ({ text: `Answer ${index + 1}`, is_right, feedback: is_right ? 'Yes.' : '' }))

export const kindSamples: Record<QuestionKind, KindSample> = {
  one: { text: 'Which one?', content: { options: options(false, true, false) }, right: ['2'] },
  several: {
    text: 'Which ones?',
    content: { options: options(true, false, true, false), scoring: 'right-minus-wrong' },
    right: ['1', '3'],
  },
  'true-false': {
    text: 'It is so.',
    content: {
      options: [
        { text: 'True', is_right: false, feedback: '' },
        { text: 'False', is_right: true, feedback: 'No.' },
      ],
    },
    right: ['2'],
  },
  matching: {
    text: 'What belongs to what?',
    content: {
      pairs: [
        { prompt: 'Danger now', answer: '999' },
        { prompt: 'Not urgent', answer: '101' },
        { prompt: 'A crime in the past', answer: '101' },
      ],
      others: ['111'],
      scoring: 'each',
    },
    right: ['1', '2', '2'],
  },
  ordering: {
    text: 'What comes first?',
    content: { items: ['Listen', 'Ask what they want', 'Say where to report'], scoring: 'each' },
    right: ['1', '2', '3'],
  },
  short: { text: 'Who decides?', content: { spellings: ["O'Brien-Żak", 'the person'] }, right: ['obrienzak'] },
  number: { text: 'How many?', content: { number: '1250', tolerance: '0.5', unit: 'days' }, right: ['1,250.5'] },
  gaps: {
    text: 'Call _____ when there is danger and _____ when there is none.',
    content: { gaps: [['999', '112'], ['101']], scoring: 'each' },
    right: ['112', '101'],
  },
  'gap-choices': {
    text: 'Call _____ when there is danger and _____ when there is none.',
    content: {
      gaps: [
        { right: '999', others: ['101', '111'] },
        { right: '101', others: ['999'] },
      ],
      scoring: 'all',
    },
    right: ['1-1', '2-1'],
  },
  scenario: {
    text: 'A neighbour knocks at your door.',
    content: {
      steps: [
        {
          situation: 'They are shaking. What do you do first?',
          right: 'Listen',
          others: ['Take notes', 'Call a friend'],
          after: ['They sit down and begin to talk.', 'They look at the pen and stop.', ''],
        },
        { situation: 'They ask who will know of it.', right: 'Say who will', others: ['Promise to tell nobody'] },
      ],
      scoring: 'each',
    },
    right: ['1-1', '2-1'],
  },
  text: {
    text: 'How would you begin the talk?',
    content: {
      rubric: [
        { criterion: 'Listens first', points: 2 },
        { criterion: 'Says where to report', points: 1 },
      ],
    },
    right: ['I would sit down and listen.\nThen I would tell them of 101.'],
  },
  rating: {
    text: 'I feel ready to help.',
    content: { steps: 5, low: 'Not at all', high: 'Very much' },
    right: ['4'],
  },
}
