/** Questions that the samples of the question bank show. */
import { samplePicture } from '../../sample.ts'

export const bank = { href: '/questions', text: 'Question bank' }

const option = (text: string, is_right: boolean, feedback = '') => ({
  ...{ text, is_right, feedback },
  pictures: [] as ReturnType<typeof samplePicture>[],
  feedback_pictures: [] as ReturnType<typeof samplePicture>[],
})
export const version = {
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
  parts: [] as { label: string; right: string; after: string; wrong: { text: string; after: string }[] }[],
  scoring_words: null as string | null,
}
export const matched = {
  ...version,
  kind_words: 'Matching',
  text: 'Where does each of these belong?',
  is_critical: false,
  options: [],
  parts: [
    { label: 'Somebody is in danger now', right: '999', after: '', wrong: [] },
    {
      label: 'It happened last week',
      right: '101',
      after: 'They take their time.',
      wrong: [{ text: '999', after: 'Somebody else has to wait.' }],
    },
  ],
  scoring_words: 'Each pair for itself',
}
