/** Samples of the public check of a certificate. */
import type { RoomSamples } from '../../sample.ts'
import { typed } from '../../sample.ts'
import { number, certificate } from './facts.ts'

export const verificationSamples: RoomSamples['pages'] = {
  verify: {
    as: 'signed-out',
    locals: {
      title: 'Check a certificate',
      form: typed({ number, name: 'Sian' }, [
        { field: 'number', text: 'No such certificate. Check the number and the name, as they are printed.' },
      ]),
    },
  },
  verification: {
    as: 'signed-out',
    locals: {
      title: `Certificate ${number}`,
      back: { href: '/verify', text: 'Check another certificate' },
      certificate: {
        ...certificate,
        tag: certificate.state_tag,
        sentence: 'This certificate is valid until 12 April 2028.',
      },
    },
  },
  'verification-replaced': {
    as: 'signed-out',
    locals: {
      title: `Certificate ${number}`,
      back: { href: '/verify', text: 'Check another certificate' },
      tag: { text: 'Replaced', classes: 'app-tag--off' },
      sentence: 'This certificate was replaced by a newer one on 2 April 2028. It is not valid by itself.',
      newest_href: certificate.verify_path,
    },
  },
  paper: {
    as: 'signed-out',
    locals: {
      title: `The file of certificate ${number}`,
      found: 'ours',
      certificate,
      tag: { text: 'Valid', classes: 'app-tag--good' },
      sentence: 'This certificate is valid until 12 April 2028.',
      newest_href: null,
    },
  },
  'paper.other': {
    as: 'signed-out',
    locals: {
      title: `Not the file of certificate ${number}`,
      found: 'other',
      certificate,
      tag: { text: 'Replaced', classes: 'app-tag--off' },
      sentence: 'This certificate was replaced by a newer one on 2 April 2028. It is not valid by itself.',
      newest_href: certificate.verify_path,
    },
  },
  'paper.none': { as: 'signed-out', locals: { title: 'Not one of our files', found: 'none' } },
  'verification-none': {
    as: 'signed-out',
    locals: { title: 'No such certificate', back: { href: '/verify', text: 'Check a certificate' } },
  },
}
