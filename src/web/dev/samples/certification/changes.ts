/** Samples of changing the state of one certificate or many. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { actPage, classChoices, manyPage } from '../../../../features/certification/index.ts'
import { as, certificate, href, number } from './facts.ts'

const revoked = {
  ...certificate,
  state_tag: { text: 'Revoked', classes: 'app-tag--stop' },
  state_sentence: 'Revoked on 1 May 2027. It no longer counts.',
  is_valid: false,
  standing: 'revoked',
}
const holder = { full_name: certificate.name, href: `/people/${sampleId(1)}` }
const toCertificate = { href, text: `Certificate ${number}` }
const standing = (act: 'suspend' | 'reinstate' | 'revoke' | 'withdraw', path: string) => {
  const asked = actPage(act, {
    ...certificate,
    full_name: certificate.name,
    has_mailbox: act !== 'reinstate',
    is_over: false,
  })
  return {
    title: asked.title,
    back: toCertificate,
    form: typed(),
    act: asked,
    action: `${href}/${path}`,
    certificate,
    holder,
    refusal: null as string | null,
    expected: 'mark',
    class_choices: null as typeof classChoices | null,
  }
}
const changing = (act: 'extend' | 'revoke') => ({
  title: manyPage(act, 212).title,
  back: { href: '/certificates', text: 'Certificates' },
  form: typed(),
  page: manyPage(act, 212),
  class_choices: null as typeof classChoices | null,
  has_day: false,
  hidden: [
    ['act', act],
    ['which', 'all'],
  ],
})
const outcome = {
  title: 'Extend 211 certificates?',
  done_count: 211,
  kept_count: 1,
  reason: 'The refresher in May had to be cancelled.',
  button: 'Extend 211 certificates',
  is_warning: false,
  without_mailbox: 2,
  hidden_count: 12,
  rows: [
    {
      full_name: certificate.name,
      number,
      href,
      valid_words: certificate.valid_words,
      outcome: 'Valid until 30 June 2028',
      is_kept: false,
    },
    {
      full_name: '李小龍',
      number: 'HCC-2027-000124-3',
      href,
      valid_words: '1 July 2028',
      outcome: 'Stays. It is valid until that day or a later one already.',
      is_kept: true,
    },
  ],
}
const previewed = {
  title: outcome.title,
  wide: true,
  back: { href: '/certificates', text: 'Certificates' },
  outcome,
  has_moved: false,
  list_href: '/certificates',
  hidden: [['act', 'extend']],
}

export const changeSamples: RoomSamples['pages'] = {
  standing: {
    as,
    locals: {
      ...standing('suspend', 'suspension'),
      form: typed({ reason: '' }, [{ field: 'reason', text: 'Enter why the certificate is suspended' }]),
    },
  },
  'standing.revoke': {
    as,
    locals: {
      ...standing('revoke', 'revocation'),
      class_choices: classChoices,
      form: typed({ reason: '' }, [
        { field: 'reason_class', text: 'Select what kind of reason it is' },
        { field: 'reason', text: 'Enter why the certificate is revoked' },
      ]),
    },
  },
  'standing.reinstate': { as, locals: { ...standing('reinstate', 'reinstatement'), certificate: revoked } },
  'standing.withdraw': { locals: standing('withdraw', 'withdrawal') },
  'standing.refused': {
    as,
    locals: { ...standing('suspend', 'suspension'), refusal: 'A newer certificate has replaced it.' },
  },
  'change-new': {
    as,
    locals: {
      ...changing('extend'),
      form: typed({ 'valid_to-day': '31', 'valid_to-month': '2', 'valid_to-year': '2028' }, [
        { field: 'valid_to-day', text: 'Enter the new last day, like 31 3 2028' },
        { field: 'reason', text: 'Enter why the certificates are extended' },
      ]),
      has_day: true,
    },
  },
  'change-new.revoke': { as, locals: { ...changing('revoke'), class_choices: classChoices } },
  'change-preview': { as, locals: previewed },
  'change-preview.moved': { as, locals: { ...previewed, has_moved: true } },
  'change-preview.nothing': {
    as,
    locals: { ...previewed, outcome: { ...outcome, title: 'Nothing would change', done_count: 0 } },
  },
}
