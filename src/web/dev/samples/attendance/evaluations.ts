/** Samples of the evaluation after a live session and of its results. */
import type { PageSample, RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'

const rating = (words: string[]) => words.map((text, index) => ({ value: String(index + 1), text }))
const confidence = rating(['Not confident', 'A little confident', 'Fairly confident', 'Confident', 'Very confident'])
const evaluation = {
  title: 'How was it?',
  form: typed(),
  state: 'open',
  session_title: 'Hate crime champions: live session',
  day_words: '27 April 2027',
  closes_words: '11 May 2027',
  action: '/join/AAAAAAAAAAAAAAAAAAAAAA/evaluation',
  questions: [
    {
      name: 'useful',
      text: 'How useful was the session for you?',
      options: rating(['Not useful', 'A little useful', 'Fairly useful', 'Useful', 'Very useful']),
    },
    {
      name: 'supporting',
      text: 'How confident are you now to support somebody who tells you about hate?',
      options: confidence,
    },
    { name: 'explaining', text: 'How confident are you now to explain how to report it?', options: confidence },
    {
      name: 'care',
      text: 'Was anything upsetting handled well?',
      options: ['Yes', 'Partly', 'No', 'Nothing was upsetting to me', 'I prefer not to say'].map((text) => ({
        value: text,
        text,
      })),
    },
    {
      name: 'pace',
      text: 'How was the pace?',
      options: ['Too slow', 'About right', 'Too fast'].map((text) => ({ value: text, text })),
    },
  ],
  change_question: 'What should we change?',
}
const evaluationAs = (state: string): PageSample => ({
  locals: { ...evaluation, state, title: state === 'answered' ? 'Thank you' : evaluation.title },
})
const evaluationResults = {
  title: 'Evaluation of Hate crime champions: live session',
  back: { href: `/live-sessions/${sampleId(70)}`, text: 'Hate crime champions: live session' },
  state: 'open',
  standing_words: '12 answers so far. The figures show 10 of them.',
  closes_words: '11 May 2027',
  results: {
    questions: evaluation.questions.map(({ text, options }) => ({
      text,
      options: options.map((option, index) => ({
        text: option.text,
        count: [0, 1, 3, 5, 1][index]!,
        percent: [0, 10, 30, 50, 10][index]!,
      })),
    })),
    change_question: evaluation.change_question,
    texts: [['More time for the exercises in small groups.'], ['Send the workbook earlier,', 'and on paper too.']],
  },
}

export const evaluationSamples: RoomSamples['pages'] = {
  evaluation: { locals: evaluation },
  'evaluation.errors': {
    locals: {
      ...evaluation,
      form: typed({ useful: '5', change_text: 'More breaks' }, [
        { field: 'supporting', text: 'Select how confident you are to support somebody' },
        { field: 'pace', text: 'Select how the pace was' },
      ]),
    },
  },
  'evaluation.answered': evaluationAs('answered'),
  'evaluation.early': evaluationAs('early'),
  'evaluation.closed': evaluationAs('closed'),
  'evaluation.cancelled': evaluationAs('cancelled'),
  'evaluation.away': evaluationAs('away'),
  'evaluation.no-place': evaluationAs('no-place'),
  'evaluation-results': { as: ['trainer'], locals: evaluationResults },
  'evaluation-results.few': {
    as: ['trainer'],
    locals: { ...evaluationResults, standing_words: '4 answers so far: shown from five on.', results: null },
  },
  'evaluation-results.cancelled': {
    as: ['trainer'],
    locals: { ...evaluationResults, state: 'cancelled', standing_words: '', results: null },
  },
}
