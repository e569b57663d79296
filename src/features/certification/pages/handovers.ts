/** Certificates to print or hand over, in words: pure. */
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import { kindTag } from '../../people/index.ts'
import type { HandedOverRow, HandoverRow } from '../queries/handovers.ts'

export const handoversPage = (found: HandoverRow[]) =>
  found.map((one) => ({
    id: one.certificate_id,
    full_name: one.full_name,
    person_href: `/people/${one.person_id}${one.bounced_at ? '/came-back' : ''}`,
    number: one.number,
    programme_name: one.programme_name,
    pdf_href: `/certificates/${one.certificate_id}/certificate.pdf`,
    organisation_name: one.organisation_name ?? '',
    issued_words: wordsForDate(one.issued_at),
    tag:
      one.bounce_kind === null
        ? { text: 'No mailbox', classes: 'app-tag--off' }
        : kindTag({ bounce_kind: one.bounce_kind }),
    why: one.bounced_at ? `${one.bounce_reason}, on ${wordsForDate(one.bounced_at)}` : 'They gave no email address',
  }))

export const handedOverPage = (found: HandedOverRow[]) =>
  found.map((one) => ({
    id: one.id,
    full_name: one.full_name,
    number: one.number,
    href: `/certificates/${one.certificate_id}`,
    words: `${wordsForMoment(one.handed_at)}, by ${one.by_name}`,
  }))
