/** Samples of the e-mails about marking and attendance. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId } from '../../sample.ts'

export const mailSamples: RoomSamples['mails'] = {
  marked: {
    name: 'Siân O’Brien-Żak',
    quiz_title: 'Check what you have learnt',
    result_words: 'You passed: 9 of 10 points.',
    answers: [{ text: 'How would you begin the talk?', points_words: 'Listens first: 2 of 2', feedback: 'Well said.' }],
    result_url: `http://localhost:3000/my-training/attempts/${sampleId(85)}`,
  },
  change: {
    name: 'Siân O’Brien-Żak',
    course_title: 'Become a hate crime champion',
    is_again: false,
    url: `http://localhost:3000/my-training/changes/${sampleId(20)}`,
  },
  attendance: {
    name: 'Siân O’Brien-Żak',
    session_title: 'Hate crime champions: live session',
    when_words: '27 April 2027, 10am to 12:30pm',
    mark_words: 'You are marked as having left early. You were there for 60 of 150 minutes.',
    there_words: '60 of 150 minutes (40%)',
    rule_words: 'at least 80% of the 150 minutes, and there in the last 10 minutes',
    next: {
      is_complete: false,
      title: 'Live session',
      words: 'You were there for 60 of 150 minutes on 27 April 2027, and 80% is needed. Book another one.',
    },
    training_url: 'http://localhost:3000/my-training',
    attendance_url: `http://localhost:3000/attendance/${sampleId(71)}`,
  },
}
