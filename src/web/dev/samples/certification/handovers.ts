/** Samples of certificates to print or hand over. */
import type { RoomSamples } from '../../sample.ts'
import { paging, sampleId } from '../../sample.ts'
import { as, href, number } from './facts.ts'

const title = 'Certificates to print or hand over'
const back = { href: '/certificates', text: 'Certificates' }

export const handoverSamples: RoomSamples['pages'] = {
  handovers: {
    as,
    locals: {
      title,
      wide: true,
      back,
      paging: paging(1),
      waiting: [
        {
          id: sampleId(80),
          full_name: 'Siân O’Brien-Żak',
          person_href: `/people/${sampleId(41)}/came-back`,
          number,
          programme_name: 'Hate crime champion',
          pdf_href: `${href}/certificate.pdf`,
          organisation_name: 'Dacorum Borough Council',
          issued_words: '12 April 2027',
          tag: { text: 'For good', classes: 'app-tag--stop' },
          why: 'There is no such mailbox (5.1.1), on 12 April 2027',
        },
      ],
      handed_over: [
        { id: sampleId(82), full_name: '李小龍', number, href, words: '11 April 2027, 10am, by Samir Choudhury' },
      ],
    },
  },
  'handovers.none': { as, locals: { title, back, paging: paging(0), waiting: [], handed_over: [] } },
}
