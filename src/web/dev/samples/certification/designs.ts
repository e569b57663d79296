/** Samples of how the certificates of a programme are designed. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { as, certificate } from './facts.ts'

const href = `/certificates/designs/${sampleId(23)}`
const back = { href, text: 'Design of the certificate' }
const signatory = {
  name: 'Dame Angharad Whittaker',
  title: 'Chief Constable',
  is_own: true,
  signature_href: `${href}/signatory/signature` as string | null,
  signature_alt: 'Signature of Dame Angharad Whittaker',
  edit_href: `${href}/signatory`,
  removal_href: `${href}/signatory/removal`,
}
const endorser = {
  name: 'Alder Trust',
  picture_href: `/logo/${sampleId(83)}`,
  removal_href: `${href}/endorsers/${sampleId(84)}/removal`,
}
/** A sheet of the shape of a certificate. */
const picture = `data:image/svg+xml;base64,${Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 842 595"><rect x="26" y="26" width="790" height="543" fill="none" stroke="#1d3557" stroke-width="2"/></svg>',
).toString('base64')}`
const words = {
  above_name: 'This is to certify that',
  certificate_wording: certificate.wording,
  further_line: 'We listen, we believe, we support.',
  second_language: 'pl',
  second_programme_name: 'Rzecznik ofiar przestępstw z nienawiści',
  second_above_name: 'Niniejszym zaświadcza się, że',
  second_wording: '',
  second_further_line: '',
  look_name: 'polish',
  look_language: 'en',
}
const page = {
  title: `Design of the certificate: ${certificate.programme_name}`,
  wide: true,
  back: { href: '/courses', text: 'Courses' },
  form: typed(words),
  programme: { name: certificate.programme_name, name_cy: 'Hyrwyddwr troseddau casineb' as string | null },
  limits: { programme_name: 120, above_name: 80, wording: 400, further_line: 160 },
  usual_above_name: 'Awarded to',
  languages: [
    { value: '', text: 'No second language' },
    { value: 'pl', text: 'Polish' },
  ],
  signatory,
  endorsers: [endorser],
  new_endorser_href: `${href}/endorsers/new` as string | null,
  href,
  look: {
    name: 'Świętosława Brzęczyszczykiewicz',
    names: [{ value: 'polish', text: 'Polish: Świętosława Brzęczyszczykiewicz' }],
    languages: [
      { value: 'en', text: 'English' },
      { value: 'cy', text: 'Welsh' },
    ],
  },
  preview: { picture, notes: [] as string[] },
  is_unsaved: false,
  left_over: null as { legend: string; value: string; text: string } | null,
}

export const designSamples: RoomSamples['pages'] = {
  design: { as, locals: page },
  'design.nothing': {
    as: ['administrator'],
    locals: {
      ...page,
      form: typed({ certificate_wording: certificate.wording, look_name: 'polish', look_language: 'en' }),
      programme: { name: certificate.programme_name, name_cy: null },
      signatory: { ...signatory, is_own: false, signature_href: null },
      endorsers: [],
    },
  },
  'design.cramped': {
    as,
    locals: {
      ...page,
      form: typed(words, [
        {
          field: 'second_programme_name',
          text: 'This does not fit: it would be printed in 6 point, too small to read. Make it shorter',
        },
      ]),
      is_unsaved: true,
      endorsers: [endorser, endorser, endorser],
      new_endorser_href: null,
      preview: { picture, notes: ['Above the name: Our fonts cannot print 😀. Take it out.'] },
    },
  },
  'design.left-over': {
    as,
    locals: {
      ...page,
      form: typed({ ...words, second_programme_name: 'Hyrwyddwr troseddau casineb' }, [
        {
          field: 'second_programme_name',
          text: '“Hyrwyddwr troseddau casineb” was written as Welsh. Write it in Polish or empty it. If it is Polish already, say so as you save',
        },
      ]),
      is_unsaved: true,
      left_over: { legend: 'Words that were written as Welsh', value: 'pl', text: 'They are Polish, as they stand' },
    },
  },
  signatory: {
    as,
    locals: {
      title: `Who signs: ${certificate.programme_name}`,
      back,
      form: typed({ signatory_name: signatory.name, signatory_title: '' }, [
        { field: 'signatory_title', text: 'Enter their rank or title' },
        { field: 'signature', text: 'The picture must be smaller than 500 kB' },
      ]),
      signatory,
      most_words: '500 kB',
    },
  },
  'signatory-removal': {
    as,
    locals: {
      title: `Let who the settings say sign: ${certificate.programme_name}`,
      back,
      action: signatory.removal_href,
      leave_href: href,
      signatory,
      settings_words: 'The hate crime team, For the Chief Constable',
    },
  },
  'endorser-new': {
    as,
    locals: {
      title: `Add an endorser: ${certificate.programme_name}`,
      back,
      form: typed({ name: 'Alder Trust' }, [{ field: 'mark', text: 'Choose a PNG or JPEG picture' }]),
      action: `${href}/endorsers`,
      most_words: '500 kB',
    },
  },
  'endorser-removal': {
    as,
    locals: {
      title: 'Remove the mark of Alder Trust',
      back,
      action: endorser.removal_href,
      leave_href: href,
      endorser,
    },
  },
}
