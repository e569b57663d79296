/** Samples of releasing certificates and of how a programme issues them. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { as, certificate } from './facts.ts'

const releasing = {
  completion_id: sampleId(90),
  full_name: certificate.name,
  organisations: certificate.organisation_name,
  programme_name: certificate.programme_name,
  course_title: certificate.course_title,
  completed_words: certificate.awarded_words,
  release_id: null as string | null,
  issues_words: 'Goes out at 10:15am, released by Martin Hale',
}

export const issuingSamples: RoomSamples['pages'] = {
  releases: {
    as,
    locals: {
      title: 'Certificates to release',
      wide: true,
      waiting: [releasing],
      released: [{ ...releasing, full_name: '李小龍', release_id: sampleId(91) }],
      minutes: 15,
      programmes: [
        {
          name: certificate.programme_name,
          words: 'Certificates wait until they are released',
          href: `/certificates/issuing/${sampleId(23)}`,
        },
      ],
    },
  },
  'releases.none': {
    as: ['trainer'],
    locals: { title: 'Certificates to release', waiting: [], released: [], minutes: 15, programmes: [] },
  },
  issuing: {
    as,
    locals: {
      title: 'How certificates are issued',
      back: { href: '/certificates/releases', text: 'Certificates to release' },
      form: typed({ issuing: 'at once', typed: '21' }, [
        { field: 'typed', text: 'This would issue 212 now. Type 212 to go on' },
      ]),
      count: 212,
      action: `/certificates/issuing/${sampleId(23)}`,
    },
  },
}
