/** Samples of the e-mails about attendance. */
import type { RoomSamples } from '../../sample.ts'

export const mailSamples: RoomSamples['mails'] = {
  claims: {
    name: 'Leila Haddad',
    part_title: 'Hate crime champions: live session, part 2',
    when_words: '27 April 2027, 10am to 12:30pm',
    lines: [
      { name: 'Siân O’Brien-Żak', at_words: '28 April 2027, 9:10am' },
      { name: '李小龍', at_words: '28 April 2027, 9:45am' },
    ],
    claims_href: 'https://champions.example/registers/claims',
  },
  afterwards: {
    name: 'Siân O’Brien-Żak',
    session_title: 'Hate crime champions: live session',
    day_words: '27 April 2027',
    evaluation: {
      href: 'https://champions.example/join/AAAAAAAAAAAAAAAAAAAAAA/evaluation',
      closes_words: '11 May 2027',
    },
    materials: {
      href: 'https://champions.example/join/AAAAAAAAAAAAAAAAAAAAAA',
      titles: ['Slides', 'Workbook with all exercises'],
    },
  },
}
