/** Samples of the development pages themselves. */
import type { RoomSamples } from '../sample.ts'
import { paging, sampleId, typed } from '../sample.ts'

export const devSamples: RoomSamples = {
  pages: {
    'sign-in-as': {
      as: 'signed-out',
      locals: {
        title: 'Sign in as',
        wide: true,
        groups: [
          {
            heading: 'Coordinators',
            people: [{ full_name: 'Amina Rahman', email: 'amina@force.example', organisation_name: null }],
            has_more: false,
          },
          { heading: 'Learners', people: [], has_more: false },
        ],
      },
    },
    outbox: {
      as: 'signed-out',
      locals: {
        title: 'Development outbox',
        wide: true,
        filters: typed(),
        state_choices: [{ value: '', text: 'Written, any state' }],
        paging: paging(1),
        mails: [
          {
            href: `/dev/outbox/${sampleId(50)}`,
            subject: 'Your sign-in code',
            to_name: 'Amina Rahman',
            to_address: 'amina@force.example',
            created_words: '12 April 2027, 10am',
            state_tag: { text: 'Sent', classes: 'app-tag--good' },
          },
        ],
      },
    },
    mail: {
      as: 'signed-out',
      locals: {
        title: 'Your sign-in code',
        wide: true,
        back: { href: '/dev/outbox', text: 'Development outbox' },
        mail: {
          to: 'Amina Rahman <amina@force.example>',
          from: 'Hate crime champions <no-reply@champions.example>',
          reply_to: 'hate-crime-team@champions.example',
          kind: 'sign-in.code',
          text: null,
          calendar: 'BEGIN:VCALENDAR',
        },
        state_words: 'Sent on 12 April 2027, 10am',
        html_href: null,
        source_href: `/dev/outbox/${sampleId(50)}/source`,
        calendar_href: `/dev/outbox/${sampleId(50)}/calendar`,
        attachments: [{ href: `/dev/outbox/${sampleId(50)}/attachments/${sampleId(51)}`, text: 'certificate.pdf' }],
      },
    },
    gallery: {
      as: 'signed-out',
      locals: {
        title: 'Gallery',
        wide: true,
        rooms: [{ name: 'organisations', pages: [{ name: 'list', samples: [] }], mails: [] }],
      },
    },
    'sample-mail': {
      as: 'signed-out',
      locals: {
        title: 'Your sign-in code',
        wide: true,
        back: { href: '/dev/gallery', text: 'Gallery' },
        html_href: '/dev/gallery/sign-in/mail/code/html',
        text: 'Your code is 123456',
      },
    },
    clock: {
      as: 'signed-out',
      locals: {
        title: 'Development clock',
        now_words: '12 April 2027, 10am',
        form: typed({ now: 'tomorrow' }, [{ field: 'now', text: 'Enter a moment such as 2027-04-20T09:00:00Z' }]),
        jumps: [{ text: 'An hour later', now: '2027-04-12T10:00:00.000Z' }],
      },
    },
  },
}
