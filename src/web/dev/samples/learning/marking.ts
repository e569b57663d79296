/** Samples of marking what was written. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, samplePicture, typed } from '../../sample.ts'
import { draw_words } from './facts.ts'

export const markingSamples: RoomSamples['pages'] = {
  'marking-list': {
    as: ['trainer'],
    locals: {
      title: 'Answers to mark',
      attempts: [
        {
          href: `/marking/${sampleId(85)}`,
          title: 'Become a hate crime champion: Check what you have learnt',
          waiting_words: 'Handed in on 12 April 2027, 10am',
        },
      ],
    },
  },
  'marking-list.empty': { as: ['trainer'], locals: { title: 'Answers to mark', attempts: [] } },
  marking: {
    as: ['trainer'],
    locals: {
      title: 'Mark what was written',
      back: { href: '/marking', text: 'Answers to mark' },
      action: `/marking/${sampleId(85)}`,
      quiz_title: 'Check what you have learnt',
      is_marked: false,
      draw_words,
      form: typed({}, [{ field: 'mark-1-1', text: 'Enter a whole number from 0 to 2' }]),
      answers: [
        {
          position: 1,
          text: 'How would you begin the talk?',
          pictures: [samplePicture('Two chairs')],
          answer: 'I would sit down and listen.',
          explanation: 'Listening comes before asking.',
          feedback_field: 'mark-1-feedback',
          lines: [
            {
              criterion: 'Listens first',
              points: 2,
              field: 'mark-1-1',
              label: 'Listens first',
              hint: '0 to 2 points',
            },
          ],
        },
      ],
    },
  },
}
